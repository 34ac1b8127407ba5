import type { RawMessage } from "../../src/domain/message.ts";
import { cleanName, type Draft } from "../shared/clean-name.ts";
import { isObject, listOf, textOf, wholeOf } from "../shared/values.ts";
import { readAttachments, readLinks, readShownWords, withNames } from "./content.ts";
import {
  dateOf,
  type NativeMessage,
  type NativeReference,
  type NativeSnapshot,
  type NativeUser,
  snowflakeOf,
} from "./native.ts";
import { readPerson } from "./person.ts";
import type { ParseContext } from "./place.ts";

/** Longer than any message: what is over it is no message of Discord's. */
const maxTextUnits = 8000;
const maxQuoteUnits = 4096;
const maxMentions = 100;

/** Types of messages in which somebody says something: a plain one, a reply, one under a command. */
const saidTypes: ReadonlySet<unknown> = new Set([0, 19, 20, 23, undefined]);
const forward = 1;

const isUser = (value: unknown, id: string | undefined): boolean => {
  const user: NativeUser = isObject(value) ? value : {};
  return id !== undefined && user.id === id;
};

const referenceOf = (native: NativeMessage): NativeReference =>
  isObject(native.message_reference) ? native.message_reference : {};

/** The message itself, or what stands in the one that it passes on. */
const wordsOf = (native: NativeMessage): NativeMessage => {
  const [first] = listOf(native.message_snapshots);
  const snapshot: NativeSnapshot = isObject(first) ? first : {};
  return referenceOf(native).type === forward && isObject(snapshot.message) ? snapshot.message : native;
};

const mentionsUs = (native: NativeMessage, us: ParseContext): boolean => {
  const replied: NativeMessage = isObject(native.referenced_message) ? native.referenced_message : {};
  return (
    isUser(replied.author, us.botId) ||
    listOf(native.mentions)
      .slice(0, maxMentions)
      .some((user) => isUser(user, us.botId))
  );
};

/** What the person shows again of their own words by replying to them. */
const readQuote = (native: NativeMessage): string | undefined => {
  if (referenceOf(native).type === forward || !isObject(native.referenced_message)) return undefined;
  const replied: NativeMessage = native.referenced_message;
  const author: NativeUser = isObject(native.author) ? native.author : {};
  const own = isUser(replied.author, snowflakeOf(author.id)) ? (textOf(replied.content) ?? "") : "";
  return own === "" ? undefined : own.slice(0, maxQuoteUnits);
};

/** A message as somebody else wrote it. `ignored`: nobody said anything, or we did. `undefined`: not understood. */
export const readMessage = (native: NativeMessage, us: ParseContext): RawMessage | "ignored" | undefined => {
  const id = snowflakeOf(native.id);
  if (id === undefined) return undefined;
  if (!saidTypes.has(native.type) || isUser(native.author, us.botId)) return "ignored";
  const guildId = snowflakeOf(native.guild_id);
  const isModerator = guildId === undefined ? undefined : us.moderatesIn(guildId);
  const person = readPerson(native.author, { member: native.member, ...(isModerator && { isModerator }) });
  if (person === undefined) return undefined;
  const author = native.webhook_id === undefined ? person : { ...person, role: "bot" as const };
  const words = wordsOf(native);
  const text = withNames((textOf(words.content) ?? "").slice(0, maxTextUnits), words, us);
  const attachments = readAttachments(words);
  const shown = readShownWords(words);
  // Without the intent for it, a server's message is told without what it says.
  if (text.trim() === "" && attachments.length === 0 && shown === undefined)
    return guildId === undefined && (wholeOf(native.type) ?? 0) === 0 ? emptyMessage(id, author) : "ignored";
  const message: Draft<RawMessage> = {
    id,
    author,
    text,
    links: readLinks(text),
    mentionsUs: mentionsUs(native, us),
    attachments,
  };
  const reference = referenceOf(native);
  const replyTo = reference.type === forward ? undefined : snowflakeOf(reference.message_id);
  if (replyTo !== undefined) message.replyTo = replyTo;
  if (words !== native) message.forwardedFrom = originOf(words);
  const quote = readQuote(native);
  if (quote !== undefined) message.quote = quote;
  if (shown !== undefined) message.shown = shown;
  const editedAt = dateOf(native.edited_timestamp);
  if (editedAt !== undefined) message.editedAt = editedAt;
  return message;
};

/** Something of a kind that this version does not know, in a direct chat: whoever sent it is answered. */
const emptyMessage = (id: string, author: RawMessage["author"]): RawMessage => ({
  id,
  author,
  text: "",
  links: [],
  mentionsUs: false,
  attachments: [{ kind: "other", ref: "" }],
});

/** Discord tells nobody who wrote first what is passed on. */
const originOf = ({ author }: NativeMessage): string => {
  const user: NativeUser = isObject(author) ? author : {};
  return cleanName(textOf(user.username) ?? "") || "hidden";
};
