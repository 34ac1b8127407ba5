/** Updates as Telegram sends them. */
export const nativeUser = (override: object = {}) => ({
  id: 42,
  is_bot: false,
  first_name: "Mia",
  username: "mia_w",
  language_code: "en",
  ...override,
});

export const nativeChat = (override: object = {}) => ({
  id: 42,
  type: "private",
  first_name: "Mia",
  username: "mia_w",
  ...override,
});

export const nativeMessage = (override: object = {}) => ({
  message_id: 100,
  date: 1_768_478_400,
  chat: nativeChat(),
  from: nativeUser(),
  ...override,
});

/** `anUpdate({ text: "hi" })` is a text message from Mia in her own chat. */
export const anUpdate = (message: object = { text: "hi" }, updateId = 7000) => ({
  update_id: updateId,
  message: nativeMessage(message),
});
