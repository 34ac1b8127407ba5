import { personId } from "../../src/domain/ids.ts";
import type { RawMessage } from "../../src/domain/message.ts";
import { noEvents, type Parsed } from "../shared/parsed.ts";
import { isObject, listOf, textOf, wholeOf } from "../shared/values.ts";
import { readMessage } from "./message.ts";
import { type NativeConnection, type NativeDeletion, type NativeMessage, secondsOf } from "./native.ts";
import { parseEdit } from "./parse-message.ts";
import { type Origin, type Place, placeOf } from "./place.ts";

/** Telegram lets a bot write on behalf of a business account for so long after the customer's last message. */
const replyMs = 24 * 3_600_000;

/** Nobody wrote it just now: a bot sent it, or it was written beforehand, such as a greeting or an absence note. */
const isAutomatic = (native: NativeMessage): boolean =>
  native.sender_business_bot !== undefined || native.is_from_offline === true;

/** The chat of a business account with a customer has the customer's id. */
const isCustomer = (message: RawMessage, place: Place): boolean =>
  message.author.id === personId("telegram", String(place.chatId));

const asStaff = (message: RawMessage): RawMessage => ({
  ...message,
  author: { ...message.author, role: "staff" },
});

/** A place in a business account's chat; one without its connection would be taken for our own chat. */
const businessPlaceOf = (native: NativeMessage, origin: Origin) =>
  (textOf(native.business_connection_id) ?? "") === "" ? undefined : placeOf(native, origin);

/** What the account's own side writes is a human's doing. Commands are words there: nobody expects a bot. */
export const parseBusinessMessage = (value: object, origin: Origin): Parsed => {
  const native: NativeMessage = value;
  const place = businessPlaceOf(native, origin);
  const date = secondsOf(native.date);
  if (place === "elsewhere") return noEvents;
  if (place === undefined || date === undefined) return undefined;
  const message = readMessage(native, { chatId: place.chatId, us: origin.context });
  if (message === undefined) return undefined;
  if (message === "ignored") return noEvents;
  const occurredAt = date * 1000;
  const created = { ...place.fields, occurredAt, kind: "message.created" } as const;
  if (isCustomer(message, place))
    return [{ ...created, message: { ...message, replyUntilAt: occurredAt + replyMs } }];
  return isAutomatic(native) ? noEvents : [{ ...created, message: asStaff(message) }];
};

export const parseBusinessEdit = (value: object, origin: Origin): Parsed => {
  const native: NativeMessage = value;
  const place = businessPlaceOf(native, origin);
  if (place === undefined) return undefined;
  if (place === "elsewhere") return noEvents;
  return parseEdit(value, origin)?.flatMap((edit) => {
    if (edit.kind !== "message.edited" || isCustomer(edit.message, place)) return [edit];
    return isAutomatic(native) ? [] : [{ ...edit, message: asStaff(edit.message) }];
  });
};

export const parseBusinessDeletion = (value: object, origin: Origin): Parsed => {
  const native: NativeDeletion = value;
  const place = businessPlaceOf(native, origin);
  if (place === "elsewhere") return noEvents;
  const messageIds = listOf(native.message_ids).flatMap((id) =>
    wholeOf(id) === undefined ? [] : [String(id)],
  );
  if (place === undefined || messageIds.length === 0) return undefined;
  // Telegram does not say when.
  return [{ ...place.fields, occurredAt: origin.context.receivedAt, kind: "message.deleted", messageIds }];
};

/** A business account took us on, changed what we may do, or let us go. */
export interface BusinessNote {
  readonly connectionId: string;
  readonly enabled: boolean;
  readonly canReply: boolean;
}

interface BusinessRights {
  readonly can_reply?: unknown;
}

export const readConnection = (value: object): BusinessNote | undefined => {
  const native: NativeConnection = value;
  const connectionId = textOf(native.id);
  if (connectionId === undefined) return undefined;
  // Bot API servers before 9.0 have the one right beside the others' place.
  const rights: BusinessRights = isObject(native.rights) ? native.rights : native;
  return { connectionId, enabled: native.is_enabled === true, canReply: rights.can_reply === true };
};
