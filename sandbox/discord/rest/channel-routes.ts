import { Answer } from "../../wire/answer.ts";
import { type Fields, fieldsOf, isList, numberOf, stringOf } from "../../wire/values.ts";
import type { Channel, ChannelFacts } from "../world/channel.ts";
import { channelWire } from "../world/guild-wire.ts";
import { openThread } from "../world/open-thread.ts";
import { edit, post } from "../world/post.ts";
import { channelTypes, messageFlags, messageTypes, type Overwrite } from "../world/types.ts";
import { invalidForm, refused } from "./api-error.ts";
import { textBetween } from "./form-faults.ts";
import { readMessageForm } from "./message-form.ts";
import {
  type Call,
  channelOf,
  messageOf,
  needRight,
  nothing,
  type Operation,
  pathOf,
  type Routes,
} from "./route.ts";

const mayHaveThreads: readonly number[] = [channelTypes.text, channelTypes.announcement, channelTypes.forum];

const getChannel: Operation = (call) => channelWire(channelOf(call));

const newThread = (
  call: Call,
  parent: Channel,
  thread: { readonly type: number; readonly id: string },
): Channel => {
  const guild = call.world.guildOf(parent);
  if (!guild || !mayHaveThreads.includes(parent.facts.type)) throw refused(50024);
  const isPrivate = thread.type === channelTypes.privateThread;
  if (isPrivate && parent.facts.type !== channelTypes.text) throw refused(50024);
  needRight(call, parent, isPrivate ? "CreatePrivateThreads" : "CreatePublicThreads");
  const body = fieldsOf(call.body);
  const faults = textBetween("name", body["name"], [1, 100]);
  if (faults.length > 0) throw invalidForm(faults);
  const active = guild.channels.filter(({ facts }) => facts.thread?.archived === false);
  if (active.length >= guild.maxActiveThreads) throw refused(160006);
  return openThread(
    call.world,
    { guild, parent },
    {
      id: thread.id,
      type: thread.type,
      name: stringOf(body["name"]) ?? "",
      ownerId: call.application.id,
      slowmodeS: numberOf(body["rate_limit_per_user"]),
      autoArchiveMinutes: numberOf(body["auto_archive_duration"]),
      invitable: body["invitable"] !== false,
    },
  );
};

const threadFromMessage: Operation = (call) => {
  const parent = channelOf(call);
  const message = messageOf(call, parent);
  if ((message.flags & messageFlags.hasThread) !== 0) throw refused(160004);
  const type =
    parent.facts.type === channelTypes.announcement
      ? channelTypes.announcementThread
      : channelTypes.publicThread;
  const thread = newThread(call, parent, { type, id: message.id });
  edit(call.world, message, { flags: message.flags | messageFlags.hasThread });
  return new Answer(201, channelWire(thread));
};

/** In a forum the first message comes with the thread. */
const createThread: Operation = (call) => {
  const { world, application } = call;
  const parent = channelOf(call);
  const body = fieldsOf(call.body);
  const isForum = parent.facts.type === channelTypes.forum;
  const asked = numberOf(body["type"]) ?? channelTypes.privateThread;
  const type = isForum ? channelTypes.publicThread : asked;
  const thread = newThread(call, parent, { type, id: world.ids.next() });
  if (isForum) {
    const form = readMessageForm(fieldsOf(body["message"]), call.files, () => world.ids.next());
    post(world, thread, { author: application.user, text: form.text ?? "", files: form.newFiles });
  } else if (type === channelTypes.publicThread)
    post(world, parent, { author: application.user, text: thread.name, type: messageTypes.threadCreated });
  return new Answer(201, channelWire(thread));
};

const overwriteOf = (value: unknown): Overwrite[] => {
  const fields = fieldsOf(value);
  const id = stringOf(fields["id"]);
  if (id === undefined) return [];
  const type = numberOf(fields["type"]) === 1 ? 1 : 0;
  return [
    { id, type, allow: BigInt(String(fields["allow"] ?? 0)), deny: BigInt(String(fields["deny"] ?? 0)) },
  ];
};

const threadPatch = (call: Call, { facts }: Channel, body: Fields): Partial<ChannelFacts> => {
  const { thread } = facts;
  if (!thread) return {};
  const archived = body["archived"];
  const locked = body["locked"];
  return {
    thread: {
      ...thread,
      ...(typeof archived === "boolean" && { archived, archivedAt: call.world.clock.now() }),
      ...(typeof locked === "boolean" && { locked }),
      autoArchiveMinutes: numberOf(body["auto_archive_duration"]) ?? thread.autoArchiveMinutes,
    },
  };
};

const updateChannel: Operation = (call) => {
  const channel = channelOf(call);
  const guild = call.world.guildOf(channel);
  if (!guild) throw refused(50003);
  const isOwnThread = channel.isThread && channel.facts.ownerId === call.application.id;
  if (!isOwnThread) needRight(call, channel, channel.isThread ? "ManageThreads" : "ManageChannels");
  const body = fieldsOf(call.body);
  const name = stringOf(body["name"]);
  const topic = stringOf(body["topic"]);
  const slowmodeS = numberOf(body["rate_limit_per_user"]);
  const overwrites = body["permission_overwrites"];
  guild.updateChannel(channel, {
    ...(name !== undefined && { name }),
    ...(topic !== undefined && { topic }),
    ...(slowmodeS !== undefined && { slowmodeS }),
    ...(isList(overwrites) && { overwrites: overwrites.flatMap(overwriteOf) }),
    ...threadPatch(call, channel, body),
  });
  return channelWire(channel);
};

const deleteChannel: Operation = (call) => {
  const channel = channelOf(call);
  const guild = call.world.guildOf(channel);
  // Closing a direct chat takes it out of sight only.
  if (!guild) return channelWire(channel);
  needRight(call, channel, channel.isThread ? "ManageThreads" : "ManageChannels");
  const wire = channelWire(channel);
  guild.removeChannel(channel);
  return wire;
};

const threadOf = (call: Call): Channel => {
  const channel = channelOf(call);
  if (!channel.isThread) throw refused(50024);
  if (channel.facts.thread?.archived) throw refused(50083);
  return channel;
};

const memberId = (call: Call): string =>
  pathOf(call, "user") === "" ? call.application.id : pathOf(call, "user");

const addToThread: Operation = (call) => {
  const thread = threadOf(call);
  const guild = call.world.guildOf(thread);
  const id = memberId(call);
  if (!guild?.members.has(id)) throw refused(10007);
  needRight(call, thread, "SendMessagesInThreads");
  guild.setInThread(thread, id, true);
  return nothing;
};

const removeFromThread: Operation = (call) => {
  const thread = threadOf(call);
  const id = memberId(call);
  const isOwner = thread.facts.ownerId === call.application.id;
  if (id !== call.application.id && !isOwner) needRight(call, thread, "ManageThreads");
  call.world.guildOf(thread)?.setInThread(thread, id, false);
  return nothing;
};

const threadMembers: Operation = (call) => {
  const channel = channelOf(call);
  return [...channel.members].map((id) => threadMemberWire(channel, id));
};

const threadMemberWire = ({ id, facts }: Channel, userId: string) => ({
  id,
  user_id: userId,
  join_timestamp: new Date(facts.thread?.createdAt ?? 0).toISOString(),
  flags: 0,
});

export const channelRoutes = {
  "GET /channels/:channel": ["get_channel", getChannel],
  "PATCH /channels/:channel": ["update_channel", updateChannel],
  "DELETE /channels/:channel": ["delete_channel", deleteChannel],
  "POST /channels/:channel/messages/:message/threads": ["create_thread_from_message", threadFromMessage],
  "POST /channels/:channel/threads": ["create_thread", createThread],
  "GET /channels/:channel/thread-members": ["list_thread_members", threadMembers],
  "PUT /channels/:channel/thread-members/@me": ["join_thread", addToThread],
  "DELETE /channels/:channel/thread-members/@me": ["leave_thread", removeFromThread],
  "PUT /channels/:channel/thread-members/:user": ["add_thread_member", addToThread],
  "DELETE /channels/:channel/thread-members/:user": ["delete_thread_member", removeFromThread],
} as const satisfies Routes;
