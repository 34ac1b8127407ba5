import type { OutboundFile } from "../../src/domain/adapter.ts";
import type { FormattedText } from "../../src/domain/effect.ts";
import { withSoundSpans } from "../shared/sound-spans.ts";
import { plainText, splitText } from "../shared/split.ts";
import { mediaTypeOf } from "../shared/wire-file-name.ts";
import { refusal } from "./delivery-error.ts";
import { twitterLimits } from "./limits.ts";

/** What one message holds. */
export interface Part {
  readonly text: string;
  /** Position among the files of the delivery: the bytes are not held on to. */
  readonly file?: number;
}

type Category = "dm_image" | "dm_gif" | "dm_video";

/** What X takes as a file of a message, and how much of it. */
const categories: Readonly<Record<string, { category: Category; maxBytes: number }>> = {
  "image/jpeg": { category: "dm_image", maxBytes: twitterLimits.imageBytes },
  "image/png": { category: "dm_image", maxBytes: twitterLimits.imageBytes },
  "image/webp": { category: "dm_image", maxBytes: twitterLimits.imageBytes },
  "image/gif": { category: "dm_gif", maxBytes: twitterLimits.gifBytes },
  "video/mp4": { category: "dm_video", maxBytes: twitterLimits.videoBytes },
};

export const categoryOf = (file: OutboundFile): Category | undefined =>
  categories[mediaTypeOf(file)]?.category;

/** Refuses what X takes in no message, before anything is sent. Throws DeliveryError. */
const checkFiles = (files: readonly OutboundFile[]): void => {
  for (const [index, file] of files.entries()) {
    const size = file.bytes.length;
    const which = `Attachment ${index + 1} of ${files.length}`;
    const refuse = (why: string) => {
      throw refusal(`${which} ${why}: nothing of the message was sent.`);
    };
    const kind = categories[mediaTypeOf(file)];
    if (size === 0) refuse("is empty");
    else if (kind === undefined) refuse("is neither a picture nor an MP4 film, and X takes nothing else");
    else if (size > kind.maxBytes)
      refuse(`has ${size} bytes, and X takes at most ${kind.maxBytes} of its kind`);
  }
};

/** X shows no formatting. Half of a character would be refused. */
export const toPlain = (content: FormattedText): string =>
  plainText(withSoundSpans(content)).text.toWellFormed();

/** The messages that a text with so many files becomes, in order; the last text carries the first file. */
export const partsOf = (content: FormattedText, files: number): readonly Part[] => {
  const text = toPlain(content);
  const texts =
    text.trim() === ""
      ? []
      : splitText({ text, spans: [] }, twitterLimits.textUnits).map((part) => part.text);
  const parts: Part[] = texts.map((each) => ({ text: each }));
  for (let file = 0; file < files; file += 1) {
    const last = file === 0 ? parts.pop() : undefined;
    parts.push({ text: last?.text ?? "", file });
  }
  return parts;
};

/** The same, of what X takes. Throws DeliveryError. */
export const toParts = (content: FormattedText, files: readonly OutboundFile[] = []): readonly Part[] => {
  checkFiles(files);
  const parts = partsOf(content, files.length);
  if (parts.length === 0) throw refusal("The text is empty.");
  return parts;
};

/** Of code points below 0x1100 and of some marks X counts one, of all others two. https://docs.x.com/fundamentals/counting-characters */
const isLight = (code: number): boolean =>
  code <= 0x10ff ||
  (code >= 0x2000 && code <= 0x200d) ||
  (code >= 0x2010 && code <= 0x201f) ||
  (code >= 0x2032 && code <= 0x2037);

const link = /https?:\/\/\S+/g;
const graphemes = new Intl.Segmenter(undefined, { granularity: "grapheme" });

const weightOf = (text: string): number => {
  let weight = 0;
  for (const { segment } of graphemes.segment(text)) {
    const isEmoji = /\p{Extended_Pictographic}/u.test(segment);
    if (isEmoji) weight += 2;
    else for (const sign of segment) weight += isLight(sign.codePointAt(0) ?? 0) ? 1 : 2;
  }
  return weight;
};

/** A text as X counts it for a post. */
const postWeight = (text: string): number =>
  weightOf(text.replace(link, "")) + (text.match(link)?.length ?? 0) * twitterLimits.linkWeight;

/** Cut between words, where more weight is taken elsewhere than is left for it. */
const shorten = (text: string, taken: number): string => {
  const most = twitterLimits.postWeight - taken;
  if (postWeight(text) <= most) return text;
  const [tail = ""] = /(?<!\s)\s+https?:\/\/\S+$/.exec(text) ?? [];
  const words = text.slice(0, text.length - tail.length).split(/(?<=\s)/u);
  const whole = () => `${words.join("").trimEnd()}…${tail}`;
  while (words.length > 1 && postWeight(whole()) > most) words.pop();
  if (postWeight(whole()) <= most) return whole();
  const signs = [...graphemes.segment(words.join(""))].map(({ segment }) => segment);
  while (signs.length > 0 && postWeight(`${signs.join("")}…${tail}`) > most) signs.pop();
  return `${signs.join("")}…${tail}`;
};

/**
 * The text as one post, with a mark at its end if there is one. What is too long is cut between words, and says so; a
 * link at its end stays.
 */
export const toPost = (content: FormattedText, mark = ""): string => {
  const text = toPlain(content).trim();
  if (text === "") throw refusal("The text is empty.");
  return mark === "" ? shorten(text, 0) : `${shorten(text, postWeight(mark) + 1)} ${mark}`;
};
