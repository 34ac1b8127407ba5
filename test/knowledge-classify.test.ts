import { Readable, Writable } from "node:stream";
import { beforeAll, describe, expect, it } from "vitest";
import type { Knowledge } from "../src/knowledge/knowledge.ts";
import { classifyStream, describeClassification } from "../src/knowledge-classify.ts";
import { evaluate } from "../src/knowledge-eval.ts";
import { aKnowledge } from "./knowledge/given.ts";

let knowledge: Knowledge;
beforeAll(async () => {
  knowledge = await aKnowledge();
});

const classified = async (input: string) => {
  let written = "";
  const output = new Writable({
    write(chunk: Buffer, _, done) {
      written += chunk.toString("utf8");
      done();
    },
  });
  const faulty = await classifyStream(Readable.from([input]), output, knowledge);
  const answers: unknown[] = written
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line));
  return { faulty, answers };
};

describe("classifyStream", () => {
  it("answers each line in order, with the locale that it was read in", async () => {
    const { answers, faulty } = await classified(
      '{"text":"i forgot my password"}\n\n{"text":"密码忘记了","locale":"zh-CN"}\r\n{"text":"hello there"}',
    );
    expect(faulty).toBe(0);
    expect(answers).toMatchObject([
      { decision: "answer", slug: "password-reset", locale: "en" },
      { locale: "zh-Hans" },
      { locale: "en" },
    ]);
  });

  it("says of a faulty line that it is, and goes on", async () => {
    const { answers, faulty } = await classified('nonsense\n{"text":5}\n{"text":"i forgot my password"}\n');
    expect(faulty).toBe(2);
    expect(answers).toMatchObject([
      { error: expect.any(String) },
      { error: expect.any(String) },
      { slug: "password-reset" },
    ]);
  });

  it.each([
    ["100,000 letters", "a".repeat(100_000)],
    ["100,000 Chinese characters", "提币没到账".repeat(20_000)],
    ["emoji only", "😀".repeat(50_000)],
    ["control characters", "\u0000\u202e\u2067\r\n".repeat(5_000)],
    ["mixed directions", "מה שלומך password مرحبا withdrawal ".repeat(2_000)],
    ["half a surrogate pair", "\ud83d"],
    ["nothing", ""],
  ])("decides on %s", async (_, text) => {
    const { answers } = await classified(`${JSON.stringify({ text })}\n`);
    expect(answers).toEqual([
      expect.objectContaining({ decision: expect.stringMatching(/^(answer|ask|handover)$/) }),
    ]);
  });
});

describe("describeClassification", () => {
  it("shows a person the decision and the articles", () => {
    const shown = describeClassification(knowledge, "i forgot my password", "en");
    expect(shown).toContain("decision  answer");
    expect(shown).toMatch(/password-reset {2}Reset my password/);
  });
});

describe("evaluate", () => {
  it("tells the figures of each locale and of all together last", () => {
    const lines = (locale: string, words: readonly string[]) =>
      words.map((word) => ({ text: `${word} is lost`, label: word, locale }));
    const train = [...lines("en", ["coin", "password"]), ...lines("de", ["geld", "konto"])];
    const told: unknown[] = [];
    let ms = 0;
    evaluate({
      train,
      test: [...train, { text: "xyzzy", label: null, locale: "de" }],
      elapsedMs: () => (ms += 1),
      tell: (evaluation) => told.push(evaluation),
    });
    expect(told).toMatchObject([
      { locale: "en", n: 2, accuracy: 1, top3: 1, oosAuroc: null, microsPerQuery: 500 },
      { locale: "de", n: 3, accuracy: 1, oosAuroc: 1 },
      { locale: "all", n: 5, accuracy: 1 },
    ]);
  });
});
