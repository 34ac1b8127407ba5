import { isObject, listOf, textOf } from "../shared/values.ts";
import type { NativeMessage } from "./native.ts";

/** A checklist has 30 tasks at most, a poll 12 options. */
const mostWords = 40;
const maxUnits = 1024;

/** What each kind of content shows beside files and captions: the fields that hold people's own words. */
const fieldsOf = {
  poll: ["question", "explanation", "description"],
  contact: ["first_name", "last_name", "vcard"],
  venue: ["title", "address"],
  checklist: ["title"],
  game: ["title", "description", "text"],
  audio: ["performer", "title"],
  invoice: ["title", "description"],
} as const;
const kinds = Object.entries(fieldsOf);
const listsOf = { poll: "options", checklist: "tasks" } as const;

const texts = (value: object, fields: readonly string[]): readonly string[] =>
  fields.flatMap((field) => textOf(Reflect.get(value, field)) ?? []);

/** Words of a poll, a contact, a place and the like, in Telegram's order; undefined without any. */
export const readShownWords = (native: NativeMessage): readonly string[] | undefined => {
  const words: string[] = [];
  for (const [kind, fields] of kinds) {
    const content: unknown = Reflect.get(native, kind);
    if (!isObject(content)) continue;
    words.push(...texts(content, fields));
    const list: unknown = kind in listsOf ? Reflect.get(listsOf, kind) : undefined;
    if (typeof list !== "string") continue;
    for (const item of listOf(Reflect.get(content, list)).slice(0, mostWords))
      if (isObject(item)) words.push(...texts(item, ["text"]));
  }
  if (words.length === 0) return undefined;
  const shown = words.filter((text) => text !== "").slice(0, mostWords);
  return shown.length === 0 ? undefined : shown.map((text) => text.slice(0, maxUnits));
};
