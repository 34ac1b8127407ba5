import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { linksSchema } from "../../src/config/links.ts";
import { goOn, startGuide, takeReply } from "../../src/dialogue/guide.ts";
import { matchWhole } from "../../src/dialogue/intents.ts";
import { matchOption } from "../../src/dialogue/match-option.ts";
import type { GuideText, ServedGuide } from "../../src/domain/guide.ts";
import type { Locale } from "../../src/domain/locale.ts";
import { checkOutbound } from "../../src/guard/check-outbound.ts";
import { formatAnswer } from "../../src/knowledge/format-answer.ts";
import { loadGuides } from "../../src/knowledge/load-guides.ts";

const links = linksSchema.parse({});
const allowedHosts = Object.values(links).map((url) => new URL(url).hostname);

const served = loadGuides("config/guides").flatMap(({ texts, ...graph }) =>
  (Object.entries(texts) as [Locale, GuideText][]).map(
    ([locale, text]) =>
      [`${graph.slug} in ${locale}`, { ...graph, text, locale } satisfies ServedGuide] as const,
  ),
);
/** Words that lead out of a guide, and so cannot be an answer. */
const waysOut = new Set(["back", "cancel", "human", "send_now", "go_on"]);

describe.each(served)("the guide %s", (_, guide) => {
  const questions = Object.values(guide.text.steps);

  it("understands each of its labels and words when they are typed", () => {
    for (const { question, options } of questions)
      for (const [id, { label, words }] of Object.entries(options))
        for (const typed of [label, ...words]) {
          expect(matchOption(typed, options), `${question} ${typed}`).toBe(id);
          expect(waysOut.has(matchWhole(typed) ?? ""), typed).toBe(false);
        }
  });

  it("says nothing that may not leave", () => {
    for (const text of [...questions.map(({ question }) => question), ...Object.values(guide.text.ends)]) {
      const { text: plain, spans } = formatAnswer(text, links);
      const urls = spans.flatMap(({ url }) => (url === undefined ? [] : [url]));
      expect(checkOutbound(plain, urls, { allowedHosts, allowedHandles: [] }), text).toEqual({ ok: true });
    }
  });

  it("asks four to seven questions in all, and comes to an end by whatever way", () => {
    const count = Object.keys(guide.steps).length;
    expect(count).toBeGreaterThanOrEqual(4);
    expect(count).toBeLessThanOrEqual(7);
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 7, maxLength: 7 }), (choices) => {
        let move = goOn({ guide, form: startGuide(guide, { now: 1 }), now: 1 });
        for (const choice of choices) {
          if (move.kind !== "ask") break;
          const ids = Object.keys(guide.text.steps[move.step]?.options ?? {});
          const text = ids.length === 0 ? "some words" : String((choice % ids.length) + 1);
          const place = { guide, form: move.form, now: 1 };
          move = takeReply(place, { text, given: [] });
          expect(move.kind).not.toBe("unclear");
        }
        expect(move.kind).toBe("end");
      }),
    );
  });
});
