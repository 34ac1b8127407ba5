import type { EventSink, SentTo } from "../../src/domain/adapter.ts";
import { DeliveryError, type DeliveryFailure } from "../../src/domain/delivery.ts";
import type { RawEvent } from "../../src/domain/event.ts";
import type { ConversationId } from "../../src/domain/ids.ts";
import { isLater } from "../shared/snowflakes.ts";
import { leastIdAt } from "./native.ts";
import { type Part, toParts, toPlain } from "./parts.ts";

/** A part of ours that is being sent, or was and nobody knows whether it arrived. */
export interface OpenSend {
  /** X told of it unasked: it has arrived, under this id. */
  readonly echoedId: string | undefined;
  arrived(id: string): void;
  failed(failure: DeliveryFailure): void;
}

/** What of our own sends is on disk. */
type Sends = Pick<EventSink, "sentTo">;

/** A part whose sending was begun, and when. */
export interface BegunSend {
  readonly part: Part;
  /** ms since the epoch, by our own clock. */
  readonly begunAt: number;
}

/**
 * What we send comes back to us, as does what a human types for us in X's app. Ours is what has the id of a receipt, or
 * the text of something whose sending was begun.
 */
export interface OwnSends {
  begin(where: ConversationId, send: BegunSend): OpenSend;
  /** An echo that came before, such as to the attempt of a process that was killed. */
  echoOf(where: ConversationId, send: BegunSend): string | undefined;
  /** The conversation shows it under this id. */
  found(where: ConversationId, part: Part, id: string): void;
  isReceipt(id: string): boolean;
  /** The events without those that only tell of our own sends. */
  leaveOut(events: readonly RawEvent[], sends: Sends): Promise<readonly RawEvent[]>;
}

/**
 * Texts as X gives them back: it composes letters, drops white space at the ends, and completes addresses that were
 * written without their scheme.
 */
export const isSameText = (one: string, other: string): boolean => normal(one) === normal(other);
const normal = (text: string) =>
  text
    .normalize("NFC")
    .replaceAll("\r\n", "\n")
    .replace(/https?:\/\//gi, "")
    .trim();

const mostIds = 10_000;
const mostEchoes = 500;
const mostOpen = 1_000;
/** An effect is on disk as being sent a while before X gives its message an id. */
export const marginMs = 3_600_000;
/** Ids tell X's time, and what was begun tells ours: X refuses calls whose time is further from its own. */
const clockErrorMs = 300_000;

/** The least id that a message can have whose sending was begun then. */
export const leastSentId = (begunAt: number): string => leastIdAt(begunAt - clockErrorMs);

/** A message of the account, whoever wrote it. */
interface Heard {
  readonly id: string;
  readonly text: string;
  readonly hasFile: boolean;
  readonly where: ConversationId;
  readonly at: number;
}

interface Open {
  readonly where: ConversationId;
  readonly text: string;
  readonly leastId: string;
  echoedId: string | undefined;
}

const trim = (held: Set<unknown>, most: number) => {
  for (const oldest of held) {
    if (held.size <= most) return;
    held.delete(oldest);
  }
};

/** Whether a message may be one of those that something unsettled becomes: files behind the first go without a text. */
const becomes = (
  { content, attachments = [] }: SentTo["unsettled"][number],
  { text, hasFile }: { readonly text: string; readonly hasFile: boolean },
): boolean => {
  if (text.trim() === "") return hasFile && attachments.length > 0;
  return toPlain(content).trim() !== "" && toParts(content).some((part) => isSameText(part.text, text));
};

export const createOwnSends = (): OwnSends => {
  const receipts = new Set<string>();
  const open = new Set<Open>();
  const echoes = new Set<{ readonly where: ConversationId; readonly text: string; readonly id: string }>();

  const note = (id: string) => {
    receipts.add(id);
    trim(receipts, mostIds);
  };

  const isOwn = async ({ id, text, hasFile, where, at }: Heard, sends: Sends): Promise<boolean> => {
    if (receipts.has(id)) return true;
    for (const each of open)
      if (
        each.where === where &&
        (each.echoedId ?? id) === id &&
        !isLater(each.leastId, id) &&
        isSameText(each.text, text)
      ) {
        each.echoedId = id;
        return true;
      }
    const { messageIds, unsettled } = await sends.sentTo(where, at - marginMs);
    if (messageIds.includes(id)) {
      note(id);
      return true;
    }
    if (!unsettled.some((each) => becomes(each, { text, hasFile }))) return false;
    echoes.add({ where, text, id });
    trim(echoes, mostEchoes);
    return true;
  };

  return {
    isReceipt: (id) => receipts.has(id),
    begin: (where, { part, begunAt }) => {
      const mine: Open = { where, text: part.text, leastId: leastSentId(begunAt), echoedId: undefined };
      open.add(mine);
      trim(open, mostOpen);
      return {
        get echoedId() {
          return mine.echoedId;
        },
        arrived: (id) => {
          note(id);
          open.delete(mine);
        },
        failed: (failure) => {
          // It may yet come back to us.
          if (failure !== "uncertain") open.delete(mine);
        },
      };
    },
    echoOf: (where, { part: { text }, begunAt }) => {
      const leastId = leastSentId(begunAt);
      const fits = (each: { readonly where: ConversationId; readonly text: string }, id: string) =>
        each.where === where && !receipts.has(id) && !isLater(leastId, id) && isSameText(each.text, text);
      for (const each of open)
        if (each.echoedId !== undefined && fits(each, each.echoedId)) {
          open.delete(each);
          note(each.echoedId);
          return each.echoedId;
        }
      for (const echo of echoes)
        if (fits(echo, echo.id)) {
          echoes.delete(echo);
          note(echo.id);
          return echo.id;
        }
      return undefined;
    },
    found: (where, { text }, id) => {
      note(id);
      for (const each of open)
        if (each.where === where && (each.echoedId ?? id) === id && isSameText(each.text, text)) {
          open.delete(each);
          return;
        }
    },
    leaveOut: async (events, sends) => {
      const kept: RawEvent[] = [];
      for (const event of events) {
        const isEcho =
          event.kind === "message.created" &&
          event.message.author.role === "staff" &&
          (await isOwn(
            {
              id: event.message.id,
              text: event.message.text,
              hasFile: event.message.attachments.length > 0,
              where: event.conversationId,
              at: event.occurredAt,
            },
            sends,
          ));
        if (!isEcho) kept.push(event);
      }
      return kept;
    },
  };
};

/** What the failure of a send means for what may come back. */
export const failureOf = (error: unknown): DeliveryFailure =>
  error instanceof DeliveryError ? error.failure : "rejected";
