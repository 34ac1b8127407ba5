import { describe, expect, it, vi } from "vitest";
import type { Api, Call } from "../../../adapters/discord/api.ts";
import { ApiFailure } from "../../../adapters/discord/api-failure.ts";
import { createInteractions, type Reply } from "../../../adapters/discord/interactions.ts";
import type { Asked } from "../../../adapters/discord/parse-interaction.ts";
import { builtAt } from "../../support/builders.ts";

const id = "1461383068262400001";
const messageId = "1461383068262400002";
const loading = 1 << 7;
const asked: Asked = {
  id,
  token: "token",
  at: builtAt,
  locale: "en-US",
  ephemeral: true,
  first: { kind: "defer" },
};

type Answer = (call: Call) => unknown;
type Step = "acknowledge" | "edit" | "read" | "follow up";

const stepOf = ({ method, path }: Call): Step => {
  if (path.endsWith("/callback")) return "acknowledge";
  if (method === "PATCH") return "edit";
  return method === "GET" ? "read" : "follow up";
};

const noPlace = () => new ApiFailure("404 Unknown Webhook", { status: 404, code: 10015 });

/** Interactions over calls that are answered as the test says; before it was acknowledged, none has a place. */
const anInteraction = (answers: Partial<Record<Step, Answer>> = {}) => {
  const calls: Call[] = [];
  const underWay: Promise<void>[] = [];
  const warnings: string[] = [];
  let hasPlace = false;
  const api: Pick<Api, "call"> = {
    call: async (call) => {
      calls.push(call);
      const step = stepOf(call);
      if (step !== "acknowledge" && !hasPlace) throw noPlace();
      const message = { id: messageId, content: "", flags: loading };
      const answer = (await answers[step]?.(call)) ?? message;
      hasPlace = true;
      return answer;
    },
  };
  const interactions = createInteractions({
    api,
    clock: { now: () => builtAt },
    applicationId: () => "1100000000000000042",
    track: (work) => void underWay.push(work),
    warn: (_, message) => void warnings.push(message),
  });
  const reply = (content: string, added: Partial<Reply> = {}) =>
    interactions.reply(`${id}/token`, {
      body: { content },
      signal: new AbortController().signal,
      mayBeSaid: false,
      content,
      ...added,
    });
  return {
    interactions,
    calls,
    reply,
    warnings,
    steps: () => calls.map(stepOf),
    settled: () => Promise.all(underWay),
  };
};

describe("an answer that is faster than the acknowledgement", () => {
  it("waits for the place that the acknowledgement makes", async () => {
    const acknowledged = Promise.withResolvers<object>();
    const at = anInteraction({ acknowledge: () => acknowledged.promise });
    at.interactions.waitFor([asked]);
    at.interactions.stored([asked]);
    const said = at.reply("Hello");
    acknowledged.resolve({});
    expect(await said).toBe(messageId);
    expect(at.steps()).toEqual(["acknowledge", "edit"]);
  });

  it("acknowledges what nobody has told to be durable yet", async () => {
    const at = anInteraction();
    at.interactions.waitFor([asked]);
    expect(await at.reply("Hello")).toBe(messageId);
    at.interactions.stored([asked]);
    await at.settled();
    expect(at.steps()).toEqual(["acknowledge", "edit"]);
  });

  it("follows the words that it took too long", async () => {
    vi.useFakeTimers();
    const acknowledged = Promise.withResolvers<object>();
    const at = anInteraction({
      acknowledge: () => acknowledged.promise,
      read: () => ({ id: messageId, content: "try again", flags: 1 << 6 }),
    });
    at.interactions.waitFor([asked]);
    vi.advanceTimersByTime(2000);
    vi.useRealTimers();
    const said = at.reply("Hello");
    acknowledged.resolve({});
    expect(await said).toBe(messageId);
    expect(at.steps()).toEqual(["acknowledge", "read", "follow up"]);
  });
});

it("a place that was never made is told as closed", async () => {
  const at = anInteraction({
    acknowledge: () => {
      throw noPlace();
    },
  });
  at.interactions.waitFor([asked]);
  at.interactions.stored([asked]);
  expect(await at.reply("Hello")).toBeUndefined();
  expect(at.warnings).toEqual(["an interaction could not be acknowledged"]);
});
