import { describe, expect, it } from "vitest";
import { accountId, conversationId } from "../src/domain/ids.ts";
import { createQuestionWeigher } from "../src/knowledge/weigh-questions.ts";
import { findGaps } from "../src/knowledge-gaps.ts";
import type { PastTurn } from "../src/storage/port-past.ts";

const weigh = createQuestionWeigher([]);

/** A turn in which nobody knew an answer. */
const unanswered = (text: string, seq: number): PastTurn => ({
  seq,
  at: Date.UTC(2026, 4, 1),
  conversationId: conversationId(accountId("one"), String(seq)),
  trace: {
    events: [],
    stages: [{ stage: "answer", outcome: "passed", findings: [{ name: "classified", detail: "none" }] }],
    decision: { kind: "ask", reason: "unknown" },
    owner: "bot",
    locale: "en",
    late: false,
  },
  said: () => [text],
});

/** How a question is shown; asked twice, since one alone resembles no other. */
const shown = async (text: string) => {
  const turns = [unanswered(text, 2), unanswered(text, 1)];
  const past = {
    turnsBefore: async ({ seq = 3 }: { seq?: number }) => turns.filter((turn) => turn.seq < seq),
  };
  const { clusters } = await findGaps({ past, weigh, since: 0, tell: () => undefined });
  return clusters.flatMap(({ samples }) => samples);
};

describe("a question as it is shown", () => {
  it.each([
    ["an address", "zrrv of ada.l@example.org please", "zrrv of … please"],
    ["a name", "zrrv of @ada_l.x please", "zrrv of … please"],
    ["two in one", "zrrv of @ada.bob@example.org please", "zrrv of … please"],
    ["a link", "zrrv at https://example.org/ada?id=1 please", "zrrv at … please"],
    ["a number", "zrrv of +1 415 555-0123 please", "zrrv of … please"],
    ["an order", "zrrv of A7F39C21BB04 please", "zrrv of … please"],
  ])("holds no trace of %s", async (_, text, sample) => {
    expect(await shown(text)).toEqual([sample]);
  });

  it.each(Array.from({ length: 24 }, (_, n) => n))(
    "shows no half of an address, wherever it stands behind a long link (%i)",
    async (n) => {
      const link = `https://example.org/${"x".repeat(760 + n)}`;
      const [sample] = await shown(`zrrv ${link} adalovelace@example.org`);
      expect(sample).toBe("zrrv … …");
    },
  );

  it("ends after 200 characters, however long the question is", async () => {
    const [sample = ""] = await shown(`zrrv ${"plonk ".repeat(20_000)}`);
    expect(sample).toHaveLength(200);
  });
});
