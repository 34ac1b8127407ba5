import { fieldsOf, isFields, isList, stringOf } from "../wire/values.ts";
import { badRequest } from "./api-error.ts";
import type { TgButton, TgKeyboard } from "./types.ts";

const maxButtons = 100;
const maxDataBytes = 64;
const otherActions = [
  "web_app",
  "login_url",
  "switch_inline_query",
  "switch_inline_query_current_chat",
  "copy_text",
];

/** The inline keyboard of a `reply_markup`; other kinds of markup are accepted and leave no trace. */
export const checkKeyboard = (markup: unknown): TgKeyboard => {
  if (markup === undefined || markup === null) return [];
  if (!isFields(markup)) throw badRequest("object expected as reply markup");
  const rows = markup["inline_keyboard"];
  if (rows === undefined) return [];
  if (!isList(rows)) throw badRequest(`field "inline_keyboard" of the InlineKeyboardMarkup must be an Array`);
  const keyboard = rows.map((row) => {
    if (!isList(row))
      throw badRequest(`field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays`);
    return row.map(checkButton);
  });
  if (keyboard.flat().length > maxButtons) throw badRequest("reply markup is too long");
  return keyboard.filter((row) => row.length > 0);
};

const checkButton = (value: unknown): TgButton => {
  const fault = (reason: string) => badRequest(`can't parse inline keyboard button: ${reason}`);
  if (!isFields(value)) throw fault("InlineKeyboardButton must be an Object");
  const fields = fieldsOf(value);
  const text = stringOf(fields["text"]);
  const data = stringOf(fields["callback_data"]);
  const url = stringOf(fields["url"]);
  if (text === undefined) throw fault(`Can't find field "text"`);
  if (text === "") throw badRequest("BUTTON_TEXT_INVALID");
  if (data !== undefined) {
    const bytes = Buffer.byteLength(data);
    if (bytes < 1 || bytes > maxDataBytes) throw badRequest("BUTTON_DATA_INVALID");
    return { text, callback_data: data };
  }
  if (url !== undefined) {
    if (!/^(https?|tg):\/\/\S+$/i.test(url))
      throw badRequest(`inline keyboard button URL '${url}' is invalid: Wrong HTTP URL`);
    return { text, url };
  }
  if (otherActions.some((name) => name in fields)) return { text };
  throw fault("Text buttons are unallowed in the inline keyboard");
};
