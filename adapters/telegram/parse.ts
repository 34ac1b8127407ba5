import type { UnparsedUpdate } from "../../src/domain/adapter.ts";
import type { ConversationKind } from "../../src/domain/conversation.ts";
import type { RawEvent } from "../../src/domain/event.ts";
import { type AccountId, conversationId, eventId } from "../../src/domain/ids.ts";
import { readCommand } from "./command.ts";
import { readMessage } from "./message.ts";
import {
  isObject,
  type NativeChat,
  type NativeMember,
  type NativeMembership,
  type NativeMessage,
  type NativeQuery,
  type NativeUpdate,
  textOf,
  wholeOf,
} from "./native.ts";
import { readPerson } from "./person.ts";
import { shapeOf } from "./shape.ts";

export interface ParseContext {
  readonly accountId: AccountId;
  /** The bot's own name, in lower case and without the @. */
  readonly username: string;
  /** For updates that carry no time of their own. */
  readonly receivedAt: number;
}

export interface ParsedUpdates {
  readonly events: RawEvent[];
  readonly unparsed: UnparsedUpdate[];
  /** Ids of the presses of buttons, each to be acknowledged once its event is durable. */
  readonly presses: string[];
}

/** An update's own id beside what is the same for all. */
interface Origin {
  readonly updateId: number;
  readonly context: ParseContext;
}

/** `ignored`: understood, and of no concern to the fleet. `undefined`: not understood. */
type Parsed = RawEvent | "ignored" | undefined;

const noSecrets: readonly never[] = [];

const kindOfChat = (chat: NativeChat, id: number): ConversationKind | "channel" => {
  if (chat.type === "channel") return "channel";
  return chat.type === "private" || (chat.type === undefined && id > 0) ? "direct" : "group";
};

const place = (chatValue: unknown, { updateId, context }: Origin) => {
  if (!isObject(chatValue)) return undefined;
  const chat: NativeChat = chatValue;
  const id = wholeOf(chat.id);
  if (id === undefined) return undefined;
  const kind = kindOfChat(chat, id);
  if (kind === "channel") return kind;
  const platformEventId = String(updateId);
  return {
    id: eventId(context.accountId, platformEventId),
    accountId: context.accountId,
    conversationId: conversationId(context.accountId, String(id)),
    conversationKind: kind,
    platformEventId,
  };
};

const parseMessage = (value: object, origin: Origin): Parsed => {
  const native: NativeMessage = value;
  const where = place(native.chat, origin);
  const date = wholeOf(native.date);
  if (where === "channel") return "ignored";
  if (where === undefined || date === undefined) return undefined;
  const message = readMessage(native, origin.context.username);
  if (message === undefined || message === "ignored") return message;
  const occurredAt = date * 1000;
  const command = message.forwardedFrom === undefined ? readCommand(message.text) : undefined;
  const ours = command?.addressee === undefined || command.addressee === origin.context.username;
  if (command === undefined || (where.conversationKind !== "direct" && !ours))
    return { ...where, occurredAt, kind: "message.created", message };
  return {
    ...where,
    occurredAt,
    kind: "command.called",
    person: message.author,
    name: command.name,
    args: command.args,
    messageId: message.id,
    secrets: noSecrets,
  };
};

const parseEdit = (value: object, origin: Origin): Parsed => {
  const native: NativeMessage = value;
  const where = place(native.chat, origin);
  // A shared live location is edited every few seconds without the person's doing.
  if (where === "channel" || native.location !== undefined) return "ignored";
  const message = readMessage(native, origin.context.username);
  const occurredAt = wholeOf(native.edit_date) ?? wholeOf(native.date);
  if (where === undefined || message === undefined || occurredAt === undefined) return undefined;
  return message === "ignored"
    ? message
    : { ...where, occurredAt: occurredAt * 1000, kind: "message.edited", message };
};

const parsePress = (value: object, origin: Origin): Parsed => {
  const query: NativeQuery = value;
  const person = readPerson(query.from);
  const token = textOf(query.data);
  if (person === undefined || token === undefined) return undefined;
  const carrier: NativeMessage | undefined = isObject(query.message) ? query.message : undefined;
  // Without its message a press belongs to the person's own chat, whose id is the person's.
  const where = place(carrier === undefined ? query.from : carrier.chat, origin);
  if (where === "channel") return "ignored";
  if (where === undefined) return undefined;
  const messageId = wholeOf(carrier?.message_id);
  const press = {
    ...where,
    occurredAt: origin.context.receivedAt,
    kind: "button.pressed",
    person,
    token,
  } as const;
  return messageId === undefined ? press : { ...press, messageId: String(messageId) };
};

const parseMembership = (value: object, origin: Origin): Parsed => {
  const native: NativeMembership = value;
  const where = place(native.chat, origin);
  if (where === "channel" || where?.conversationKind === "group") return "ignored";
  const person = readPerson(native.from);
  const date = wholeOf(native.date);
  const member: NativeMember = isObject(native.new_chat_member) ? native.new_chat_member : {};
  const blocked = member.status === "kicked";
  if (where === undefined || person === undefined || date === undefined) return undefined;
  if (!blocked && member.status !== "member") return undefined;
  return {
    ...where,
    occurredAt: date * 1000,
    kind: "member.blocked",
    person: { ...person, reachable: !blocked },
    blocked,
  };
};

const parseUpdate = (update: NativeUpdate, origin: Origin): Parsed => {
  if (isObject(update.message)) return parseMessage(update.message, origin);
  if (isObject(update.callback_query)) return parsePress(update.callback_query, origin);
  if (isObject(update.edited_message)) return parseEdit(update.edited_message, origin);
  if (isObject(update.my_chat_member)) return parseMembership(update.my_chat_member, origin);
  return undefined;
};

/** The id by which an update is acknowledged, or undefined when it has none. */
export const updateIdOf = (update: unknown): number | undefined => {
  if (!isObject(update)) return undefined;
  const native: NativeUpdate = update;
  return wholeOf(native.update_id);
};

/** When the update happened, in whole seconds. A press counts as old as the message that carries the button. */
export const updateDateOf = (update: unknown): number | undefined => {
  if (!isObject(update)) return undefined;
  const native: NativeUpdate = update;
  const query: NativeQuery = isObject(native.callback_query) ? native.callback_query : {};
  const body = native.message ?? native.edited_message ?? native.my_chat_member ?? query.message;
  const dated: NativeMessage = isObject(body) ? body : {};
  return wholeOf(dated.edit_date) ?? wholeOf(dated.date);
};

const toUnparsed = (update: unknown, platformEventId: string): UnparsedUpdate => {
  const keys = isObject(update) ? Object.keys(update) : [];
  return {
    platformEventId,
    kind: keys.find((key) => key !== "update_id")?.slice(0, 48) ?? typeof update,
    shape: shapeOf(update),
  };
};

/** Native updates to events, in order. Never throws: what it does not understand it describes without contents. */
export const parseUpdates = (updates: readonly unknown[], context: ParseContext): ParsedUpdates => {
  const result: ParsedUpdates = { events: [], unparsed: [], presses: [] };
  for (const value of updates) {
    const updateId = updateIdOf(value);
    const update: NativeUpdate = isObject(value) ? value : {};
    const parsed = updateId === undefined ? undefined : parseUpdate(update, { updateId, context });
    if (parsed === undefined) {
      const id = updateId ?? `without-id-${context.receivedAt}-${result.unparsed.length}`;
      result.unparsed.push(toUnparsed(value, String(id)));
    } else if (parsed !== "ignored") result.events.push(parsed);
    if (!isObject(update.callback_query)) continue;
    const query: NativeQuery = update.callback_query;
    if (typeof query.id === "string") result.presses.push(query.id);
  }
  return result;
};
