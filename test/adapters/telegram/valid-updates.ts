import { nativeBot, nativeChat, nativeGroup, nativeMessage, nativeUser } from "./native-builders.ts";

/** Stands in every text and name of a person; nothing but events may hold it. */
export const canary = "c4nary-words";

const mia = nativeUser({ first_name: canary });
const leo = nativeUser({ id: 43, first_name: "Leo", last_name: canary });
const group = nativeGroup({ is_forum: true });
const channel = { id: -1_009, type: "channel", title: canary, username: "news" };
const file = { file_id: "AgAC", file_unique_id: "u", file_size: 90_000 };
const photo = [
  { ...file, width: 90, height: 90 },
  { ...file, width: 1280, height: 960 },
];
const document = { ...file, file_name: `${canary}.pdf`, mime_type: "application/pdf", thumbnail: photo[0] };
const entities = [
  { type: "mention", offset: 0, length: 19 },
  { type: "bot_command", offset: 20, length: 5 },
  { type: "text_link", offset: 0, length: 4, url: "https://evil.example/?q=1" },
  { type: "url", offset: 26, length: 7 },
  { type: "text_mention", offset: 3, length: 2, user: nativeBot() },
];
const text = `@FlotillaSupportBot /help a.com/x ${canary} 🚀`;
const said = (override: object = {}) => nativeMessage({ from: mia, text, entities, ...override });
const inGroup = (override: object = {}) => said({ chat: group, ...override });
const inBusiness = (override: object = {}) => said({ business_connection_id: "conn-1", ...override });
const bare = nativeMessage({ from: mia });
const service = (override: object) => ({ ...bare, chat: group, ...override });
const membership = (before: string, after: object, override: object = {}) => ({
  chat: group,
  from: mia,
  date: 1_768_478_400,
  old_chat_member: { status: before, user: leo },
  new_chat_member: { user: leo, ...after },
  ...override,
});
const rights = { can_delete_messages: true, can_restrict_members: false, can_invite_users: true };
const richBlocks = [
  { type: "heading", text: canary, size: 1 },
  {
    type: "paragraph",
    text: ["see ", { type: "url", text: { type: "bold", text: "x" }, url: "https://a.b" }],
  },
  { type: "list", items: [{ label: "1.", blocks: [{ type: "paragraph", text: "one" }] }] },
  { type: "table", cells: [[{ text: "a" }, { text: { type: "mention", text: "@x", username: "x" } }]] },
  { type: "photo", photo, caption: { text: "below", credit: "me" } },
  { type: "collage", blocks: [{ type: "video", video: file }] },
];

/** One of each kind that is told, as Telegram tells it, without an id. */
export const validUpdates: Readonly<Record<string, object>> = {
  text: { message: said() },
  command: { message: said({ text: "/start abc_DEF-1", entities: [] }) },
  reply: { message: inGroup({ reply_to_message: said({ message_id: 7, from: nativeBot() }) }) },
  topic: { message: inGroup({ message_thread_id: 7, is_topic_message: true }) },
  privateTopic: { message: said({ message_thread_id: 9, is_topic_message: true }) },
  anonymousAdmin: { message: inGroup({ sender_chat: group, author_signature: canary }) },
  asChannel: { message: inGroup({ sender_chat: channel }) },
  linkedPost: {
    message: inGroup({
      sender_chat: channel,
      is_automatic_forward: true,
      forward_origin: { type: "channel", chat: channel, message_id: 5, date: 1 },
    }),
  },
  forwarded: {
    message: said({ forward_origin: { type: "hidden_user", sender_user_name: canary, date: 1 } }),
  },
  photo: { message: { ...bare, photo, caption: text, caption_entities: entities } },
  album: { message: { ...bare, document, media_group_id: "1337" } },
  venue: { message: { ...bare, venue: { title: canary }, location: { latitude: 1, longitude: 2 } } },
  contact: { message: { ...bare, contact: { phone_number: canary, first_name: canary } } },
  paid: { message: { ...bare, paid_media: { star_count: 1, paid_media: [{ type: "photo", photo }] } } },
  rich: { message: { ...bare, rich_message: { blocks: richBlocks } } },
  joined: { message: service({ new_chat_members: [mia, leo, nativeBot()] }) },
  left: { message: service({ left_chat_member: leo }) },
  pinned: { message: service({ pinned_message: said() }) },
  migratedTo: { message: service({ chat: { ...group, id: -55 }, migrate_to_chat_id: -1_001_234_567_890 }) },
  migratedFrom: { message: service({ migrate_from_chat_id: -55 }) },
  edited: { edited_message: said({ edit_date: 1_768_478_460 }) },
  moved: { edited_message: { ...bare, location: { latitude: 1, longitude: 2 }, edit_date: 1_768_478_460 } },
  press: { callback_query: { id: "q", from: mia, data: "t1", chat_instance: "1", message: said() } },
  pressOnGone: {
    callback_query: { id: "q", from: mia, data: "t1", message: { chat: group, message_id: 4, date: 0 } },
  },
  blocked: { my_chat_member: membership("member", { status: "kicked" }, { chat: nativeChat() }) },
  ourRights: { my_chat_member: membership("member", { status: "administrator", ...rights }) },
  promoted: { chat_member: membership("member", { status: "administrator", ...rights }) },
  muted: { chat_member: membership("member", { status: "restricted", is_member: true, until_date: 0 }) },
  wentAway: { chat_member: membership("member", { status: "left" }) },
  joinRequest: {
    chat_join_request: {
      chat: group,
      from: leo,
      user_chat_id: 43,
      date: 1_768_478_400,
      bio: canary,
      query_id: "jq",
    },
  },
  connection: {
    business_connection: {
      id: "conn-1",
      user: leo,
      user_chat_id: 43,
      date: 1,
      is_enabled: true,
      rights: { can_reply: true },
    },
  },
  customer: { business_message: inBusiness() },
  owner: { business_message: inBusiness({ from: leo }) },
  ownBot: { business_message: inBusiness({ from: leo, sender_business_bot: nativeBot() }) },
  businessEdit: { edited_business_message: inBusiness({ edit_date: 1_768_478_460 }) },
  businessDeletion: {
    deleted_business_messages: { business_connection_id: "conn-1", chat: nativeChat(), message_ids: [1, 2] },
  },
};
