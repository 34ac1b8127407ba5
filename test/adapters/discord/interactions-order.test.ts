import { describe, expect, it, onTestFinished, vi } from "vitest";
import type { Api, Call } from "../../../adapters/discord/api.ts";
import { ApiFailure } from "../../../adapters/discord/api-failure.ts";
import { createInteractions, type Reply } from "../../../adapters/discord/interactions.ts";
import { messageFlags } from "../../../adapters/discord/limits.ts";
import type { Asked } from "../../../adapters/discord/parse-interaction.ts";
import { builtAt } from "../../support/builders.ts";

const id = "1461383068262400001";
const messageId = "1461383068262400002";
const { ephemeral, loading } = messageFlags;
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
const anInteraction = (answers: Partial<Record<Step, Answer>> = {}, { isOpen = false, aheadMs = 0 } = {}) => {
  const calls: Call[] = [];
  const underWay: Promise<void>[] = [];
  const warnings: string[] = [];
  let hasPlace = isOpen;
  let place = ephemeral | loading;
  const api: Pick<Api, "call"> = {
    call: async (call) => {
      calls.push(call);
      const step = stepOf(call);
      if (step !== "acknowledge" && !hasPlace) throw noPlace();
      const answer = (await answers[step]?.(call)) ?? { id: messageId, content: "", flags: place };
      hasPlace = true;
      if (step === "edit") place = ephemeral;
      return answer;
    },
  };
  const interactions = createInteractions({
    api,
    clock: { now: () => builtAt + aheadMs },
    applicationId: () => "1100000000000000042",
    track: (work) => void underWay.push(work),
    warn: (_, message) => void warnings.push(message),
  });
  const reply = async (content: string, added: Partial<Reply> = {}) => {
    const { signal } = new AbortController();
    return (await interactions.reply(`${id}/token`, { body: { content }, signal, ...added }))?.id;
  };
  return {
    interactions,
    calls,
    reply,
    warnings,
    steps: () => calls.map(stepOf),
    get said() {
      return calls.flatMap(({ method, body }) =>
        method === "PATCH" && body && "content" in body ? [body.content] : [],
      );
    },
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
      read: () => ({ id: messageId, content: "try again", flags: ephemeral }),
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

describe("whoever waits for longer than 20 s", () => {
  const waitLong = async (at: ReturnType<typeof anInteraction>) => {
    await vi.advanceTimersByTimeAsync(20_000);
    await at.settled();
  };
  const begun = async (answers: Partial<Record<Step, Answer>> = {}) => {
    vi.useFakeTimers();
    onTestFinished(() => void vi.useRealTimers());
    const at = anInteraction(answers);
    at.interactions.waitFor([asked]);
    at.interactions.stored([asked]);
    await at.settled();
    return at;
  };

  it("is told that they were heard, and the answer takes the place of that", async () => {
    const at = await begun();
    await waitLong(at);
    await at.reply("Hello");
    expect(at.said).toEqual([expect.stringMatching(/Received/), "Hello"]);
  });

  it("is told nothing while the answer is on its way, and nothing after it", async () => {
    const arrived = Promise.withResolvers<object>();
    const at = await begun({ edit: () => arrived.promise });
    const said = at.reply("Hello");
    await vi.advanceTimersByTimeAsync(20_000);
    arrived.resolve({ id: messageId });
    await said;
    await at.settled();
    expect(at.said).toEqual(["Hello"]);
  });

  it("keeps the answer whose response was lost", async () => {
    let edits = 0;
    const at = await begun({
      edit: () => {
        edits += 1;
        if (edits === 1) throw new ApiFailure("no answer in time", {});
      },
      read: () => ({ id: messageId, content: "Hello", flags: ephemeral }),
    });
    await expect(at.reply("Hello")).rejects.toThrow("no answer in time");
    await waitLong(at);
    expect(await at.reply("Hello", { findSaid: async (first) => first })).toBe(messageId);
    expect(at.said).toEqual(["Hello"]);
    // What is said by another lane follows it.
    await at.reply("A warning");
    expect(at.steps().at(-1)).toBe("follow up");
  });
});

it("files of an answer have as much time as those of any message, and no link is previewed", async () => {
  const at = anInteraction({}, { isOpen: true });
  const files = [{ name: "a.png", data: "bytes" }];
  await at.reply("first", { files });
  await at.reply("second", { files });
  await at.reply("without");
  const spoken = at.calls.filter(({ body }) => body !== undefined);
  expect(spoken.map((call) => [stepOf(call), call.timeoutMs])).toEqual([
    ["edit", 120_000],
    ["follow up", 120_000],
    ["follow up", undefined],
  ]);
  for (const { body } of spoken) {
    const flags = body && "flags" in body ? Number(body.flags) : 0;
    expect(flags & messageFlags.suppressEmbeds).toBe(messageFlags.suppressEmbeds);
  }
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

describe("how long whoever made an interaction waits before they are told to try again", () => {
  it.each([
    ["a right clock", 0, false, 2000],
    ["a clock that is ahead", 2500, false, 2000],
    ["a clock that is behind", -2500, false, 2000],
    ["one that is told again", 1500, true, 500],
    ["one that is told again by a clock that is behind", -2500, true, 2000],
    ["one that is told again long after it was made", 60_000, true, 0],
  ])("with %s", async (_, aheadMs, isToldAgain, waitMs) => {
    vi.useFakeTimers();
    onTestFinished(() => void vi.useRealTimers());
    const at = anInteraction({}, { aheadMs });
    at.interactions.waitFor([asked], isToldAgain);
    if (waitMs > 0) await vi.advanceTimersByTimeAsync(waitMs - 1);
    expect(at.steps()).toEqual([]);
    await vi.advanceTimersByTimeAsync(2);
    expect(at.steps()).toEqual(["acknowledge"]);
  });
});
