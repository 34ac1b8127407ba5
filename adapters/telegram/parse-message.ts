import type { RawEvent } from "../../src/domain/event.ts";
import { conversationId } from "../../src/domain/ids.ts";
import type { RawMessage } from "../../src/domain/message.ts";
import { noEvents, type Parsed } from "../shared/parsed.ts";
import { isObject, textOf, wholeOf } from "../shared/values.ts";
import { isGroup } from "./address.ts";
import { readCommand } from "./command.ts";
import { readMessage } from "./message.ts";
import { idOf, type NativeMessage, type NativeQuery, secondsOf } from "./native.ts";
import { parseServiceMembers } from "./parse-membership.ts";
import { readPerson } from "./person.ts";
import { type Origin, type Place, placeOf } from "./place.ts";

const noSecrets: readonly never[] = [];

/** When and where something of a chat happened. */
interface Frame {
  readonly place: Place;
  readonly occurredAt: number;
  readonly origin: Origin;
}

const groupIdOf = (value: unknown): number | undefined => {
  const id = idOf(value);
  return id !== undefined && isGroup(id) ? id : undefined;
};

/** The group goes on under another id: the old chat and the new one both tell. Undefined for any other message. */
const parseMigration = (native: NativeMessage, { place, occurredAt }: Frame): Parsed => {
  const { chatId, fields } = place;
  const to = groupIdOf(native.migrate_to_chat_id);
  const from = groupIdOf(native.migrate_from_chat_id);
  if (to === undefined && from === undefined) return undefined;
  const conversationOf = (id: number) => conversationId(fields.accountId, String(id));
  const before = conversationOf(from ?? chatId);
  const after = conversationOf(to ?? chatId);
  if (before === after) return noEvents;
  return [{ ...fields, occurredAt, kind: "conversation.migrated", conversationId: before, to: after }];
};

/** A command in the caption of a picture is a message: the picture is what it is about. */
const toEvent = (message: RawMessage, { place, occurredAt, origin }: Frame): RawEvent => {
  const isPlain = message.forwardedFrom === undefined && message.attachments.length === 0;
  const command = isPlain ? readCommand(message.text) : undefined;
  const isOurs = command?.addressee === undefined || command.addressee === origin.context.username;
  if (command === undefined || (place.fields.conversationKind !== "direct" && !isOurs))
    return { ...place.fields, occurredAt, kind: "message.created", message };
  return {
    ...place.fields,
    occurredAt,
    kind: "command.called",
    person: message.author,
    name: command.name,
    args: command.args,
    messageId: message.id,
    secrets: noSecrets,
  };
};

export const parseMessage = (value: object, origin: Origin): Parsed => {
  const native: NativeMessage = value;
  const place = placeOf(native, origin);
  const date = secondsOf(native.date);
  if (place === "elsewhere") return noEvents;
  if (place === undefined || date === undefined) return undefined;
  const frame = { place, occurredAt: date * 1000, origin };
  if (place.fields.conversationKind === "group") {
    const told = parseMigration(native, frame) ?? parseServiceMembers(native, frame);
    if (told !== undefined) return told;
  }
  const message = readMessage(native, { chatId: place.chatId, us: origin.context });
  if (message === undefined) return undefined;
  return message === "ignored" ? noEvents : [toEvent(message, frame)];
};

export const parseEdit = (value: object, origin: Origin): Parsed => {
  const native: NativeMessage = value;
  const place = placeOf(native, origin);
  // A shared live location is edited every few seconds without the person's doing.
  if (place === "elsewhere" || native.location !== undefined) return noEvents;
  const editedAt = secondsOf(native.edit_date) ?? secondsOf(native.date);
  if (place === undefined || editedAt === undefined) return undefined;
  const message = readMessage(native, { chatId: place.chatId, us: origin.context });
  if (message === undefined) return undefined;
  if (message === "ignored") return noEvents;
  return [{ ...place.fields, occurredAt: editedAt * 1000, kind: "message.edited", message }];
};

/** The press of a button under one of our messages. */
export const parsePress = (value: object, origin: Origin): Parsed => {
  const query: NativeQuery = value;
  const person = readPerson(query.from);
  const token = textOf(query.data);
  if (person === undefined || token === undefined) return undefined;
  // Without its message a press belongs to the person's own chat, whose id is the person's.
  const carrier: NativeMessage = isObject(query.message) ? query.message : { chat: query.from };
  const place = placeOf(carrier, origin);
  if (place === "elsewhere") return noEvents;
  if (place === undefined) return undefined;
  const messageId = wholeOf(carrier.message_id);
  const press = { ...place.fields, occurredAt: origin.context.receivedAt, person, token } as const;
  const event = { ...press, kind: "button.pressed" } as const;
  return [messageId === undefined ? event : { ...event, messageId: String(messageId) }];
};
