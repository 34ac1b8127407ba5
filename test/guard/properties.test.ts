import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type SecretKind, secretKinds } from "../../src/domain/message.ts";
import { normalise } from "../../src/guard/normalise.ts";
import { redactText } from "../../src/guard/redact-text.ts";
import { scan } from "../../src/guard/scan.ts";
import { loadLabels } from "../../src/guard-labels.ts";
import { secretOf } from "./secret-samples.ts";
import { anyText, nothingExpected } from "./support.ts";

/** What a fleet puts in a secret's place. */
const labels = loadLabels().labelsOf("en");
const clean = (text: string) => redactText(text, { ...labels, ...nothingExpected });
const findings = (text: string) => scan(text, nothingExpected).findings;
const kindsIn = (text: string) => findings(text).map(({ kind, level }) => `${kind} ${level}`);
const anySecret = fc.constantFrom(...secretKinds).chain(secretOf);

/** Everything that is shown as nothing and may stand between two characters of one word. */
const invisible = fc.constantFrom(
  ..."\u00ad\u034f\u061c\u180b\u180e\u200b\u200c\u200d\u200e\u200f\u202a\u202e\u2060\u2063\u2064\u2066\u2069\u206a\ufe00\ufe0f\ufeff\ufff9",
  "\u{e0020}",
  "\u{e0100}",
);

/** The text with characters put between its own. */
const withInserted = (text: string, inserted: readonly (readonly [number, string])[]): string => {
  const characters = [...text];
  for (const [place, character] of inserted) characters.splice(place % (characters.length + 1), 0, character);
  return characters.join("");
};

const insertions = fc.array(fc.tuple(fc.nat(), invisible), { maxLength: 40 });

describe.each(secretKinds)("pain 29: a secret of the kind %s", (kind: SecretKind) => {
  it("is found in any surroundings, and nothing of it is left", () => {
    fc.assert(
      fc.property(anyText, secretOf(kind), anyText, (before, { told, values }, after) => {
        const { text, secrets } = clean(`${before}\n${told}\n${after}`);
        // What stands around it may be a secret as well, and both then one finding.
        expect(secrets.some(({ level }) => level === "hard")).toBe(true);
        for (const value of values) expect(text).not.toContain(value);
      }),
    );
  });

  it("is found with invisible characters anywhere, in the same place", () => {
    fc.assert(
      fc.property(secretOf(kind), insertions, ({ told }, inserted) => {
        const hidden = withInserted(told, inserted);
        expect(kindsIn(told)).toContain(`${kind} hard`);
        expect(kindsIn(hidden)).toEqual(kindsIn(told));
        const visible = (text: string) => normalise(text).text;
        const places = (text: string) =>
          findings(text).map(({ start, end }) => visible(text.slice(start, end)));
        expect(places(hidden)).toEqual(places(told));
      }),
    );
  });
});

describe("pain 29: redaction", () => {
  it("leaves nothing of several secrets, and nothing hard to be found", () => {
    fc.assert(
      fc.property(fc.array(anySecret, { minLength: 1, maxLength: 5 }), anyText, (secrets, between) => {
        const { text } = clean(secrets.map(({ told }) => told).join(`\n${between}\n`));
        for (const { values } of secrets) for (const value of values) expect(text).not.toContain(value);
        expect(findings(text).filter(({ level }) => level === "hard")).toEqual([]);
      }),
    );
  });

  it("finds nothing in what it has redacted, and so is done with it", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          anyText,
          anySecret.map(({ told }) => told),
        ),
        (written) => {
          const once = clean(written);
          expect(clean(once.text)).toEqual({ text: once.text, secrets: [], given: [] });
        },
      ),
      { numRuns: 300 },
    );
  });

  it("keeps every character that is in no finding, in its order", () => {
    fc.assert(
      fc.property(anyText, anySecret, anyText, (before, { told }, after) => {
        const written = `${before} ${told} ${after}`;
        const { text, secrets } = clean(written);
        let kept = "";
        let at = 0;
        for (const { kind, start, end } of secrets) {
          kept += written.slice(at, start) + labels.label(kind);
          at = end;
        }
        expect(text).toBe(kept + written.slice(at));
      }),
    );
  });
});

describe("pain 29: findings", () => {
  it("stand in order, apart, inside the text, and cut no character in two", () => {
    fc.assert(
      fc.property(anyText, anySecret, anyText, (before, { told }, after) => {
        const text = before + told + after;
        let last = 0;
        for (const { start, end } of findings(text)) {
          expect(start).toBeGreaterThanOrEqual(last);
          expect(end).toBeGreaterThan(start);
          expect(end).toBeLessThanOrEqual(text.length);
          for (const edge of [start, end]) {
            const isInside = /^[\ud800-\udbff][\udc00-\udfff]$/.test(text.slice(edge - 1, edge + 1));
            expect(isInside, `unit ${edge}`).toBe(false);
          }
          last = end;
        }
      }),
    );
  });

  it("lead back to what was written: normalised, the place reads as the detectors read it", () => {
    fc.assert(
      fc.property(anyText, fc.nat(), fc.nat(), (written, from, to) => {
        const { text, toOriginal } = normalise(written);
        fc.pre(text.length > 0);
        const [start, end] = [from % text.length, to % text.length].sort((a, b) => a - b) as [number, number];
        const place = toOriginal(start, end + 1);
        expect(place.end).toBeGreaterThan(place.start);
        expect(normalise(written.slice(place.start, place.end)).text).toContain(text.slice(start, end + 1));
      }),
      { numRuns: 500 },
    );
  });
});
