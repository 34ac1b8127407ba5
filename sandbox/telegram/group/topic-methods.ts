import { badRequest } from "../api-error.ts";
import type { Chat } from "../chat.ts";
import { type Call, chatOf, type Method } from "../method.ts";
import { integerParam, stringParam } from "../params.ts";
import { privateTopicPlace } from "../private-place.ts";
import { groupWith } from "./group-methods.ts";
import type { AdminRight } from "./rights.ts";
import { openTopic, type TopicHandle, topicHandle } from "./topics.ts";

const isPrivate = (chat: Chat) => chat.about.type === "private";

const privateTopics = (call: Call, chat: Chat) => {
  if (!call.bot.topicsInPrivate) throw badRequest("the chat is not a forum");
  return privateTopicPlace({ bot: call.bot, chat, user: call.bot.user }, call.clock);
};

const createForumTopic: Method = (call) => {
  const chat = chatOf(call);
  const name = stringParam(call.params, "name");
  if (name === "" || name.length > 128) throw badRequest("TOPIC_TITLE_EMPTY");
  if (isPrivate(chat)) return created(openTopic(privateTopics(call, chat), name));
  const group = groupWith(call, "can_manage_topics");
  if (!chat.about.is_forum) throw badRequest("the chat is not a forum");
  return created(group.topic(name, { by: call.bot }));
};

const created = ({ id, name }: TopicHandle) => ({ message_thread_id: id, name, icon_color: 7_322_096 });

const topicOf = (call: Call, right: AdminRight): TopicHandle => {
  const chat = chatOf(call);
  const id = integerParam(call.params, "message_thread_id") ?? 0;
  const topic = chat.topics.get(id);
  if (topic?.removed) throw badRequest("TOPIC_ID_INVALID");
  const known = topic !== undefined;
  if (isPrivate(chat)) {
    if (!known) throw badRequest("TOPIC_ID_INVALID");
    return topicHandle(privateTopics(call, chat), id);
  }
  const group = groupWith(call, right);
  if (!known) throw badRequest("TOPIC_ID_INVALID");
  return group.topicById(id, { by: call.bot });
};

const closeForumTopic: Method = (call) => {
  topicOf(call, "can_manage_topics").close();
  return true;
};

const reopenForumTopic: Method = (call) => {
  topicOf(call, "can_manage_topics").reopen();
  return true;
};

const editForumTopic: Method = (call) => {
  topicOf(call, "can_manage_topics").rename(stringParam(call.params, "name"));
  return true;
};

const deleteForumTopic: Method = (call) => {
  topicOf(call, "can_delete_messages").remove();
  return true;
};

export const topicMethods: Readonly<Record<string, Method>> = {
  createForumTopic,
  closeForumTopic,
  reopenForumTopic,
  editForumTopic,
  deleteForumTopic,
};
