import { noEvents, type Parsed } from "../shared/parsed.ts";
import { listOf } from "../shared/values.ts";
import type { Address } from "./address.ts";
import { readMessage } from "./message.ts";
import { dateOf, type NativeDeletion, type NativeMessage, snowflakeOf, timeOf } from "./native.ts";
import { addressOnServer, fieldsOf, type ParseContext } from "./place.ts";

/** Where a message is; `undefined` when it does not tell. */
const addressIn = (native: NativeMessage | NativeDeletion, context: ParseContext): Address | undefined => {
  const channelId = snowflakeOf(native.channel_id);
  if (channelId === undefined) return undefined;
  if (native.guild_id === undefined || native.guild_id === null) return { kind: "direct", channelId };
  const guildId = snowflakeOf(native.guild_id);
  return guildId === undefined ? undefined : addressOnServer({ guildId, channelId }, context);
};

/** Without the intent for it, what is said on a server is no concern of ours, beside where it calls us. */
const isWatched = (address: Address, { readsMessages }: ParseContext): boolean =>
  address.kind !== "channel" || readsMessages;

const isShown = (address: Address, message: { mentionsUs: boolean }, context: ParseContext): boolean =>
  message.mentionsUs || isWatched(address, context);

export const parseMessage = (value: object, context: ParseContext): Parsed => {
  const native: NativeMessage = value;
  const address = addressIn(native, context);
  if (address === undefined) return undefined;
  const message = readMessage(native, context);
  if (message === undefined) return undefined;
  if (message === "ignored" || !isShown(address, message, context)) return noEvents;
  const fields = fieldsOf(context, { address, platformEventId: `m${message.id}` });
  return [{ ...fields, occurredAt: timeOf(message.id), kind: "message.created", message }];
};

/** Discord tells of an edit also when it has only added a preview of a link: then nobody edited anything. */
export const parseEdit = (value: object, context: ParseContext): Parsed => {
  const native: NativeMessage = value;
  const address = addressIn(native, context);
  if (address === undefined) return undefined;
  const editedAt = dateOf(native.edited_timestamp);
  if (editedAt === undefined || native.author === undefined) return noEvents;
  const message = readMessage(native, context);
  if (message === undefined) return undefined;
  if (message === "ignored" || !isShown(address, message, context)) return noEvents;
  const fields = fieldsOf(context, { address, platformEventId: `e${message.id}/${editedAt}` });
  return [{ ...fields, occurredAt: editedAt, kind: "message.edited", message }];
};

const maxDeleted = 100;

/** One message, or many at once. Discord does not say when, nor whose they were. */
export const parseDeletion = (value: object, context: ParseContext): Parsed => {
  const native: NativeDeletion = value;
  const address = addressIn(native, context);
  const ids = native.ids === undefined ? [native.id] : listOf(native.ids).slice(0, maxDeleted);
  const messageIds = ids.flatMap((id) => snowflakeOf(id) ?? []);
  const [first] = messageIds;
  if (address === undefined || first === undefined) return undefined;
  if (!isWatched(address, context)) return noEvents;
  const fields = fieldsOf(context, { address, platformEventId: `d${first}` });
  return [{ ...fields, occurredAt: context.receivedAt, kind: "message.deleted", messageIds }];
};
