import { describe, expect, it } from "vitest";
import { conversationId } from "../../src/domain/ids.ts";
import type { Turn } from "../../src/domain/turn.ts";
import { defaultRetry } from "../../src/runtime/retry.ts";
import { aFleetInFakeTime, ScriptedPipeline, startInFakeTime, wordsOf } from "../support/a-service.ts";
import { type Outcome, saying } from "../support/a-turn-result.ts";
import { aMessageEvent, aTicketDraft, aTicketEntry, builtAccountId } from "../support/builders.ts";
import { useFakeTime } from "../support/fake-clock.ts";
import { arrives, arrivesUnheard, fails, hangs } from "../support/scripted-deliveries.ts";

/** Opens a ticket at the first message of a conversation, and appends the others. */
const escalates = (turn: Turn): Outcome => {
  const [event] = turn.events;
  if (event.kind !== "message.created") return {};
  const [known] = turn.tickets;
  const desk = { lane: "desk", priority: "receipt" } as const;
  if (known) {
    const entry = aTicketEntry({ text: wordsOf(turn) });
    const { id, category } = known;
    return { effects: [{ ...desk, kind: "ticket.append", ticketId: id, category, entry }] };
  }
  const id = turn.newTicketId;
  return {
    tickets: [{ open: id, category: "funds" }],
    effects: [
      { ...desk, kind: "ticket.open", ticketId: id, draft: aTicketDraft() },
      saying("a ticket is open"),
    ],
  };
};

const options = () => ({ pipeline: new ScriptedPipeline(escalates), retry: defaultRetry });
const aDeskFleet = () => aFleetInFakeTime(options());

describe("a desk that is down", () => {
  it("pain 24: holds tickets back and nothing else; they arrive when it is back, in order, and none twice", async () => {
    const { time, adapter, desk, service, storage } = await aDeskFleet();
    desk.deliveries.otherwise = fails("transient");
    for (let n = 0; n < 5; n++) {
      await time.until(adapter.tell(aMessageEvent(`line ${n}`, n)));
      await time.pass(3_000);
    }
    expect(adapter.said).toEqual(["a ticket is open"]);
    expect(desk.kept).toEqual([]);
    expect(service.deskAnswers).toBe(false);
    expect((await storage.operator.backlog()).outboxPending["desk"]).toBe(5);
    desk.deliveries.otherwise = arrives;
    await time.pass(40_000);
    expect(desk.deliveries.arrived.map(({ kind }) => kind)).toEqual([
      "ticket.open",
      ...Array(4).fill("ticket.append"),
    ]);
    expect(desk.kept).toHaveLength(5);
    expect(service.deskAnswers).toBe(true);
    const opened = desk.kept[0];
    if (!opened) throw new Error("no ticket was opened");
    expect((await storage.tickets.find(opened.ticketId))?.deskRef).toBe(`REF-${opened.ticketId}`);
  });

  it("tells nothing of what the account can send, whatever the desk refuses", async () => {
    const { time, adapter, desk, service } = await aDeskFleet();
    desk.deliveries.otherwise = fails("unauthorized");
    await time.until(adapter.tell(aMessageEvent("hi")));
    await time.pass(3_000);
    expect(service.status.all().get(builtAccountId)).toEqual({ state: "connected", paused: false });
  });

  it("pain 24: is tried for as long as it takes, over a restart, too", async () => {
    const time = useFakeTime();
    const first = await startInFakeTime(time, options());
    first.desk.deliveries.otherwise = fails("transient");
    await time.until(first.adapter.tell(aMessageEvent("help")));
    await time.pass(15 * 60_000);
    expect(first.desk.deliveries.attempts.length).toBeGreaterThan(20);
    expect(await first.storage.operator.dead(10)).toEqual([]);
    first.kill();
    const again = await startInFakeTime(time, { home: first.home, ...options() });
    await time.pass(40_000);
    expect(again.desk.deliveries.arrived.map(({ kind }) => kind)).toEqual(["ticket.open"]);
    expect(again.adapter.said).toEqual([]);
  });

  it("pain 24: is told the same again under the same key when its response was lost, and keeps it once", async () => {
    const time = useFakeTime();
    const first = await startInFakeTime(time, options());
    first.desk.deliveries.order(arrivesUnheard, arrivesUnheard, hangs);
    await time.until(first.adapter.tell(aMessageEvent("help")));
    await time.pass(5_000);
    first.kill();
    const again = await startInFakeTime(time, { home: first.home, ...options() });
    await time.pass(1_000);
    const ids = [...first.desk.deliveries.attempts, ...again.desk.deliveries.attempts].map(({ id }) => id);
    expect([ids.length, new Set(ids).size]).toEqual([4, 1]);
    expect(first.counted("send.repeated") + again.counted("send.repeated")).toBe(0);
  });

  it("pain 24: leaves a dead letter when it refuses for good; the conversation hears of it, and an operator can retry", async () => {
    const { time, adapter, desk, pipeline, home, counted } = await aDeskFleet();
    desk.deliveries.order(fails("rejected"));
    await time.until(adapter.tell(aMessageEvent("help")));
    await time.pass(1_000);
    const told = pipeline.turns.flatMap(({ events }) => events.filter((e) => e.kind === "effect.settled"));
    expect(told).toMatchObject([
      {
        effectKind: "ticket.open",
        ticketId: expect.any(String),
        outcome: { state: "dead", failure: "rejected" },
      },
    ]);
    expect(counted("letter.dead")).toBe(1);
    const command = home.open({ as: "operator" });
    const [letter] = await command.operator.dead(10);
    expect(letter).toMatchObject({ kind: "ticket.open", failure: "rejected" });
    expect(await command.operator.retryDead([letter?.letter ?? ""], time.now())).toBe(1);
    await time.pass(3_000);
    expect(desk.kept.map(({ kind }) => kind)).toEqual(["ticket.open"]);
  });

  it("is asked by a few while it fails, not by everything that waits", async () => {
    const { time, adapter, desk } = await aDeskFleet();
    desk.deliveries.otherwise = fails("transient");
    const chats = 40;
    for (let n = 0; n < chats; n++) {
      const id = conversationId(builtAccountId, `chat-${n}`);
      await time.until(adapter.tell({ ...aMessageEvent("help", n), conversationId: id }));
    }
    const atFirst = desk.deliveries.attempts.length;
    await time.pass(20_000);
    expect(desk.deliveries.attempts.length - atFirst).toBeLessThanOrEqual(2 * 5);
    desk.deliveries.otherwise = arrives;
    await time.pass(defaultRetry.capMs + 2_000);
    expect(desk.kept).toHaveLength(chats);
  });

  it("does not hold the chat up while it hangs", async () => {
    const { time, adapter, desk } = await aDeskFleet();
    desk.deliveries.otherwise = hangs;
    await time.until(adapter.tell(aMessageEvent("help")));
    await time.pass(50);
    expect(adapter.said).toEqual(["a ticket is open"]);
  });
});
