import type { OutboundFile } from "../../src/domain/adapter.ts";
import { DeliveryError } from "../../src/domain/delivery.ts";
import type { FormattedText } from "../../src/domain/effect.ts";
import { withSoundSpans } from "../shared/sound-spans.ts";
import { plainText, splitText } from "../shared/split.ts";
import { telegramLimits } from "./limits.ts";
import { checkFiles, type FileForm, fileFormOf } from "./outbound-file.ts";

export interface TextPart {
  readonly kind: "text";
  readonly content: FormattedText;
}

/** One file, or several of one form as an album. */
export interface FilesPart {
  readonly kind: "files";
  readonly form: FileForm;
  /** Positions among the files of the delivery: the bytes are not held on to. */
  readonly indexes: readonly number[];
  /** Under the first file. */
  readonly caption?: FormattedText;
}

/** What one request sends. */
export type Part = TextPart | FilesPart;

interface PartsOptions {
  readonly files: readonly OutboundFile[];
  /** Buttons cannot stand under an album. */
  readonly hasKeyboard: boolean;
}

const albumForms: ReadonlySet<FileForm> = new Set(["photo", "video", "audio", "document"]);

const fileParts = ({ files, hasKeyboard }: PartsOptions): FilesPart[] => {
  const parts: { kind: "files"; form: FileForm; indexes: number[]; bytes: number }[] = [];
  for (const [index, file] of files.entries()) {
    const form = fileFormOf(file);
    const bytes = file.bytes.length;
    const last = parts.at(-1);
    const joins =
      last?.form === form &&
      !hasKeyboard &&
      albumForms.has(form) &&
      last.indexes.length < telegramLimits.albumFiles &&
      last.bytes + bytes <= telegramLimits.uploadBytes;
    if (!joins) parts.push({ kind: "files", form, indexes: [index], bytes });
    else {
      last.indexes.push(index);
      last.bytes += bytes;
    }
  }
  return parts.map(({ kind, form, indexes }) => ({ kind, form, indexes }));
};

const textParts = (content: FormattedText): TextPart[] =>
  splitText(content, telegramLimits.textUnits).map((part) => ({ kind: "text", content: part }));

/** The text under the first file when it fits there; else as messages of its own before the files. */
const withText = (content: FormattedText, files: readonly FilesPart[]): Part[] => {
  const [first, ...others] = files;
  if (content.text.trim() === "") return [...files];
  if (!first || content.text.length > telegramLimits.captionUnits) return [...textParts(content), ...files];
  return [{ ...first, caption: content }, ...others];
};

/** The requests that a message becomes, in order; the first message that comes of it holds the text. Throws DeliveryError. */
export const toParts = (content: FormattedText, options: PartsOptions): Part[] => {
  checkFiles(options.files);
  const parts = withText(withSoundSpans(content), fileParts(options));
  if (parts.length === 0) throw new DeliveryError("rejected", "The text is empty.");
  return parts;
};

/** The same without formatting; text that grows thereby may need a message more. */
export const plainParts = (parts: readonly Part[]): Part[] =>
  parts.flatMap((part) => {
    if (part.kind === "text") return textParts(plainText(part.content));
    const { caption, ...files } = part;
    return caption ? withText(plainText(caption), [files]) : [part];
  });

export const hasSpans = (part: Part): boolean =>
  ((part.kind === "text" ? part.content : part.caption)?.spans.length ?? 0) > 0;
