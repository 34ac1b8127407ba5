import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Locale } from "../../src/domain/locale.ts";
import { clusterQuestions, type Question } from "../../src/knowledge/cluster-questions.ts";
import { loadArticles } from "../../src/knowledge/load-articles.ts";
import { createQuestionWeigher } from "../../src/knowledge/weigh-questions.ts";

const weigh = createQuestionWeigher(loadArticles("config/articles"));
const noon = Date.UTC(2026, 4, 1, 12);
const dayMs = 86_400_000;

const asked = (text: string, more: Partial<Question> = {}): Question => ({
  text,
  locale: "en",
  at: noon,
  nearest: [],
  ...more,
});
const cluster = (questions: readonly Question[]) => clusterQuestions(questions, { weigh }).clusters;
const textsOf = (texts: readonly string[], locale: Locale = "en") =>
  cluster(texts.map((text) => asked(text, { locale }))).map(({ count, samples }) => ({ count, samples }));

describe("questions that are alike", () => {
  it.each<[Locale, readonly string[], string]>([
    [
      "en",
      [
        "do you have a visa debit card",
        "when can I get a debit card from you",
        "is there a Visa debit card for crypto?",
      ],
      "how are my gains taxed in Germany",
    ],
    ["zh-Hans", ["你们有没有借记卡", "请问有没有借记卡可以申请", "想申请你们的借记卡"], "德国怎么交税"],
    [
      "ru",
      ["у вас есть дебетовая карта", "как заказать вашу дебетовую карту", "дебетовая карта у вас есть?"],
      "какие налоги в Германии",
    ],
    ["ja", ["デビットカードはありますか", "デビットカードを作りたいです"], "ドイツの税金はどうなりますか"],
  ])("stand together in %s, the largest group first", (locale, alike, other) => {
    const groups = textsOf([other, ...alike], locale);

    expect(groups).toEqual([
      { count: alike.length, samples: expect.arrayContaining([...alike]) },
      { count: 1, samples: [other] },
    ]);
  });

  it("stand together whoever is asked, when, and in whatever capitals", () => {
    const [group, ...others] = cluster([
      asked("Do you have a debit card?", { at: noon + 3 * dayMs }),
      asked("do you have a debit card?", { at: noon + dayMs }),
      asked("do you have a debit card?", { at: noon }),
      asked("do you have a debit card?", { at: noon + 1 }),
    ]);

    expect(others).toEqual([]);
    expect(group).toMatchObject({ count: 4, days: 3, firstDay: "2026-05-01", lastDay: "2026-05-04" });
  });

  it("name the two articles that came nearest, by the mean of what they were given", () => {
    const [group] = cluster([
      asked("card?", { nearest: [{ slug: "fiat-buy", probability: 0.5 }] }),
      asked("card?", {
        nearest: [
          { slug: "fiat-buy", probability: 0.3 },
          { slug: "rewards", probability: 0.2 },
          { slug: "fees", probability: 0.1 },
        ],
      }),
    ]);

    expect(group?.nearest).toEqual([
      { slug: "fiat-buy", probability: 0.4 },
      { slug: "rewards", probability: 0.1 },
    ]);
  });

  it("show three different texts at most, and every language", () => {
    const [group] = cluster(
      ["a debit card", "a debit card!", "a debit card?", "a debit card."].map((text, n) =>
        asked(text, { locale: n === 0 ? "es" : "en" }),
      ),
    );

    expect(group).toMatchObject({ count: 4, locales: ["en", "es"] });
    expect(group?.samples).toHaveLength(3);
  });
});

describe("any questions", () => {
  const question = fc.record({
    text: fc.oneof(
      fc.string({ unit: "binary", maxLength: 60 }),
      fc.constantFrom("debit card", "tax in Germany", "提币没到账", "что с картой"),
    ),
    locale: fc.constantFrom<Locale>("en", "zh-Hans", "ru"),
    at: fc.integer({ min: 0, max: 4e12 }),
    nearest: fc.constant([]),
  });

  it("are each counted once, in a group or as left out", () => {
    fc.assert(
      fc.property(
        fc.array(question, { maxLength: 40 }),
        fc.integer({ min: 1, max: 10 }),
        (questions, most) => {
          const { clusters, leftOut } = clusterQuestions(questions, { weigh, mostClusters: most });
          const counted = clusters.reduce((sum, { count }) => sum + count, 0);

          expect(counted + leftOut).toBe(questions.length);
          expect(clusters.length).toBeLessThanOrEqual(most);
          for (const { count, days, samples, firstDay, lastDay } of clusters) {
            expect(days).toBeLessThanOrEqual(count);
            expect(samples.length).toBeGreaterThan(0);
            expect(firstDay <= lastDay).toBe(true);
          }
          const counts = clusters.map(({ count }) => count);
          expect(counts).toEqual([...counts].sort((a, b) => b - a));
        },
      ),
      { numRuns: 50 },
    );
  });

  it("with the same words are in one group, and the groups are the same each time", () => {
    fc.assert(
      fc.property(fc.array(question, { maxLength: 20 }), (questions) => {
        const twice = clusterQuestions([...questions, ...questions], { weigh });

        expect(twice.clusters.every(({ count }) => count % 2 === 0)).toBe(true);
        expect(clusterQuestions([...questions, ...questions], { weigh })).toEqual(twice);
      }),
      { numRuns: 30 },
    );
  });
});
