import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { normalise } from "../../../src/guard/normalise.ts";
import { anyText } from "../support.ts";
import { credentialDetectors, credentialsIn, drawer, findingsIn } from "./made-up.ts";

const { draw, htxKey } = drawer(31);
const secrets: readonly string[] = [
  htxKey(),
  `API key: ${draw("base62", 64)}`,
  `ghp_${draw("base62", 36)}`,
  "card 4539 5787 6362 1486",
  "11010519491231002X",
  "主민번호 900101-1234568".replace("主", "주"),
  "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<",
  `谷歌验证器密钥 ${draw("base32", 32)}`,
];

describe("the detectors of credentials and identity numbers", () => {
  it("find the same where zero-width characters stand inside", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...secrets),
        fc.nat(),
        fc.constantFrom("\u200b", "\u200d", "\u2060"),
        (secret, place, hidden) => {
          const at = place % (secret.length + 1);
          const kinds = (text: string) => findingsIn(text).map(({ kind, level }) => `${kind} ${level}`);
          expect(kinds(secret.slice(0, at) + hidden + secret.slice(at))).toEqual(kinds(secret));
        },
      ),
      { numRuns: 300 },
    );
  });

  it("stay inside of any text, and find nothing empty", () => {
    fc.assert(
      fc.property(anyText, fc.constantFrom(...secrets), (noise, secret) => {
        const text = `${noise} ${secret} ${noise}`;
        const normalised = normalise(text);
        const spans = credentialDetectors.flatMap((detector) => detector.find(normalised, { expects: [] }));
        for (const { start, end } of spans) {
          expect(start).toBeGreaterThanOrEqual(0);
          expect(end).toBeGreaterThan(start);
          expect(end).toBeLessThanOrEqual(normalised.text.length);
        }
      }),
      { numRuns: 300 },
    );
  });

  it("find nothing in what stands in a secret's place", () => {
    for (const secret of secrets)
      for (const { kind } of findingsIn(secret))
        expect(credentialsIn(`my api key, card, token: [${kind.replaceAll("_", " ")} removed]`)).toEqual([]);
  });
});
