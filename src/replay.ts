import type { Adapter } from "./domain/adapter.ts";
import type { Clock } from "./domain/clock.ts";
import type { RawEvent } from "./domain/event.ts";
import type { AccountId } from "./domain/ids.ts";
import type { Redactor } from "./runtime/ports.ts";
import type { Storage } from "./storage/port.ts";

/** No platform's update is longer; a file may hold anything. */
const lineUnitsAtMost = 1_048_576;
/** Stored in one transaction; a running fleet beside it writes in between. */
const linesAtOnce = 100;
const restMs = 5;
/** A word on how far it has come, every so many lines. */
const linesPerWord = 5_000;

export interface Line {
  readonly number: number;
  /** Undefined when it is too long to be an update. */
  readonly text: string | undefined;
}

/** The lines of a stream, however long any of them is. */
export async function* linesOf(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Line> {
  const decoder = new TextDecoder();
  let rest = "";
  let isTooLong = false;
  let number = 0;
  const line = (text: string): Line => {
    number += 1;
    const tooLong = isTooLong || text.length > lineUnitsAtMost;
    isTooLong = false;
    return { number, text: tooLong ? undefined : text };
  };
  for await (const chunk of chunks) {
    const [first = "", ...others] = decoder.decode(chunk, { stream: true }).split("\n");
    rest += first;
    for (const next of others) {
      yield line(rest);
      rest = next;
    }
    if (rest.length <= lineUnitsAtMost) continue;
    isTooLong = true;
    rest = "";
  }
  if (rest !== "" || isTooLong) yield line(rest);
}

export interface ReplayParts {
  readonly accountId: AccountId;
  readonly replay: NonNullable<Adapter["replay"]>;
  readonly lines: AsyncIterable<Line>;
  readonly storage: Pick<Storage, "inbox" | "maintenance" | "outbox">;
  readonly redact: Redactor;
  readonly clock: Clock;
  readonly tell: (words: string) => void;
}

export interface Replayed {
  readonly lines: number;
  readonly stored: number;
  /** Known already, from the platform or from an earlier replay. */
  readonly repeated: number;
  /** Lines that hold nothing that can be taken in. */
  readonly bad: number;
}

/**
 * Takes in native updates that the platform does not hold any more, one JSON object a line, as if they had just come:
 * through the same parser and the same guard. What is bad is named by its line and skipped.
 */
export async function replayUpdates(parts: ReplayParts): Promise<Replayed> {
  const { tell } = parts;
  let stored = 0;
  let repeated = 0;
  let bad = 0;
  let last = 0;
  let waiting: RawEvent[] = [];
  const store = async () => {
    const events = waiting;
    waiting = [];
    const rows = await append(parts, events);
    const fresh = rows.filter((row) => row !== undefined).length;
    stored += fresh;
    repeated += rows.length - fresh;
  };
  for await (const line of parts.lines) {
    last = line.number;
    const read = await readLine(parts, line);
    if (typeof read === "string") {
      bad += 1;
      tell(`line ${last}: ${read}; it is skipped`);
    } else waiting.push(...read);
    if (waiting.length >= linesAtOnce) await store();
    if (last % linesPerWord === 0) tell(`${last} lines read, ${stored} events stored`);
  }
  await store();
  return { lines: last, stored, repeated, bad };
}

/** The events of a line, or what is wrong with it; never what it says. */
async function readLine(
  { replay, storage }: ReplayParts,
  { text }: Line,
): Promise<readonly RawEvent[] | string> {
  if (text === undefined) return "longer than any update";
  if (text.trim() === "") return [];
  let update: unknown;
  try {
    update = JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch {
    return "no JSON";
  }
  if (typeof update !== "object" || update === null || Array.isArray(update)) return "no update";
  try {
    const { events, unparsed } = await replay([update], storage.outbox);
    const [unknown] = unparsed;
    return unknown ? `an update that is not understood (${unknown.kind})` : events;
  } catch {
    return "an update that is not understood";
  }
}

async function append({ accountId, storage, redact, clock }: ReplayParts, events: readonly RawEvent[]) {
  if (events.length === 0) return [];
  // A fleet beside it may have asked somebody for something meanwhile.
  storage.maintenance.forgetCached();
  const redacted = events.map((event) =>
    redact(event, { expects: storage.inbox.expects(event.conversationId) }),
  );
  const rows = await storage.inbox.append({ accountId, events: redacted, unparsed: [], now: clock.now() });
  await new Promise((resolve) => setTimeout(resolve, restMs));
  return rows;
}
