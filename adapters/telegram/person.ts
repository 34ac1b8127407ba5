import { personId } from "../../src/domain/ids.ts";
import type { Person } from "../../src/domain/person.ts";
import { cleanName, type Draft } from "../shared/clean-name.ts";
import { isObject, textOf } from "../shared/values.ts";
import { idOf, type NativeMessage, type NativeUser } from "./native.ts";

const maxLanguageUnits = 35;
const fullName = (user: NativeUser): string => {
  const first = textOf(user.first_name) ?? "";
  const last = textOf(user.last_name);
  return cleanName(last === undefined ? first : `${first} ${last}`);
};

const usernameOf = (user: NativeUser): string | undefined =>
  cleanName(textOf(user.username) ?? "") || undefined;

/** The person behind a native user or chat, or undefined when there is no id to know them by. */
export const readPerson = (value: unknown): Person | undefined => {
  if (!isObject(value)) return undefined;
  const user: NativeUser = value;
  const id = idOf(user.id);
  if (id === undefined) return undefined;
  const username = usernameOf(user);
  const person: Draft<Person> = {
    id: personId("telegram", String(id)),
    platform: "telegram",
    // The account of somebody who left Telegram has no name any more.
    displayName: fullName(user) || cleanName(textOf(user.title) ?? "") || username || String(id),
    role: user.is_bot === true ? "bot" : "member",
    reachable: true,
  };
  if (username !== undefined) person.username = username;
  const language = textOf(user.language_code);
  if (language !== undefined) person.localeHint = language.slice(0, maxLanguageUnits);
  return person;
};

/**
 * Who speaks in a message. Who speaks as a chat has a bot of Telegram's for a sender; the chat is the author then:
 * the group itself for an anonymous admin, the channel that belongs to the group for its posts, or any other channel.
 */
export const readAuthor = (native: NativeMessage, chatId: number): Person | undefined => {
  const chat = readPerson(native.sender_chat);
  if (chat === undefined) return readPerson(native.from);
  if (chat.id === personId("telegram", String(chatId))) return { ...chat, role: "moderator" };
  return { ...chat, role: native.is_automatic_forward === true ? "staff" : "member" };
};

/** How a user or chat that a message was forwarded from is called. */
export const originName = (value: unknown): string | undefined => {
  if (!isObject(value)) return undefined;
  const source: NativeUser = value;
  const username = usernameOf(source);
  if (username !== undefined) return `@${username}`;
  const name = cleanName(textOf(source.title) ?? fullName(source));
  return name === "" ? undefined : name;
};
