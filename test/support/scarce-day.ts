import type { Delivery } from "../../src/domain/adapter.ts";
import { DeliveryError } from "../../src/domain/delivery.ts";
import type { Effect, SendMessage } from "../../src/domain/effect.ts";
import type { RawEvent } from "../../src/domain/event.ts";
import {
  type ConversationId,
  type EffectId,
  type EventId,
  eventId,
  type TicketId,
} from "../../src/domain/ids.ts";
import type { FakeAdapter, FakeDesk } from "./fake-adapter.ts";
import { dayMs, mostInAnyWindow, windowMs, writtenBy } from "./scarce.ts";

export interface DayPlan {
  readonly people: number;
  /** In which they write, in ms. */
  readonly writingMs: number;
  readonly answerWithinMs: number;
  /** What the n-th message says. */
  readonly text: (n: number) => string;
  /** One in so many writes a second time. */
  readonly againEvery: number;
  /** One in so many tickets is replied to by an agent. */
  readonly repliedEvery: number;
  /** One in so many of these replies comes with three pictures. */
  readonly picturesEvery: number;
  /** One in so many tickets is solved while its person waits for the answer to a second question. */
  readonly solvedEvery: number;
  /** From 0 to 1, the same in every run. */
  readonly random: () => number;
}

export interface DayTable {
  readonly people: number;
  readonly messages: number;
  readonly sends: number;
  readonly answersOf429: number;
  readonly answered: number;
  readonly markedUnanswered: number;
  readonly neither: number;
  /** Answers that were sent while somebody waited longer. */
  readonly outOfOrder: number;
  readonly longestWaitMinutes: number;
  readonly warnings: number;
  readonly warningP95Seconds: number;
  readonly agentReplies: number;
  readonly agentRepliesSent: number;
  readonly agentReplyP95Seconds: number;
  /** Tickets that were solved while their person waited for an answer. */
  readonly solvedMeanwhile: number;
  readonly mostIn15Min: number;
  readonly mostInADay: number;
  readonly dollars: number;
}

interface World {
  readonly time: { now(): number; pass(ms: number, stepMs?: number): Promise<void> };
  readonly adapter: FakeAdapter;
  readonly desk: FakeDesk;
  readonly accept: (event: RawEvent) => Promise<boolean>;
}

const stepMs = 30_000;
/** A ticket is solved so long after its person has asked something else. */
const solvedAfterMs = 60_000;
const sendsPerWindow = 15;
const sendsPerDay = 1_440;

const p95 = (values: readonly number[]): number =>
  values.toSorted((one, other) => one - other)[Math.max(0, Math.ceil(values.length * 0.95) - 1)] ?? 0;

/** The platform counts by windows that begin with the first call, as X does, and in any 24 h. */
const createCounter = (now: () => number) => {
  const sends: number[] = [];
  let began = Number.NEGATIVE_INFINITY;
  let used = 0;
  let refused = 0;
  const refuse = (untilAt: number) => {
    refused += 1;
    throw new DeliveryError("rate_limited", "too many", { retryAfterMs: untilAt - now() });
  };
  return {
    sends,
    refused: () => refused,
    count() {
      const at = now();
      if (at >= began + windowMs) {
        began = at;
        used = 0;
      }
      if (used >= sendsPerWindow) refuse(began + windowMs);
      const today = sends.filter((one) => one > at - dayMs);
      if (today.length >= sendsPerDay) refuse((today[0] ?? at) + dayMs);
      used += 1;
      sends.push(at);
    },
  };
};

/** Each is a message of its own. */
const picturesOf = (ticketId: TicketId) =>
  ["1", "2", "3"].map((id) => ({ ticketId, id, fileName: `${id}.png`, mediaType: "image/png" }));

/** On the platform of that day. */
export const messagesInDay = ({ attachments = [] }: SendMessage): number => Math.max(1, attachments.length);

/** The last event of the turn that an effect came of. */
const eventOf = (id: EffectId): string => id.slice(0, id.lastIndexOf(":"));

/** Notes what becomes of each person, and in which order they are answered. */
const createWatch = ({ now, answerWithinMs }: { now: () => number; answerWithinMs: number }) => {
  /** When the messages that nothing was said to yet were written, the oldest first; nobody has an empty list. */
  const waiting = new Map<ConversationId, readonly number[]>();
  /** The same of whom a warning was sent that came later, by what became of a deletion: it answers no question. */
  const warned = new Map<ConversationId, readonly number[]>();
  const wroteAt = new Map<string, number>();
  const lastWroteAt = new Map<ConversationId, number>();
  const repliedAt = new Map<EventId, number>();
  const solved = new Set<string>();
  let solvedMeanwhile = 0;
  const people = new Map<ConversationId, { answered: boolean; marked: boolean }>();
  const warningMs: number[] = [];
  const agentMs: number[] = [];
  const waitMs: number[] = [];
  let outOfOrder = 0;
  const personOf = (id: ConversationId) => {
    const person = people.get(id) ?? { answered: false, marked: false };
    people.set(id, person);
    return person;
  };
  return {
    people,
    warningMs,
    agentMs,
    waitMs,
    replied(event: RawEvent) {
      repliedAt.set(event.id, now());
    },
    solved({ id, conversationId }: RawEvent) {
      solved.add(id);
      if (waiting.has(conversationId)) solvedMeanwhile += 1;
    },
    solvedMeanwhile: () => solvedMeanwhile,
    outOfOrder: () => outOfOrder,
    wrote({ id: event, conversationId: id }: RawEvent) {
      // Whatever became of them before, they wait again.
      people.set(id, { answered: false, marked: false });
      wroteAt.set(event, now());
      lastWroteAt.set(id, now());
      waiting.set(id, [...(waiting.get(id) ?? []), now()]);
    },
    marked(id: ConversationId) {
      personOf(id).marked = true;
      waiting.delete(id);
      warned.delete(id);
    },
    sent({ effect }: Delivery) {
      if (effect.kind !== "message.send") return;
      const { conversationId: id, priority, relayOf } = effect;
      // That a ticket is solved answers no question.
      if (solved.has(eventOf(effect.id))) return;
      if (relayOf) agentMs.push(now() - (repliedAt.get(relayOf.eventId) ?? now()));
      else if (priority === "protect") warningMs.push(now() - (lastWroteAt.get(id) ?? now()));
      const times = [...(warned.get(id) ?? []), ...(waiting.get(id) ?? [])];
      // It answers its event's message and whatever had waited before that.
      const saidAt = wroteAt.get(eventOf(effect.id)) ?? now();
      const left = times.filter((at) => at > saidAt);
      waiting.delete(id);
      warned.delete(id);
      if (left.length > 0) waiting.set(id, left);
      if (priority === "protect" && !wroteAt.has(eventOf(effect.id))) {
        if (times.length > 0) warned.set(id, times);
      } else personOf(id).answered = left.length === 0;
      if (relayOf || priority === "protect") return;
      const since = Math.min(saidAt, ...times);
      waitMs.push(now() - since);
      // Who has just been given up is marked at the end of the step.
      const lostAt = now() - answerWithinMs;
      for (const [other = since] of waiting.values()) if (other < since && other > lostAt) outOfOrder += 1;
    },
  };
};

/** People write for a day, agents reply to some of the tickets, and everything runs on until nobody waits any more. */
export async function runScarceDay({ time, adapter, desk, accept }: World, plan: DayPlan): Promise<DayTable> {
  const { people, writingMs, answerWithinMs, text, againEvery, random } = plan;
  const { repliedEvery, picturesEvery, solvedEvery } = plan;
  const startedAt = time.now();
  const counter = createCounter(time.now);
  const watch = createWatch({ now: time.now, answerWithinMs });
  desk.onFetch = async ({ id }) => Buffer.from(id);
  adapter.deliveries.otherwise = async ({ carryOut }) => {
    const delivery = adapter.deliveries.attempts.at(-1);
    if (delivery?.effect.kind !== "message.send")
      throw new DeliveryError("unsupported", "there is no such call");
    for (let n = messagesInDay(delivery.effect); n > 0; n--) counter.count();
    watch.sent(delivery);
    return carryOut();
  };
  // Twice as many write in the middle of the day as at its ends.
  const timeOf = () => startedAt + ((random() + random()) / 2) * writingMs;
  const due = Array.from({ length: people }, (_, n) => ({ at: timeOf(), name: `person-${n}` }));
  for (const { at, name } of [...due].filter((_, n) => n % againEvery === 0)) {
    due.push({ at: at + random() * 3_600_000, name });
  }
  due.sort((one, other) => one.at - other.at);
  const endsAt = startedAt + writingMs + answerWithinMs + 3 * windowMs + 3_600_000;
  let messages = due.length;
  const atDesk: { at: number; event: RawEvent }[] = [];
  let seenAtDesk = 0;
  let tickets = 0;
  let agentReplies = 0;

  const tellOf = ({ conversationId, accountId }: Effect) => {
    const platformEventId = `desk/${tickets}`;
    const id = eventId(accountId, platformEventId);
    const occurredAt = time.now();
    return {
      id,
      accountId,
      conversationId,
      conversationKind: "direct",
      platformEventId,
      occurredAt,
    } as const;
  };
  const readDesk = () => {
    for (const effect of desk.kept.slice(seenAtDesk)) {
      seenAtDesk += 1;
      const { conversationId } = effect;
      const isNote =
        effect.kind === "ticket.append" && effect.entry.text.startsWith("The person was not answered");
      if (isNote) watch.marked(conversationId);
      if (effect.kind !== "ticket.open") continue;
      if (effect.draft.unansweredSince !== undefined) watch.marked(conversationId);
      tickets += 1;
      const at = time.now() + 600_000 + random() * 1_800_000;
      const { ticketId } = effect;
      if (tickets % repliedEvery === 0) {
        const reply = {
          text: "We have looked into it. Please check your history again.",
          agentName: "Lin",
          ...(tickets % (picturesEvery * repliedEvery) === 0 && { attachments: picturesOf(ticketId) }),
        };
        atDesk.push({
          at,
          event: { ...tellOf(effect), kind: "ticket.replied", ticketId, reply, sequence: 1 },
        });
      } else if (tickets % solvedEvery === 0 && at + answerWithinMs + windowMs < endsAt) {
        const change = { status: "solved" } as const;
        const event = { ...tellOf(effect), kind: "ticket.changed", ticketId, change, sequence: 1 } as const;
        due.push({ at, name: conversationId.slice(conversationId.lastIndexOf("/") + 1) });
        due.sort((one, other) => one.at - other.at);
        messages += 1;
        atDesk.push({ at: at + solvedAfterMs, event });
      }
    }
  };

  for (let n = 0; time.now() < endsAt; ) {
    const begun: Promise<unknown>[] = [];
    for (let next = due[0]; next && next.at <= time.now(); next = due[0]) {
      due.shift();
      const event = writtenBy(next.name, { at: time.now(), text: text(n++) });
      watch.wrote(event);
      begun.push(adapter.tell(event));
    }
    for (const next of atDesk.filter(({ at }) => at <= time.now())) {
      const { event } = next;
      atDesk.splice(atDesk.indexOf(next), 1);
      if (event.kind === "ticket.changed") watch.solved(event);
      else {
        agentReplies += 1;
        watch.replied(event);
      }
      begun.push(accept(event));
    }
    await time.pass(stepMs, stepMs);
    await Promise.all(begun);
    readDesk();
  }
  const everybody = [...watch.people.values()];
  return {
    people,
    messages,
    sends: counter.sends.length,
    answersOf429: counter.refused(),
    answered: everybody.filter(({ answered }) => answered).length,
    markedUnanswered: everybody.filter(({ answered, marked }) => marked && !answered).length,
    neither: everybody.filter(({ answered, marked }) => !answered && !marked).length,
    outOfOrder: watch.outOfOrder(),
    longestWaitMinutes: Math.round(Math.max(0, ...watch.waitMs) / 60_000),
    warnings: watch.warningMs.length,
    warningP95Seconds: p95(watch.warningMs) / 1_000,
    agentReplies,
    agentRepliesSent: watch.agentMs.length,
    agentReplyP95Seconds: p95(watch.agentMs) / 1_000,
    solvedMeanwhile: watch.solvedMeanwhile(),
    mostIn15Min: mostInAnyWindow(counter.sends, windowMs),
    mostInADay: mostInAnyWindow(counter.sends, dayMs),
    dollars: counter.sends.length * 0.015 + messages * 0.01,
  };
}
