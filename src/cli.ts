import { readFileSync } from "node:fs";
import { Command } from "commander";
import { atLeastOne } from "./at-least-one.ts";
import type { FleetConfig } from "./compose.ts";
import { AppError } from "./domain/errors.ts";
import { accountId } from "./domain/ids.ts";
import type { Detector } from "./guard/detector.ts";
import { addGuardCommands } from "./guard-commands.ts";
import { addKnowledgeCommands } from "./knowledge-commands.ts";
import { systemClock } from "./runtime/clock.ts";
import type { Storage } from "./storage/port.ts";

const { env } = process;
const { now } = systemClock;
const dayMs = 86_400_000;
const program = new Command("flotilla")
  .description("Commands for who operates a fleet. FLOTILLA_CONFIG names the configuration.")
  .showHelpAfterError();

// What a command needs is loaded when it runs: the guard's tools need none of the fleet.
async function config(): Promise<FleetConfig> {
  const path = env["FLOTILLA_CONFIG"];
  if (!path) {
    throw new AppError("CONFIG_MISSING", "Set FLOTILLA_CONFIG to the path of the configuration file.");
  }
  const { readConfig } = await import("./compose.ts");
  return readConfig({ path, readFile: (file) => readFileSync(file, "utf8"), env });
}

async function detectors(): Promise<readonly Detector[] | undefined> {
  const { composeDetectors } = await import("./compose-detectors.ts");
  return composeDetectors((await config()).guard.patterns);
}

/** Runs beside a fleet that is up; it notices what was written within a second. */
async function withStorage<T>(use: (storage: Storage, config: FleetConfig) => Promise<T>): Promise<T> {
  const read = await config();
  const { openStorage } = await import("./storage/open.ts");
  const { randomIds } = await import("./runtime/ids.ts");
  const storage = openStorage({ ...read.storage, now, newMark: randomIds.newMark, as: "operator" });
  try {
    return await use(storage, read);
  } finally {
    storage.close({ clean: false });
  }
}

function accountNamed<Account extends { readonly id: string }>(
  name: string,
  accounts: readonly Account[],
): Account {
  const account = accounts.find(({ id }) => id === name);
  if (account) return account;
  const known = accounts.map(({ id }) => id).join(", ");
  throw new AppError("ACCOUNT_UNKNOWN", `No account is called ${name}. Configured: ${known}.`);
}

program
  .command("check-config")
  .description("Check the configuration; tells every fault at once.")
  .action(async () => {
    const { accounts } = await config();
    await detectors();
    console.log(`The configuration is right: ${accounts.length} account(s).`);
  });

program
  .command("try")
  .description("Show what the fleet would make of a message: stages, decision and reply. Nothing is sent.")
  .argument("<text>", "what a person might write")
  .option("--locale <tag>", "what the person's client reports as its language")
  .action(async (text: string, options: { locale?: string }) => {
    const { tryText } = await import("./try-text.ts");
    const read = env["FLOTILLA_CONFIG"] ? await config() : undefined;
    console.log(await tryText({ text, config: read, ...options }));
  });

const dead = program.command("dead").description("What was given up: dead letters.");
dead
  .command("list")
  .description("List dead letters, the newest first.")
  .option("--limit <n>", "how many of each kind", atLeastOne, 50)
  .action((options: { limit: number }) =>
    withStorage(async (storage) => {
      const letters = await storage.operator.dead(options.limit);
      for (const { letter, at, kind, conversationId, failure, reason } of letters) {
        console.log([letter, new Date(at).toISOString(), kind, conversationId, failure, reason].join("\t"));
      }
      if (letters.length === 0) console.log("No dead letters.");
    }),
  );
dead
  .command("retry")
  .description(
    "Put dead letters back to be tried again. What was meant for whoever asked not to be written to stays.",
  )
  .argument(
    "[letters...]",
    "such as effect:12 or event:34; without any, nothing is done unless --all is given",
  )
  .option("--all", "every dead letter")
  .action((letters: string[], options: { all?: true }) =>
    withStorage(async (storage) => {
      const count = await storage.operator.retryDead(options.all ? "all" : letters, now());
      console.log(`${count} dead letter(s) will be tried again.`);
      if (count === 0) process.exitCode = 1;
    }),
  );

for (const act of ["pause", "resume"] as const) {
  program
    .command(act)
    .description(
      act === "pause"
        ? "Stop an account's sending; intake and protection go on."
        : "Let a paused account send again; what waited goes out.",
    )
    .argument("<account>", "the account's id")
    .action((name: string) =>
      withStorage(async (storage, { accounts }) => {
        accountNamed(name, accounts);
        await storage.operator.setPaused(accountId(name), act === "pause", now());
        console.log(act === "pause" ? `${name} is paused.` : `${name} sends again.`);
      }),
    );
}

program
  .command("replay")
  .description(
    "Take in updates that the platform does not hold any more, from a file with one JSON object a line.",
  )
  .requiredOption("--account <id>", "the account to which they were sent")
  .argument("<file>", "such as a log of what a webhook was sent")
  .action((file: string, { account: name }: { account: string }) =>
    withStorage(async (storage, read) => {
      const account = accountNamed(name, read.accounts);
      const { replayFile } = await import("./replay-file.ts");
      const tell = (words: string) => console.log(words);
      const { lines, stored, repeated, bad } = await replayFile({
        file,
        account,
        storage,
        config: read,
        tell,
      });
      console.log(`${lines} lines: ${stored} event(s) stored, ${repeated} known already, ${bad} skipped.`);
      if (bad > 0) process.exitCode = 1;
    }),
  );

program
  .command("release")
  .description("Release an outbox that is held since a backup was restored.")
  .option("--discard", "drop what waits instead of sending it")
  .action((options: { discard?: true }) =>
    withStorage(async (storage) => {
      if (options.discard && !(await storage.operator.isHeld())) {
        console.error("The outbox is not held, so nothing was dropped: what waits in it is on its way.");
        process.exitCode = 1;
        return;
      }
      const dropped = options.discard ? await storage.operator.discardWaiting(now()) : 0;
      await storage.operator.release(now());
      console.log(`The outbox is released${options.discard ? `; ${dropped} effect(s) were dropped` : ""}.`);
    }),
  );

addGuardCommands(program, {
  configuredDetectors: detectors,
  print: (words) => console.log(words),
});

addKnowledgeCommands(program, {
  print: (words) => console.log(words),
  knowledge: async () => {
    const { composeKnowledge } = await import("./compose-knowledge.ts");
    return composeKnowledge(env["FLOTILLA_CONFIG"] ? await config() : undefined);
  },
  lint: async () => {
    const { lintKnowledge } = await import("./compose-knowledge.ts");
    return lintKnowledge(env["FLOTILLA_CONFIG"] ? await config() : undefined);
  },
  gaps: ({ days, locale }) =>
    withStorage(async ({ past }, read) => {
      const { composeWeigher } = await import("./compose-knowledge.ts");
      const { findGaps } = await import("./knowledge-gaps.ts");
      const since = now() - days * dayMs;
      const tell = (words: string) => console.error(words);
      return findGaps({ past, weigh: composeWeigher(read), since, tell, ...(locale && { locale }) });
    }),
});

try {
  await program.parseAsync();
} catch (error) {
  if (!(error instanceof AppError)) throw error;
  console.error(`${error.code}: ${error.message}`);
  process.exitCode = 1;
}
