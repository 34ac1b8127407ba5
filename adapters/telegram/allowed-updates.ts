/** The kinds of updates that are understood. `chat_member` comes only when it is asked for by name. */
export const allowedUpdates = [
  "message",
  "edited_message",
  "callback_query",
  "my_chat_member",
  "chat_member",
  "chat_join_request",
  "business_connection",
  "business_message",
  "edited_business_message",
  "deleted_business_messages",
] as const;
