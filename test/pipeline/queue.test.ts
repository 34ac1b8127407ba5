import { readFileSync } from "node:fs";
import { IntlMessageFormat } from "intl-messageformat";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import type { Effect, SendMessage } from "../../src/domain/effect.ts";
import type { Outcome } from "../../src/domain/event.ts";
import { conversationId, effectId, eventId, ticketId } from "../../src/domain/ids.ts";
import { locales } from "../../src/domain/locale.ts";
import type { Queue, TurnResult } from "../../src/domain/turn.ts";
import { asOneReply } from "../../src/pipeline/one-reply.ts";
import { aTurn, builtAt } from "../support/builders.ts";
import { Talk, textOf } from "./fixture.ts";

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const quiet: Queue = { waiting: 0, delayMs: 0, answerWithinMs: 6 * hourMs };
const full: Queue = { waiting: 40, delayMs: 47 * minuteMs, answerWithinMs: 6 * hourMs };

const talkIn = (queue: Queue, state: object = { introducedAt: builtAt - 1 }) =>
  new Talk({ conversation: { state }, turn: { queue, hasButtons: false } });

const sends = ({ effects }: TurnResult): readonly SendMessage[] =>
  effects.filter((effect) => effect.kind === "message.send");

describe("where many wait for few sends", () => {
  it("a reply says how long the next one takes, and an answer asks nothing more", () => {
    const text = textOf(talkIn(full).say("my deposit has not arrived"));
    expect(text).toContain("a reply can take about 50 minutes.");
    expect(text).not.toContain("Was this helpful?");
  });

  it.each([
    [9, undefined],
    [10, "10 minutes"],
    [11, "15 minutes"],
    [60, "60 minutes"],
    [61, "2 hours"],
    [121, "3 hours"],
    [24 * 60, "6 hours"],
  ])("a delay of %i min is told as %s", (minutes, told) => {
    const text = textOf(talkIn({ ...full, delayMs: minutes * minuteMs }).say("my deposit has not arrived"));
    if (told === undefined) expect(text).not.toContain("can take about");
    else expect(text).toContain(`can take about ${told}.`);
  });

  it("nothing of it is said while nobody waits, and whether the answer helped is asked", () => {
    const text = textOf(talkIn(quiet).say("my deposit has not arrived"));
    expect(text).not.toContain("can take about");
    expect(text).toContain("Was this helpful?");
  });

  it("an answer is worthless once the person has waited too long, counted from what they wrote", () => {
    const [answer] = sends(talkIn(full).say("my deposit has not arrived"));
    expect(answer?.expiresAt).toBe(builtAt + 6 * hourMs);
  });

  it("nothing expires where sends are plentiful", () => {
    const talk = new Talk({ conversation: { state: { introducedAt: 1 } } });
    expect(sends(talk.say("my deposit has not arrived"))[0]?.expiresAt).toBeUndefined();
  });

  it.each(locales)("the delay is said in %s", (locale) => {
    const { queue } = parse(readFileSync(`config/locales/${locale}.yaml`, "utf8"));
    const say = (text: string, args: Record<string, number>) =>
      String(new IntlMessageFormat(text, locale).format(args));
    expect(say(queue.minutes, { count: 25 })).toContain("25");
    expect(say(queue.hours, { count: 3 })).toContain("3");
    expect(say(queue.hours, { count: 1 })).not.toBe(say(queue.hours, { count: 3 }));
  });
});

describe("a turn that says several things", () => {
  const effect = (n: number, override: Partial<SendMessage> = {}): SendMessage => ({
    id: effectId(eventId(aTurn().account.id, "e"), n),
    accountId: aTurn().account.id,
    conversationId: aTurn().conversation.id,
    ownerEpoch: 0,
    kind: "message.send",
    lane: "talk",
    priority: "answer",
    visibility: "private",
    content: { text: `text ${n}`, spans: [{ style: "bold", offset: 0, length: 4 }] },
    ...override,
  });
  const joined = (...effects: readonly Effect[]) => asOneReply({ ...aTurn(), queue: quiet }, effects);

  it("says them in one message where sends are few, in order and with their formatting", () => {
    const [whole, ...rest] = joined(effect(0), effect(1));
    expect(rest).toEqual([]);
    expect(whole).toMatchObject({
      content: {
        text: "text 0\n\ntext 1",
        spans: [
          { offset: 0, length: 4 },
          { offset: 8, length: 4 },
        ],
      },
    });
  });

  it("is as urgent as the most urgent of them, and can neither be replaced nor expire because of another", () => {
    const warning = effect(0, { priority: "protect", lane: "guard" });
    const [whole] = joined(warning, effect(1, { supersedable: true, expiresAt: 5 }));
    expect(whole).toMatchObject({ priority: "protect", lane: "guard" });
    expect(whole).not.toHaveProperty("supersedable");
    expect(whole).not.toHaveProperty("expiresAt");
  });

  it("leaves an agent's words, files and what goes elsewhere to themselves", () => {
    const { account } = aTurn();
    const relayOf = { ticketId: ticketId("t"), eventId: eventId(account.id, "r") };
    const file = { ticketId: ticketId("t"), id: "f", fileName: "a", mediaType: "image/png", size: 1 };
    const alone = [
      effect(1, { relayOf }),
      effect(2, { attachments: [file] }),
      effect(3, { conversationId: conversationId(account.id, "elsewhere") }),
    ];
    expect(joined(effect(0), ...alone)).toHaveLength(4);
  });

  it("says them one by one where sends are plentiful, and in a group", () => {
    const both = [effect(0), effect(1)];
    expect(asOneReply(aTurn(), both)).toBe(both);
    const turn = aTurn();
    const group = { ...turn, queue: quiet, conversation: { ...turn.conversation, kind: "group" as const } };
    expect(asOneReply(group, both)).toBe(both);
  });
});

describe("whoever could not be answered in time", () => {
  const expired: Outcome = {
    state: "dead",
    failure: "expired",
    reason: "it could not be sent while it was of use",
  };
  const settle = (talk: Talk, outcome: Outcome = expired) =>
    talk.event({
      kind: "effect.settled",
      effectId: effectId(eventId(aTurn().account.id, "e"), 0),
      effectKind: "message.send",
      outcome,
    });

  it("is given to the desk, marked, with what they wrote, and is told nothing", () => {
    const talk = talkIn(full);
    talk.say("my deposit has not arrived");
    talk.history = talk.history.filter(({ direction }) => direction === "in");
    talk.now += 6 * hourMs;
    const result = settle(talk);
    expect(result.effects).toMatchObject([
      {
        kind: "ticket.open",
        draft: {
          category: "funds",
          description: "my deposit has not arrived",
          unansweredSince: builtAt,
          transcript: [{ author: "person", text: "my deposit has not arrived" }],
        },
      },
    ]);
    expect(result.effects[0]).not.toHaveProperty("draft.consentAt");
    expect(result.patch).toMatchObject({ owner: "queued", state: { openTicket: { category: "funds" } } });
    expect(result.tickets).toHaveLength(1);
    expect(result.decision).toEqual({ kind: "ignore", reason: "unanswered" });
  });

  it("has one ticket, however many replies died: the others are noted there", () => {
    const talk = talkIn(full);
    talk.say("my deposit has not arrived");
    settle(talk);
    const again = settle(talk);
    expect(again.effects).toMatchObject([
      { kind: "ticket.append", entry: { kind: "note", author: "system" } },
    ]);
    expect(again.tickets).toEqual([]);
  });

  it("does not know what was never said: who we are is said with the next reply", () => {
    const talk = talkIn(full, {});
    talk.say("my deposit has not arrived");
    talk.history = talk.history.filter(({ direction }) => direction === "in");
    const { patch } = settle(talk);
    expect(patch.state).not.toHaveProperty("introducedAt");
    expect(patch.state).not.toHaveProperty("shown");
  });

  it.each([
    ["rejected", "our reply could not be delivered (rejected)"],
    ["uncertain", "it is not known whether our reply reached them"],
  ] as const)("is given to the desk as well when the reply was %s", (failure, why) => {
    const talk = talkIn(full);
    talk.say("my deposit has not arrived");
    talk.history = talk.history.filter(({ direction }) => direction === "in");
    const outcome = { state: "dead", failure, reason: "the platform said so" } as const;
    expect(settle(talk, outcome).effects).toMatchObject([
      { kind: "ticket.open", draft: { unansweredSince: builtAt } },
    ]);
    expect(settle(talk, outcome).effects).toMatchObject([{ entry: { text: expect.stringContaining(why) } }]);
  });

  it("is nobody whose wish to be forgotten was carried out, until they write again", () => {
    const talk = talkIn(full);
    talk.say("delete my data");
    expect(talk.say("yes").erase).toBeDefined();
    talk.history = [];
    expect(settle(talk)).toMatchObject({ effects: [], decision: { reason: "message.send_dead" } });
    talk.say("my deposit has not arrived");
    expect(settle(talk).effects).toMatchObject([{ kind: "ticket.open" }]);
  });

  it("is not made a ticket of where sends are plentiful, nor when a newer answer came", () => {
    const plentiful = new Talk({ conversation: { state: { introducedAt: 1 } } });
    expect(settle(plentiful).effects).toEqual([]);
    const superseded = settle(talkIn(full), { state: "dead", failure: "superseded", reason: "newer" });
    expect(superseded.effects).toEqual([]);
  });

  it("is counted in a group and no more: a ticket is nothing for there", () => {
    const talk = new Talk({ conversation: { kind: "group" }, turn: { queue: full } });
    expect(settle(talk).effects).toEqual([]);
  });
});
