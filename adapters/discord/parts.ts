import type { OutboundFile } from "../../src/domain/adapter.ts";
import { DeliveryError } from "../../src/domain/delivery.ts";
import type { FormattedText } from "../../src/domain/effect.ts";
import { withSoundSpans } from "../shared/sound-spans.ts";
import { splitText } from "../shared/split.ts";
import { discordLimits } from "./limits.ts";
import { toMarkdown } from "./markdown.ts";

/** What one request sends. */
export interface Part {
  /** In Discord's markup; empty where only files go. */
  readonly text: string;
  /** Positions among the files of the delivery: the bytes are not held on to. */
  readonly files: readonly number[];
}

/** Markup makes a text longer: a part that grows over the limit is parted again. */
const textParts = (content: FormattedText, limit: number): readonly string[] =>
  splitText(content, limit).flatMap((part) => {
    const text = toMarkdown(part);
    if (text.length <= discordLimits.textUnits || part.text.length < 2) return [text];
    const smaller = Math.floor((part.text.length * discordLimits.textUnits) / text.length) - 1;
    return textParts(part, Math.max(1, Math.min(smaller, part.text.length - 1)));
  });

const fileParts = (files: readonly OutboundFile[]): readonly (readonly number[])[] => {
  const parts: { indexes: number[]; bytes: number }[] = [];
  for (const [index, { bytes }] of files.entries()) {
    const last = parts.at(-1);
    const joins =
      last !== undefined &&
      last.indexes.length < discordLimits.filesPerMessage &&
      last.bytes + bytes.length <= discordLimits.uploadBytes;
    if (!joins) parts.push({ indexes: [index], bytes: bytes.length });
    else {
      last.indexes.push(index);
      last.bytes += bytes.length;
    }
  }
  return parts.map(({ indexes }) => indexes);
};

/** Refuses what Discord takes from no bot, before anything of the message is sent. Throws DeliveryError. */
const checkFiles = (files: readonly OutboundFile[]): void => {
  for (const [index, { bytes }] of files.entries()) {
    const which = `Attachment ${index + 1} of ${files.length}`;
    if (bytes.length === 0)
      throw new DeliveryError("rejected", `${which} is empty: nothing of the message was sent.`);
    if (bytes.length > discordLimits.uploadBytes)
      throw new DeliveryError(
        "rejected",
        `${which} has ${bytes.length} bytes, and Discord takes at most ${discordLimits.uploadBytes}: nothing of the message was sent.`,
      );
  }
};

/** The requests that a message becomes, in order; the last text carries the first files. Throws DeliveryError. */
export const toParts = (content: FormattedText, files: readonly OutboundFile[] = []): readonly Part[] => {
  checkFiles(files);
  const texts = content.text.trim() === "" ? [] : textParts(withSoundSpans(content), discordLimits.textUnits);
  const [first, ...others] = fileParts(files);
  const parts: Part[] = texts.map((text) => ({ text, files: [] }));
  const last = parts.pop();
  if (last !== undefined) parts.push({ ...last, files: first ?? [] });
  else if (first !== undefined) parts.push({ text: "", files: first });
  for (const indexes of others) parts.push({ text: "", files: indexes });
  if (parts.length === 0) throw new DeliveryError("rejected", "The text is empty.");
  return parts;
};
