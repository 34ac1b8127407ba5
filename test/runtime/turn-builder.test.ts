import Keyv from "keyv";
import { describe, expect, it, vi } from "vitest";
import type { Capability } from "../../src/domain/adapter.ts";
import type { InboundEvent } from "../../src/domain/event.ts";
import { accountId, conversationId } from "../../src/domain/ids.ts";
import { createCapBook } from "../../src/runtime/caps.ts";
import { HeldTexts } from "../../src/runtime/held-texts.ts";
import type { Gather } from "../../src/runtime/ports.ts";
import { TurnBuilder } from "../../src/runtime/turn-builder.ts";
import type { Storage } from "../../src/storage/port.ts";
import { aCommittedTurn, aStorage, takeDue, takeIn } from "../support/a-storage.ts";
import { saying } from "../support/a-turn-result.ts";
import {
  aMessageEvent,
  anAccount,
  anEvent,
  aPerson,
  aTicket,
  builtAccountId,
  builtAt,
  builtConversationId,
} from "../support/builders.ts";
import { aFakeClock, type FakeClock } from "../support/fake-clock.ts";

const aBuilder = (
  storage: Storage,
  options: { gather?: Gather; clock?: FakeClock; supports?: readonly Capability[] } = {},
) =>
  new TurnBuilder({
    accounts: new Map([
      [
        builtAccountId,
        { account: anAccount(), adapter: { supports: new Set(options.supports ?? ["buttons"]) } },
      ],
    ]),
    storage,
    caps: createCapBook({
      limits: { repliesPerHour: 5, ticketsPerDay: 2 },
      cooldowns: new Keyv<boolean>(),
      onReached: () => undefined,
    }),
    gather: options.gather,
    known: undefined,
    queueOf: async () => undefined,
    late: { directAfterMs: 120_000, groupAfterMs: 600_000 },
    clock: options.clock ?? aFakeClock(),
    ids: { newTicketId: () => aTicket().id, newMark: () => "mark" },
    held: new HeldTexts(options.clock ?? aFakeClock()),
    newcomerMs: 86_400_000,
  });

const build = async (
  storage: Storage,
  events: readonly InboundEvent[],
  options: { gather?: Gather; clock?: FakeClock; supports?: readonly Capability[]; merge?: boolean } = {},
) => {
  const [first, ...rest] = await takeIn(storage, ...events);
  if (!first) throw new Error("a turn has an event");
  return aBuilder(storage, options).build([first, ...rest], { merge: options.merge ?? true });
};

const pressed = (token: string, n = 0): InboundEvent =>
  anEvent({ platformEventId: `press-${n}`, kind: "button.pressed", person: aPerson(), token });

const supersedable = (text: string) => saying(text, { supersedable: true });

describe("a turn", () => {
  it.each([
    [["message.send", "buttons"], true],
    [["message.send"], false],
  ] as const)(
    "knows of a platform that supports %j whether it shows buttons: %s",
    async (supports, shows) => {
      const { turn } = await build(aStorage(), [aMessageEvent("hi")], { supports });
      expect(turn.hasButtons).toBe(shows);
    },
  );

  it("knows what its platform cannot carry out", async () => {
    const { turn } = await build(aStorage(), [aMessageEvent("hi")], { supports: ["message.send"] });
    expect(turn.supports?.has("message.send")).toBe(true);
    expect(turn.supports?.has("message.delete")).toBe(false);
  });

  it("holds its events, who acts, what was said before, and what is left to them", async () => {
    const storage = aStorage();
    await aCommittedTurn(storage, aMessageEvent("before"), { effects: [saying("hello")] });
    const { turn, supersedes } = await build(storage, [
      aMessageEvent("now", 1),
      aMessageEvent("and this", 2),
    ]);
    expect(turn).toMatchObject({
      now: builtAt,
      account: { id: builtAccountId },
      conversation: { id: builtConversationId },
      person: { id: aPerson().id },
      caps: { repliesLeft: 5, ticketsLeft: 2 },
      facts: {},
    });
    expect(turn.events.map(({ id }) => id)).toEqual([aMessageEvent("", 1).id, aMessageEvent("", 2).id]);
    expect(turn.history.map(({ text }) => text)).toEqual(["before", "hello"]);
    expect(supersedes).toEqual([]);
  });

  it("takes the questions of an unsent answer in, replaces the answer, and has them in its past no more", async () => {
    const storage = aStorage();
    await aCommittedTurn(storage, aMessageEvent("one"), { effects: [supersedable("answer")] });
    const [old] = (await storage.turns.load(builtConversationId, { event: aMessageEvent("") })).supersedable;
    const { turn, supersedes } = await build(storage, [aMessageEvent("two", 1)]);
    expect(turn.events.map(({ id }) => id)).toEqual([aMessageEvent("", 0).id, aMessageEvent("", 1).id]);
    expect(supersedes).toEqual([old?.seq]);
    expect(turn.history.map(({ direction }) => direction)).not.toContain("in");
  });

  it.each<[string, InboundEvent, boolean]>([
    ["when it is told not to", aMessageEvent("two", 1), false],
    ["when it is said in a group", { ...aMessageEvent("two", 1), conversationKind: "group" }, true],
    ["when it is about a button", pressed("1.0"), true],
    [
      "when it is about a timer",
      anEvent({ platformEventId: "t", kind: "timer.fired", key: "k", generation: 1, data: "" }),
      true,
    ],
  ])("leaves an unsent answer alone %s", async (_, event, merge) => {
    const storage = aStorage();
    await aCommittedTurn(storage, aMessageEvent("one"), { effects: [supersedable("answer")] });
    const { turn, supersedes } = await build(storage, [event], { merge });
    expect([turn.events.length, supersedes]).toEqual([1, []]);
  });

  it("leaves an answer alone that is being sent", async () => {
    const storage = aStorage();
    await aCommittedTurn(storage, aMessageEvent("one"), {
      effects: [supersedable("answer")],
      reserved: [true],
    });
    await takeDue(storage);
    const { turn, supersedes } = await build(storage, [aMessageEvent("two", 1)]);
    expect([turn.events.length, supersedes]).toEqual([1, []]);
  });

  it("is built for an account that is configured no more", async () => {
    const gone = accountId("telegram-gone");
    const event = anEvent({ accountId: gone, conversationId: conversationId(gone, "1") });
    const { turn } = await build(aStorage(), [event]);
    expect(turn.account).toMatchObject({ id: gone, roles: [] });
  });
});

describe("a pressed button", () => {
  const buttons = [
    { label: "Yes", payload: "yes" },
    { label: "No", payload: "no" },
  ];

  it("brings the payload that was kept for it", async () => {
    const storage = aStorage();
    const [sent] = await aCommittedTurn(storage, aMessageEvent("hi"), {
      effects: [saying("sure?", { buttons })],
      reserved: [true],
    });
    const row = sent?.seq.toString(36) ?? "";
    const { turn } = await build(storage, [pressed(`${row}.1`)]);
    expect(turn.events[0]).toMatchObject({ kind: "button.pressed", payload: "no" });
  });

  it("brings nothing from another conversation", async () => {
    const storage = aStorage();
    const elsewhere = anEvent({
      conversationId: conversationId(builtAccountId, "43"),
      platformEventId: "x",
    });
    const [sent] = await aCommittedTurn(storage, elsewhere, {
      effects: [saying("sure?", { buttons })],
      reserved: [true],
    });
    const { turn } = await build(storage, [pressed(`${sent?.seq.toString(36)}.1`)]);
    expect(turn.events[0]).not.toHaveProperty("payload");
  });

  it.each([
    "",
    ".",
    "zz.0",
    "1.9",
    "1.-1",
    "1.constructor",
    "-1.0",
    "!.0",
    "9".repeat(60),
    "1.0.0; drop table outbox",
  ])("brings nothing for the token %j", async (token) => {
    const storage = aStorage();
    await aCommittedTurn(storage, aMessageEvent("hi"), { effects: [saying("no buttons here")] });
    const { turn } = await build(storage, [pressed(token)]);
    expect(turn.events[0]).not.toHaveProperty("payload");
  });
});

describe("lateness", () => {
  const minute = 60_000;

  it.each<[string, InboundEvent, number, boolean]>([
    ["a direct message after two minutes and no more", aMessageEvent("hi"), 2 * minute, false],
    ["a direct message after more than two minutes", aMessageEvent("hi"), 2 * minute + 1, true],
    ["a group's message after ten minutes", anEvent({ conversationKind: "group" }), 10 * minute, false],
    ["a group's message after more", anEvent({ conversationKind: "group" }), 10 * minute + 1, true],
    ["a button", pressed("1.0"), 3 * minute, true],
    [
      "a form",
      anEvent({ kind: "form.submitted", person: aPerson(), form: "intake", values: {} }),
      3 * minute,
      true,
    ],
    [
      "a timer, however long it took",
      anEvent({ kind: "timer.fired", key: "k", generation: 1, data: "" }),
      60 * minute,
      false,
    ],
    [
      "an agent's reply, however long it took",
      anEvent({ kind: "ticket.replied", ticketId: aTicket().id, reply: { text: "hi" }, sequence: 1 }),
      60 * minute,
      false,
    ],
  ])("of %s", async (_, event, afterMs, late) => {
    const clock = aFakeClock(builtAt + afterMs);
    expect((await build(aStorage(), [event], { clock })).turn.late).toBe(late);
  });

  it("is judged by the oldest question that is answered", async () => {
    const storage = aStorage();
    await aCommittedTurn(storage, aMessageEvent("one"), { effects: [supersedable("answer")] });
    const clock = aFakeClock(builtAt + 2 * minute + 500);
    const { turn } = await build(storage, [aMessageEvent("two", 1)], { clock });
    expect(turn.late).toBe(true);
  });
});

describe("facts", () => {
  it("are those that were gathered about the turn", async () => {
    const gather: Gather = async ({ events }) => ({ asked: { a: events.length } });
    expect((await build(aStorage(), [aMessageEvent("hi")], { gather })).turn.facts).toEqual({
      asked: { a: 1 },
    });
  });

  it("are done without when gathering them fails", async () => {
    const gather: Gather = () => Promise.reject(new Error("the feed is down"));
    expect((await build(aStorage(), [aMessageEvent("hi")], { gather })).turn.facts).toEqual({});
  });

  it("are done without when they are not there in time, and gathering is told to stop", async () => {
    const time = new AbortController();
    const timeout = vi.spyOn(AbortSignal, "timeout").mockReturnValue(time.signal);
    let stopped = false;
    const gather: Gather = (_, signal) => {
      signal.addEventListener("abort", () => {
        stopped = true;
      });
      queueMicrotask(() => time.abort());
      return new Promise(() => undefined);
    };
    expect((await build(aStorage(), [aMessageEvent("hi")], { gather })).turn.facts).toEqual({});
    expect([timeout.mock.calls, stopped]).toEqual([[[3_000]], true]);
    timeout.mockRestore();
  });
});
