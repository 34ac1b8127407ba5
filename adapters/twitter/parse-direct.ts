import type { RawEvent } from "../../src/domain/event.ts";
import type { AttachmentRef, RawMessage } from "../../src/domain/message.ts";
import { isObject, textOf } from "../shared/values.ts";
import { readAttachment, readIncludedMedia, readWords, type Words } from "./content.ts";
import {
  idOf,
  type NativeChat,
  type NativeDm,
  type NativeDmCreate,
  type NativeDmData,
  type NativeDmEvent,
  type NativeDmTarget,
  type NativeKeys,
  timeOf,
} from "./native.ts";
import { type People, readPerson } from "./person.ts";
import { fieldsOf, type ParseContext } from "./place.ts";

/** A direct message, whichever way X told of it. */
interface Direct {
  readonly id: string;
  readonly senderId: string;
  /** The other side: whose chat it is. */
  readonly partnerId: string;
  readonly words: Words;
  readonly attachments: readonly AttachmentRef[];
}

/** `elsewhere`: in a group, which is no place of the fleet. `undefined`: not understood. */
export type ParsedDirect = RawEvent | "elsewhere" | undefined;

/** What we ourselves wrote, or a human in the app for us: which of them it was, its text does not tell. */
const isOwn = ({ userId }: ParseContext, senderId: string): boolean => senderId === userId;

const toEvent = (
  { id, senderId, partnerId, words, attachments }: Direct,
  { context, people }: { context: ParseContext; people: People },
): RawEvent => {
  const person = readPerson(senderId, people);
  const message: RawMessage = {
    id,
    author: isOwn(context, senderId) ? { ...person, role: "staff" } : person,
    text: words.text,
    links: words.links,
    mentionsUs: false,
    attachments,
  };
  const address = { kind: "direct", userId: partnerId } as const;
  const fields = fieldsOf(context, { address, platformEventId: `m${id}` });
  return { ...fields, occurredAt: timeOf(id), kind: "message.created", message };
};

/**
 * As a delivery tells of it, which names no conversation: its sender and its recipient do. What was said in a group to
 * us among others looks like a message to us alone.
 */
export const parseDelivered = (
  value: unknown,
  { context, people }: { context: ParseContext; people: People },
): ParsedDirect => {
  const native: NativeDm = isObject(value) ? value : {};
  if (native.type !== "message_create") return undefined;
  const create: NativeDmCreate = isObject(native.message_create) ? native.message_create : {};
  const target: NativeDmTarget = isObject(create.target) ? create.target : {};
  const data: NativeDmData = isObject(create.message_data) ? create.message_data : {};
  const id = idOf(native.id);
  const senderId = idOf(create.sender_id);
  const recipientId = idOf(target.recipient_id);
  if (id === undefined || senderId === undefined) return undefined;
  const partnerId = isOwn(context, senderId) ? recipientId : senderId;
  if (partnerId === undefined) return undefined;
  if (!isOwn(context, senderId) && recipientId !== context.userId) return "elsewhere";
  const attachments = readAttachment(data.attachment, id);
  return toEvent(
    { id, senderId, partnerId, words: readWords(data.text, data.entities), attachments },
    { context, people },
  );
};

const pair = /^(\d{1,19})-(\d{1,19})$/;

/** As `GET /2/dm_events` tells of it. The conversation of two is called by both, in one order or the other. */
export const parseListed = (
  native: NativeDmEvent,
  { context, people, includes }: { context: ParseContext; people: People; includes: unknown },
): ParsedDirect => {
  if (native.event_type !== "MessageCreate") return "elsewhere";
  const id = idOf(native.id);
  const senderId = idOf(native.sender_id);
  const conversation = textOf(native.dm_conversation_id);
  if (id === undefined || senderId === undefined || conversation === undefined) return undefined;
  const both = pair.exec(conversation)?.slice(1);
  if (both === undefined) return "elsewhere";
  const partnerId = both.find((userId) => userId !== context.userId) ?? context.userId;
  const keys: NativeKeys = isObject(native.attachments) ? native.attachments : {};
  const attachments = readIncludedMedia(keys.media_keys, { includes, messageId: id });
  return toEvent(
    { id, senderId, partnerId, words: readWords(native.text, native.entities), attachments },
    { context, people },
  );
};

const uuidShape = /^[\w-]{1,64}$/;

/** A message that only the person's own app can read: who wrote, and when, is all that is told. */
export const parseEncrypted = (value: object, context: ParseContext): ParsedDirect => {
  const native: NativeChat = value;
  const senderId = idOf(native.sender_id);
  const id = textOf(native.id);
  const conversation = textOf(native.conversation_id);
  if (senderId === undefined || id === undefined || !uuidShape.test(id)) return undefined;
  if (isOwn(context, senderId)) return "elsewhere";
  if (conversation?.split(":").includes(context.userId) !== true) return "elsewhere";
  const address = { kind: "direct", userId: senderId } as const;
  const at = Number(native.created_at_msec);
  return {
    ...fieldsOf(context, { address, platformEventId: `x${id}` }),
    occurredAt: Number.isSafeInteger(at) && at > 0 ? at : context.receivedAt,
    kind: "message.created",
    message: {
      id: `x${id}`,
      author: readPerson(senderId, new Map()),
      text: "",
      links: [],
      mentionsUs: false,
      attachments: [{ kind: "encrypted", ref: "" }],
    },
  };
};
