import type { UnparsedUpdate } from "../../src/domain/adapter.ts";
import type { RawEvent } from "../../src/domain/event.ts";
import { noEvents, type Parsed } from "../shared/parsed.ts";
import { fieldName, shapeOf } from "../shared/shape.ts";
import { isObject } from "../shared/values.ts";
import type { NativeQuery, NativeUpdate } from "./native.ts";
import {
  type BusinessNote,
  parseBusinessDeletion,
  parseBusinessEdit,
  parseBusinessMessage,
  readConnection,
} from "./parse-business.ts";
import { parseJoinRequest, parseMember, parseOurMembership } from "./parse-membership.ts";
import { parseEdit, parseMessage, parsePress } from "./parse-message.ts";
import type { Origin, ParseContext } from "./place.ts";
import { updateIdOf } from "./update.ts";

export interface ParsedUpdates {
  readonly events: readonly RawEvent[];
  readonly unparsed: readonly UnparsedUpdate[];
  /** Ids of the presses of buttons, each to be acknowledged once its event is durable. */
  readonly presses: readonly string[];
  /** What an operator may want to know of, and no conversation does. */
  readonly notes: readonly BusinessNote[];
}

/** What each kind of update is read by. `business_connection` is no event: it is noted. */
const parsers: readonly (readonly [keyof NativeUpdate, (value: object, origin: Origin) => Parsed])[] = [
  ["message", parseMessage],
  ["callback_query", parsePress],
  ["edited_message", parseEdit],
  ["my_chat_member", parseOurMembership],
  ["chat_member", parseMember],
  ["chat_join_request", parseJoinRequest],
  ["business_message", parseBusinessMessage],
  ["edited_business_message", parseBusinessEdit],
  ["deleted_business_messages", parseBusinessDeletion],
  ["business_connection", (value) => readConnection(value) && noEvents],
];

const parseUpdate = (update: NativeUpdate, origin: Origin): Parsed => {
  for (const [kind, parse] of parsers) {
    const value = update[kind];
    if (isObject(value)) return parse(value, origin);
  }
  return undefined;
};

const toUnparsed = (update: unknown, platformEventId: string): UnparsedUpdate => {
  const kind = isObject(update) ? Object.keys(update).find((key) => key !== "update_id") : undefined;
  return {
    platformEventId,
    kind: kind === undefined ? typeof update : fieldName(kind),
    shape: shapeOf(update),
  };
};

const pressOf = (update: NativeUpdate): readonly string[] => {
  const query: NativeQuery = isObject(update.callback_query) ? update.callback_query : {};
  return typeof query.id === "string" ? [query.id] : [];
};

const noteOf = (update: NativeUpdate): readonly BusinessNote[] => {
  const note = isObject(update.business_connection) ? readConnection(update.business_connection) : undefined;
  return note === undefined ? [] : [note];
};

/** Native updates to events, in order. Never throws: what it does not understand it describes without contents. */
export const parseUpdates = (updates: readonly unknown[], context: ParseContext): ParsedUpdates => {
  const events: RawEvent[] = [];
  const unparsed: UnparsedUpdate[] = [];
  const presses: string[] = [];
  const notes: BusinessNote[] = [];
  for (const value of updates) {
    const updateId = updateIdOf(value);
    const update: NativeUpdate = isObject(value) ? value : {};
    const parsed = updateId === undefined ? undefined : parseUpdate(update, { updateId, context });
    if (parsed === undefined) {
      const id = updateId ?? `without-id-${context.receivedAt}-${unparsed.length}`;
      unparsed.push(toUnparsed(value, String(id)));
    } else for (const event of parsed) events.push(event);
    presses.push(...pressOf(update));
    notes.push(...noteOf(update));
  }
  return { events, unparsed, presses, notes };
};
