import { fieldsOf, isList, numberOf, stringOf } from "../wire/values.ts";
import { badRequest } from "./api-error.ts";
import type { TgEntity } from "./types.ts";

const maxTextUnits = 4_096;
const knownTypes = new Set(
  `mention hashtag cashtag bot_command url email phone_number bold italic underline strikethrough spoiler
  blockquote expandable_blockquote code pre text_link text_mention custom_emoji`.split(/\s+/),
);

export interface CheckedText {
  readonly text: string;
  readonly entities: readonly TgEntity[];
}

const maxCaptionUnits = 1_024;

/** The text as Telegram keeps it: control characters and blanks around it go, entities are checked and moved along. */
export const checkText = (raw: string, rawEntities: unknown): CheckedText => {
  const checked = clean(raw, rawEntities);
  if (checked.text === "") throw badRequest("message text is empty");
  if (checked.text.length > maxTextUnits) throw badRequest("message is too long");
  return checked;
};

/** The same for what stands under a picture; there may be none. */
export const checkCaption = (raw: string, rawEntities: unknown): CheckedText => {
  const checked = clean(raw, rawEntities);
  if (checked.text.length > maxCaptionUnits) throw badRequest("message caption is too long");
  return checked;
};

const clean = (raw: string, rawEntities: unknown): CheckedText => {
  if (!raw.isWellFormed()) throw badRequest("strings must be encoded in UTF-8");
  const kept = raw.replaceAll("\r", "").replaceAll(/[\u0000-\u0009\u000b-\u001f]/g, " ");
  const entities = isList(rawEntities) ? rawEntities.map(parseEntity) : [];
  for (const entity of entities) checkBounds(kept, entity);
  const text = kept.trim();
  if (entities.length === 0) return { text, entities };
  const moved = kept.length - kept.trimStart().length;
  return { text, entities: entities.flatMap((entity) => clip(entity, moved, text.length)) };
};

const parseEntity = (value: unknown): TgEntity => {
  const fields = fieldsOf(value);
  const offset = numberOf(fields["offset"]);
  const length = numberOf(fields["length"]);
  const type = stringOf(fields["type"]);
  const url = stringOf(fields["url"]);
  if (offset === undefined) throw badRequest(`can't parse MessageEntity: Can't find field "offset"`);
  if (length === undefined) throw badRequest(`can't parse MessageEntity: Can't find field "length"`);
  if (type === undefined) throw badRequest(`can't parse MessageEntity: Can't find field "type"`);
  if (!knownTypes.has(type)) throw badRequest("can't parse MessageEntity: Unsupported type specified");
  if (type !== "text_link") return { type, offset, length };
  if (url === undefined) throw badRequest(`can't parse MessageEntity: Can't find field "url"`);
  if (!/^(https?|tg|ton|mailto|tel):/i.test(url))
    throw badRequest(`entity URL '${url}' is invalid: Unsupported URL protocol`);
  return { type, offset, length, url };
};

const checkBounds = (text: string, { offset, length }: TgEntity): void => {
  if (offset < 0 || length < 0) throw badRequest("can't parse MessageEntity: Field must be non-negative");
  const end = offset + length;
  if (offset > text.length)
    throw badRequest(`entity begins after the end of the text at UTF-16 offset ${offset}`);
  if (end > text.length)
    throw badRequest(
      `entity beginning at UTF-16 offset ${offset} ends after the end of the text at UTF-16 offset ${end}`,
    );
  if (splitsSymbol(text, offset))
    throw badRequest(`entity begins in a middle of a UTF-16 symbol at byte offset ${bytesTo(text, offset)}`);
  if (splitsSymbol(text, end))
    throw badRequest(
      `entity beginning at UTF-16 offset ${offset} ends in a middle of a UTF-16 symbol at byte offset ${bytesTo(text, end)}`,
    );
};

const splitsSymbol = (text: string, at: number) =>
  at > 0 && at < text.length && /^[\udc00-\udfff]/.test(text.slice(at, at + 1));

const bytesTo = (text: string, at: number) => Buffer.byteLength(text.slice(0, at - 1));

/** The entity after the blanks in front went, cut to the text; nothing when nothing of it is left. */
const clip = (entity: TgEntity, moved: number, textLength: number): TgEntity[] => {
  const start = Math.max(0, entity.offset - moved);
  const end = Math.min(textLength, entity.offset + entity.length - moved);
  return end > start ? [{ ...entity, offset: start, length: end - start }] : [];
};

const detected: readonly (readonly [type: string, pattern: RegExp])[] = [
  ["email", /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g],
  [
    "url",
    /\bhttps?:\/\/[^\s<>"]+|\b(?:[a-z0-9-]+\.)+(?:com|org|net|io|me|xyz|top|app|info)\b(?:\/[^\s<>"]*)?/gi,
  ],
  ["bot_command", /(?<![\w/])\/[a-z0-9_]{1,64}(?:@[a-z0-9_]{3,32})?(?![\w/])/gi],
  ["mention", /(?<![\w@])@[a-z0-9_]{4,32}/gi],
];

/** The entities that Telegram's servers find in what a person types. */
export const detectEntities = (text: string): TgEntity[] => {
  const found: TgEntity[] = [];
  for (const [type, pattern] of detected) {
    for (const match of text.matchAll(pattern)) {
      const entity = { type, offset: match.index, length: match[0].length };
      if (!found.some((other) => overlaps(other, entity))) found.push(entity);
    }
  }
  return found.sort((a, b) => a.offset - b.offset);
};

const overlaps = (a: TgEntity, b: TgEntity) =>
  a.offset < b.offset + b.length && b.offset < a.offset + a.length;
