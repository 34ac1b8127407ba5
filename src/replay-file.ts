import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { type FleetConfig, inProject } from "./compose.ts";
import { type AccountConfig, loadAccount } from "./compose-account.ts";
import { composeDetectors } from "./compose-detectors.ts";
import { composeRedactor } from "./compose-redactor.ts";
import { AppError } from "./domain/errors.ts";
import { createPhrasebook, loadPhrases } from "./language/phrasebook.ts";
import { linesOf, type Replayed, replayUpdates } from "./replay.ts";
import { systemClock as clock } from "./runtime/clock.ts";
import type { Storage } from "./storage/port.ts";
import { createLogger } from "./telemetry/logger.ts";
import { createScrubber } from "./telemetry/scrub.ts";

/** `cli replay`: beside a running fleet, which goes on with what was stored, or before the next start. */
export async function replayFile(parts: {
  file: string;
  account: AccountConfig;
  storage: Storage;
  config: FleetConfig;
  tell: (words: string) => void;
}): Promise<Replayed> {
  const { file, config, storage, tell } = parts;
  await refuseUnreadable(file);
  const logger = createLogger({ level: "silent", scrub: createScrubber([]) });
  const { account, adapter } = await loadAccount(parts.account, { clock, logger });
  try {
    const replay = adapter.replay?.bind(adapter);
    if (!replay) {
      throw new AppError("ACCOUNT_UNKNOWN", `Updates of ${account.platform} cannot be replayed.`);
    }
    const [fallback = "en"] = config.knowledge.locales;
    const phrasebook = createPhrasebook(loadPhrases(inProject("config/locales/")));
    const detectors = await composeDetectors(config.guard.patterns);
    return await replayUpdates({
      accountId: account.id,
      replay,
      storage,
      clock,
      redact: composeRedactor({ accounts: config.accounts, fallback, phrasebook, clock, detectors }),
      lines: linesOf(createReadStream(file)),
      tell,
    });
  } finally {
    await adapter.close();
  }
}

async function refuseUnreadable(file: string): Promise<void> {
  const found = await stat(file).catch((cause: unknown) => {
    throw new AppError("FILE_UNREADABLE", `${file} cannot be read. Name a file with one update a line.`, {
      cause,
    });
  });
  if (!found.isFile())
    throw new AppError("FILE_UNREADABLE", `${file} is no file. Name a file with one update a line.`);
}
