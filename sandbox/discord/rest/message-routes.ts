import { byAge, isSnowflake, snowflakeAt } from "../../wire/snowflakes.ts";
import { type Fields, fieldsOf, isList, stringOf } from "../../wire/values.ts";
import { withoutContent } from "../gateway/intents.ts";
import type { Channel } from "../world/channel.ts";
import { messageWire } from "../world/message-wire.ts";
import { edit, post, remove } from "../world/post.ts";
import { channelTypes, type DcMessage, discordEpochMs, messageFlags } from "../world/types.ts";
import { invalidForm, refused } from "./api-error.ts";
import { type MessageForm, needContent, readMessageForm } from "./message-form.ts";
import { type Call, channelOf, messageOf, needRight, nothing, type Operation, type Routes } from "./route.ts";

/** "A few minutes", says the documentation; nobody may count on more than this. */
const nonceMs = 120_000;
const bulkAgeMs = 14 * 24 * 60 * 60 * 1_000;
const hourMs = 60 * 60 * 1_000;
/** Edits of a message older than an hour, after which Discord refuses more. */
const lateEdits = 1_000;
/** What a bot may set itself: suppressed embeds and notifications, components v2, voice message. */
const ownFlags = messageFlags.suppressEmbeds | messageFlags.suppressNotifications | messageFlags.componentsV2;

const textless: readonly number[] = [channelTypes.category, channelTypes.forum];

export const formOf = (call: Call): MessageForm =>
  readMessageForm(fieldsOf(call.body), call.files, () => call.world.ids.next());

const wireOf = (call: Call, message: DcMessage): Fields =>
  messageWire(message, call.world, call.application.id);

/** What an application without the Message Content intent reads of others is hidden here too. */
const readable = (call: Call, channel: Channel, message: DcMessage): Fields => {
  const wire = wireOf(call, message);
  const mayRead = channel.isDm || call.application.granted.has("MessageContent");
  return mayRead ? wire : withoutContent(wire, call.application.id);
};

const needDmOpen = ({ world, application }: Call, channel: Channel): void => {
  const person = channel.facts.recipients?.find(({ bot }) => !bot);
  const closed = person && world.dmClosed(application.id, person.id);
  if (closed === "dms_closed") throw refused(50007);
  if (closed === "no_mutual_guild") throw refused(50278);
};

const needSendRight = (call: Call, channel: Channel, form: MessageForm): void => {
  if (textless.includes(channel.facts.type)) throw refused(50008);
  if (channel.isDm) needDmOpen(call, channel);
  needRight(call, channel, channel.isThread ? "SendMessagesInThreads" : "SendMessages");
  if (form.newFiles.length > 0) needRight(call, channel, "AttachFiles");
  if (form.replyTo !== undefined) needRight(call, channel, "ReadMessageHistory");
  const { thread } = channel.facts;
  if (thread?.locked) needRight(call, channel, "ManageThreads");
};

const repliedTo = (channel: Channel, form: MessageForm): string | undefined => {
  if (form.replyTo === undefined) return undefined;
  const replied = channel.find(form.replyTo);
  if (replied && replied.deletedAt === undefined && replied.onlyFor === undefined) return form.replyTo;
  if (!form.failWithoutReplied) return undefined;
  throw invalidForm([
    { path: "message_reference", code: "REPLIES_UNKNOWN_MESSAGE", message: "Unknown message" },
  ]);
};

/** The message that the same bot sent with the same nonce a moment ago. */
const sentBefore = ({ world, application }: Call, form: MessageForm): DcMessage | undefined => {
  if (!form.enforceNonce || form.nonce === undefined) return undefined;
  const known = application.nonces.get(String(form.nonce));
  return known && known.at >= world.clock.now() - nonceMs ? known : undefined;
};

const noncesKept = 10_000;

const rememberNonce = ({ application }: Call, message: DcMessage): void => {
  if (message.nonce === undefined) return;
  if (application.nonces.size >= noncesKept) application.nonces.clear();
  application.nonces.set(String(message.nonce), message);
};

const createMessage: Operation = (call) => {
  const { world, application } = call;
  const channel = channelOf(call);
  const form = formOf(call);
  needContent(form, form.newFiles.length);
  needSendRight(call, channel, form);
  const before = sentBefore(call, form);
  if (before) return wireOf(call, before);
  const mayPingAll = world.guildOf(channel)?.may(application.id, "MentionEveryone", channel) ?? false;
  const message = post(world, channel, {
    author: application.user,
    text: form.text ?? "",
    embeds: form.embeds ?? [],
    components: form.components ?? [],
    files: form.newFiles,
    flags: (form.flags ?? 0) & ownFlags,
    replyTo: repliedTo(channel, form),
    mentions: { ...form.mentions, everyone: form.mentions.everyone && mayPingAll },
    nonce: form.nonce,
  });
  rememberNonce(call, message);
  return wireOf(call, message);
};

const visible = (channel: Channel): DcMessage[] =>
  channel.messages
    .filter(({ deletedAt, onlyFor }) => deletedAt === undefined && onlyFor === undefined)
    .sort(byAge);

const page = (messages: readonly DcMessage[], query: URLSearchParams): DcMessage[] => {
  const limit = Number(query.get("limit") ?? 50);
  if (!Number.isInteger(limit) || limit < 1 || limit > 100)
    throw invalidForm([
      { path: "limit", code: "NUMBER_TYPE_MAX", message: "int value should be between 1 and 100." },
    ]);
  const [before, after, around] = ["before", "after", "around"].map((name) => query.get(name));
  if (isSnowflake(after)) {
    const later = messages.filter(({ id }) => BigInt(id) > BigInt(after));
    return later.slice(0, limit).reverse();
  }
  if (isSnowflake(around)) {
    const at = messages.findIndex(({ id }) => BigInt(id) >= BigInt(around));
    const from = Math.max(0, (at < 0 ? messages.length : at) - Math.floor(limit / 2));
    return messages.slice(from, from + limit).reverse();
  }
  const earlier = isSnowflake(before) ? messages.filter(({ id }) => BigInt(id) < BigInt(before)) : messages;
  return earlier.slice(-limit).reverse();
};

const listMessages: Operation = (call) => {
  const channel = channelOf(call);
  const guild = call.world.guildOf(channel);
  if (guild && !guild.may(call.application.id, "ReadMessageHistory", channel)) return [];
  return page(visible(channel), call.query).map((message) => readable(call, channel, message));
};

const getMessage: Operation = (call) => {
  const channel = channelOf(call);
  needRight(call, channel, "ReadMessageHistory");
  return readable(call, channel, messageOf(call, channel));
};

/** What an edit makes of the files: those that it lists stay, all when it lists none. */
const filesAfter = (message: DcMessage, form: MessageForm) => {
  const kept = message.files.filter(({ id }) => form.keptFiles?.includes(id) ?? true);
  return form.keptFiles === undefined && form.newFiles.length === 0
    ? {}
    : { files: [...kept, ...form.newFiles] };
};

export const editFrom = (message: DcMessage, form: MessageForm) => {
  const kept = message.flags & ~ownFlags;
  return {
    ...(form.text !== undefined && { text: form.text }),
    ...(form.embeds && { embeds: form.embeds }),
    ...(form.components && { components: form.components }),
    ...(form.flags !== undefined && { flags: kept | (form.flags & ownFlags) }),
    ...filesAfter(message, form),
  };
};

const updateMessage: Operation = (call) => {
  const message = messageOf(call, channelOf(call));
  if (message.author.id !== call.application.id) throw refused(50005);
  const isOld = call.world.clock.now() - message.at > hourMs;
  if (isOld && message.earlierTexts.length >= lateEdits) throw refused(30046);
  const changes = editFrom(message, formOf(call));
  const after = { ...message, ...changes };
  needContent(after, after.files.length);
  return wireOf(call, edit(call.world, message, changes));
};

const deleteMessage: Operation = (call) => {
  const channel = channelOf(call);
  const message = messageOf(call, channel);
  const isOwn = message.author.id === call.application.id;
  if (!isOwn && channel.isDm) throw refused(50003);
  if (!isOwn) needRight(call, channel, "ManageMessages");
  remove(call.world, [message], call.application.id);
  return nothing;
};

const bulkDelete: Operation = (call) => {
  const channel = channelOf(call);
  if (channel.isDm) throw refused(50003);
  needRight(call, channel, "ManageMessages");
  const listed = fieldsOf(call.body)["messages"];
  const ids = isList(listed) ? [...new Set(listed.map(stringOf))] : [];
  if (ids.length < 2 || ids.length > 100) throw refused(50016);
  const oldest = call.world.clock.now() - bulkAgeMs;
  if (ids.some((id) => id !== undefined && isSnowflake(id) && snowflakeAt(id, discordEpochMs) < oldest))
    throw refused(50034);
  remove(
    call.world,
    visible(channel).filter(({ id }) => ids.includes(id)),
    call.application.id,
  );
  return nothing;
};

const setPinned =
  (pinned: boolean): Operation =>
  (call) => {
    const channel = channelOf(call);
    needRight(call, channel, "PinMessages");
    edit(call.world, messageOf(call, channel), { pinned });
    return nothing;
  };

const typing: Operation = (call) => {
  const channel = channelOf(call);
  const { guildId } = channel.facts;
  const data = {
    channel_id: channel.id,
    user_id: call.application.id,
    timestamp: Math.floor(call.world.clock.now() / 1_000),
    ...(guildId !== undefined && { guild_id: guildId }),
  };
  call.world.tell({ name: "TYPING_START", data, channel });
  return nothing;
};

export const messageRoutes = {
  "GET /channels/:channel/messages": ["list_messages", listMessages],
  "POST /channels/:channel/messages": ["create_message", createMessage],
  "POST /channels/:channel/messages/bulk-delete": ["bulk_delete_messages", bulkDelete],
  "GET /channels/:channel/messages/:message": ["get_message", getMessage],
  "PATCH /channels/:channel/messages/:message": ["update_message", updateMessage],
  "DELETE /channels/:channel/messages/:message": ["delete_message", deleteMessage],
  "PUT /channels/:channel/messages/pins/:message": ["create_pin", setPinned(true)],
  "DELETE /channels/:channel/messages/pins/:message": ["delete_pin", setPinned(false)],
  "POST /channels/:channel/typing": ["trigger_typing_indicator", typing],
} as const satisfies Routes;
