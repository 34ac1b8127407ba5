import type { Detector, GuardContext } from "../../../../src/guard/detector.ts";
import { encodedKey } from "../../../../src/guard/detectors/keys/encoded-key.ts";
import { hexKey } from "../../../../src/guard/detectors/keys/hex-key.ts";
import { keystore } from "../../../../src/guard/detectors/keys/keystore.ts";
import { pemBlock } from "../../../../src/guard/detectors/keys/pem-block.ts";
import { scan } from "../../../../src/guard/scan.ts";
import { nothingExpected } from "../../support.ts";

const keyDetectors: readonly Detector[] = [encodedKey, hexKey, pemBlock, keystore];

/** What these detectors find, as `kind level "text"`. */
export const keysIn = (text: string, context: GuardContext = nothingExpected): readonly string[] =>
  scan(text, context, { detectors: keyDetectors }).findings.map(
    ({ kind, level, start, end }) => `${kind} ${level} ${JSON.stringify(text.slice(start, end))}`,
  );

/** How sure these detectors are that a text holds a key. */
export const keyLevelOf = (
  text: string,
  context: GuardContext = nothingExpected,
): "hard" | "soft" | "none" => {
  const levels = scan(text, context, { detectors: keyDetectors }).findings.map(({ level }) => level);
  if (levels.includes("hard")) return "hard";
  return levels.includes("soft") ? "soft" : "none";
};
