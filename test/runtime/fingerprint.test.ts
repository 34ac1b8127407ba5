import { describe, expect, it } from "vitest";
import type { SecretFinding, SecretKind } from "../../src/domain/message.ts";
import { withFingerprints } from "../../src/runtime/fingerprint.ts";
import { aMessage, anEvent, aRawEvent, aRawMessage } from "../support/builders.ts";

const printed: string[] = [];
const printOf = (kind: SecretKind, text: string, finding: Partial<SecretFinding> = {}) => {
  const secrets = [{ kind, level: "hard", start: 0, end: text.length, ...finding } as const];
  const event = withFingerprints(anEvent({ message: aMessage({ text: "", secrets }) }), {
    raw: aRawEvent({ message: aRawMessage({ text }) }),
    print: (form) => {
      printed.push(form);
      return `${form.length}`;
    },
  });
  if (!("message" in event)) throw new Error("A message stays one.");
  return event.message.secrets[0]?.fingerprint === undefined ? undefined : printed.at(-1);
};

const key = "4c0883a69102937d6231471b5dbb6204fe512961708279f8d5c1e0b3a9f1c2d4";

describe("what tells that the same secret was seen before", () => {
  it("is the same whatever the layout", () => {
    expect(printOf("seed_phrase", "1. Legal\n2. winner\n3. thank year wave")).toBe(
      printOf("seed_phrase", "legal, winner, thank, year, wave"),
    );
    expect(printOf("private_key", `${key.slice(0, 32)} ${key.slice(32)}`)).toBe(printOf("private_key", key));
  });

  it("is another for another secret or kind", () => {
    expect(printOf("private_key", key)).not.toBe(printOf("private_key", `${key.slice(0, -1)}5`));
    expect(printOf("private_key", key)).not.toBe(printOf("token", key));
  });

  it.each([
    ["a password", "password", "Correct-Horse-Battery-42", {}],
    ["a code", "one_time_code", "8392018392018392", {}],
    ["a card", "payment_card", "4111111111111111", {}],
    ["an identity document", "national_id", "11010119900307391X", {}],
    ["what is too short to be safe", "api_key", "abc-123-def-4567", {}],
    ["digits of less than 80 bits", "token", "839201749362058413", {}],
    ["hexadecimal digits of less than 80 bits", "token", "4c0883a69102937d6", {}],
    ["what has hardly any signs", "api_key", "a".repeat(64), {}],
    ["what is only suspected", "private_key", key, { level: "soft" }],
    ["what stands beside the text", "private_key", key, { start: 0, end: 0 }],
  ] as const)("is not made of %s", (_, kind, text, finding) => {
    expect(printOf(kind, text, finding)).toBeUndefined();
  });
});
