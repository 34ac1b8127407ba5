import { isObject, textOf } from "../shared/values.ts";
import type { NativeUser } from "./native.ts";
import type { ParseContext } from "./place.ts";

/** Whether a native user is the bot itself. */
export const isUs = (value: unknown, us: ParseContext): boolean => {
  if (!isObject(value)) return false;
  const user: NativeUser = value;
  if (us.botId !== undefined && user.id === us.botId) return true;
  return textOf(user.username)?.replace(/^@/, "").toLowerCase() === us.username;
};
