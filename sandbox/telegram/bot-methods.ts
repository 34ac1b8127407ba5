import { fieldsOf, isList, stringOf } from "../wire/values.ts";
import { badRequest } from "./api-error.ts";
import { allPermissions } from "./group/rights.ts";
import { isLoadChat } from "./load-send.ts";
import { chatIdOf, type Method } from "./method.ts";
import { booleanParam, stringParam, structureParam } from "./params.ts";
import { standingIn } from "./standing.ts";

/** How long a press may wait for its answer. */
const callbackTtlMs = 30_000;

const getMe: Method = ({ bot }) => ({
  ...bot.user,
  can_join_groups: true,
  can_read_all_group_messages: bot.readsAll,
  supports_inline_queries: false,
  can_connect_to_business: true,
  has_main_web_app: false,
  has_topics_enabled: bot.topicsInPrivate,
  supports_join_request_queries: true,
});

const answerCallbackQuery: Method = ({ bot, params, clock }) => {
  const id = stringParam(params, "callback_query_id");
  const open = bot.callbacks.get(id);
  bot.callbacks.delete(id);
  if (!open || clock.now() - open.at > callbackTtlMs)
    throw badRequest("query is too old and response timeout expired or query ID is invalid");
  const text = stringParam(params, "text");
  if (text.length > 200) throw badRequest("MESSAGE_TOO_LONG");
  open.answer({ showAlert: booleanParam(params, "show_alert"), ...(text !== "" && { text }) });
  return true;
};

const setMyCommands: Method = ({ bot, params }) => {
  const commands = structureParam(params, "commands");
  if (!isList(commands)) throw badRequest("can't parse commands: Expected an Array of BotCommand");
  for (const command of commands) {
    const fields = fieldsOf(command);
    const description = stringOf(fields["description"]) ?? "";
    if (!/^\/?[a-z0-9_]{1,32}$/.test(stringOf(fields["command"]) ?? ""))
      throw badRequest("BOT_COMMAND_INVALID");
    if (description === "" || description.length > 256) throw badRequest("BOT_COMMAND_DESCRIPTION_INVALID");
  }
  bot.commands = commands;
  return true;
};

const deleteMyCommands: Method = ({ bot }) => {
  bot.commands = [];
  return true;
};

const getMyCommands: Method = ({ bot }) => bot.commands;

const getChat: Method = (call) => {
  const { bot, params } = call;
  const load = isLoadChat(call) ? bot.load(chatIdOf(params)) : undefined;
  const about = load ? load.about(chatIdOf(params)) : standingIn(call).about;
  const { linked } = bot.groups.get(about.id) ?? {};
  return {
    ...about,
    accent_color_id: 0,
    max_reaction_count: 11,
    accepted_gift_types: noGifts,
    ...(about.type !== "private" && { permissions: allPermissions }),
    ...(linked && { linked_chat_id: linked.about.id }),
  };
};

const noGifts = {
  unlimited_gifts: false,
  limited_gifts: false,
  unique_gifts: false,
  premium_subscription: false,
  gifts_from_channels: false,
};

const yes: Method = () => true;

export const botMethods: Readonly<Record<string, Method>> = {
  getMe,
  answerCallbackQuery,
  setMyCommands,
  deleteMyCommands,
  getMyCommands,
  getChat,
  logOut: yes,
  close: yes,
};
