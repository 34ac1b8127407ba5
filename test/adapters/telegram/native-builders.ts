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

/** The bot itself, as Telegram shows it in groups. */
export const nativeBot = (override: object = {}) => ({
  id: 7_000_000_042,
  is_bot: true,
  first_name: "Flotilla",
  username: "FlotillaSupportBot",
  ...override,
});

export const nativeGroup = (override: object = {}) => ({
  id: -1_001_234_567_890,
  title: "Traders",
  type: "supergroup",
  ...override,
});

/** A message from Mia in the group. */
export const aGroupUpdate = (message: object = { text: "hi" }, updateId = 7000) =>
  anUpdate({ chat: nativeGroup(), ...message }, updateId);
