import { describe, expect, it } from "vitest";
import type { DeskAttachment } from "../../src/domain/attachment.ts";
import { DeliveryError } from "../../src/domain/delivery.ts";
import { conversationId, eventId, ticketId } from "../../src/domain/ids.ts";
import type { Turn } from "../../src/domain/turn.ts";
import { aStartedService, ScriptedPipeline, wordsOf } from "../support/a-service.ts";
import { type Outcome, saying } from "../support/a-turn-result.ts";
import { aMessageEvent, builtAccountId } from "../support/builders.ts";
import { eventually } from "../support/eventually.ts";
import { aFakeClock } from "../support/fake-clock.ts";

const file = (id: string): DeskAttachment => ({
  ticketId: ticketId("T-1"),
  id,
  fileName: `${id}.pdf`,
  mediaType: "application/pdf",
});
const relayOf = { ticketId: ticketId("T-1"), eventId: eventId(builtAccountId, "desk:1") };

/** Relays what was said with the files that it names; what names none is said as it is. */
const relays = (turn: Turn): Outcome => {
  const words = wordsOf(turn);
  if (words === "") return {};
  const names = words.startsWith("with ") ? words.slice(5).split(" ") : [];
  const attachments = names.map(file);
  return {
    effects: [saying(words, { ...(names.length > 0 && { attachments, relayOf, priority: "human" }) })],
  };
};

const aRelay = async (clock = aFakeClock()) => {
  const fixture = await aStartedService({ pipeline: new ScriptedPipeline(relays), clock });
  const { adapter, service, pipeline } = fixture;
  const say = async (text: string, n = 0) => {
    await adapter.tell(aMessageEvent(text, n));
    await service.drain();
  };
  const outcomes = () =>
    pipeline.turns.flatMap(({ events }) =>
      events.flatMap((event) => (event.kind === "effect.settled" ? [event.outcome] : [])),
    );
  return { ...fixture, say, outcomes };
};

describe("an agent's files", () => {
  it("go with the reply, in its order", async () => {
    const { desk, adapter, say } = await aRelay();
    desk.onFetch = async ({ id }) => Buffer.from(`bytes of ${id}`);
    await say("with one two");
    expect(adapter.deliveries.arrived[0]?.files).toEqual([
      { fileName: "one.pdf", mediaType: "application/pdf", bytes: Buffer.from("bytes of one") },
      { fileName: "two.pdf", mediaType: "application/pdf", bytes: Buffer.from("bytes of two") },
    ]);
  });

  it("are not there where a reply has none", async () => {
    const { adapter, say } = await aRelay();
    await say("hello");
    expect(adapter.deliveries.arrived[0]).not.toHaveProperty("files");
  });

  it("that the desk does not have end the reply, and the desk is told why", async () => {
    const { adapter, say, outcomes } = await aRelay();
    await say("with gone");
    expect(adapter.said).toEqual([]);
    expect(outcomes()).toMatchObject([
      {
        state: "dead",
        failure: "rejected",
        reason: expect.stringContaining("the desk does not give the file gone"),
      },
    ]);
  });

  it("that are too large together end the reply", async () => {
    const { adapter, desk, say, outcomes } = await aRelay();
    desk.onFetch = async () => Buffer.alloc(30 * 1024 * 1024);
    await say("with one two");
    expect(adapter.said).toEqual([]);
    expect(outcomes()).toMatchObject([{ state: "dead", failure: "rejected" }]);
  });

  it("wait for a desk that is down, while the account goes on for everybody else", async () => {
    const clock = aFakeClock();
    const { adapter, desk, say } = await aRelay(clock);
    let isDown = true;
    desk.onFetch = async ({ id }) => {
      if (isDown) throw new DeliveryError("rate_limited", "slow down", { retryAfterMs: 3_600_000 });
      return Buffer.from(id);
    };
    await adapter.tell(aMessageEvent("with one"));
    for (let n = 1; n <= 20; n++) {
      const other = conversationId(builtAccountId, `${1000 + n}`);
      await adapter.tell({ ...aMessageEvent(`other ${n}`, n), conversationId: other });
    }
    await eventually(() => adapter.said.length === 20);
    isDown = false;
    await eventually(() => {
      clock.advance(1_000);
      return adapter.said.at(-1) === "with one";
    });
    await say("after", 40);
    expect(adapter.said.at(-1)).toBe("after");
  });
});
