import { isObject } from "../shared/values.ts";
import { idOf, type NativeMessage, type NativeQuery, type NativeUpdate, secondsOf } from "./native.ts";

/** The id by which an update is acknowledged, or undefined when it has none: to ask from below zero on would drop what waits. */
export const updateIdOf = (update: unknown): number | undefined => {
  if (!isObject(update)) return undefined;
  const native: NativeUpdate = update;
  const id = idOf(native.update_id);
  return id !== undefined && id > 0 ? id : undefined;
};

/** When the update happened, in whole seconds. A press counts as old as the message that carries the button. */
export const updateDateOf = (update: unknown): number | undefined => {
  if (!isObject(update)) return undefined;
  const native: NativeUpdate = update;
  const query: NativeQuery = isObject(native.callback_query) ? native.callback_query : {};
  const body =
    native.message ??
    native.edited_message ??
    native.business_message ??
    native.edited_business_message ??
    native.my_chat_member ??
    native.chat_member ??
    native.chat_join_request ??
    native.business_connection ??
    query.message;
  const dated: NativeMessage = isObject(body) ? body : {};
  return secondsOf(dated.edit_date) ?? secondsOf(dated.date);
};
