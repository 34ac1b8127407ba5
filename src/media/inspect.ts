import { endingOf } from "./file-name.ts";
import { type FoundType, findType, textTypeOf } from "./find-type.ts";
import { damaged, Refused } from "./refused.ts";

const buffer = (bytes: Uint8Array): Buffer => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** Characters of a text; longer ones are no notes but exports. */
const textCharsAtMost = 1_000_000;

/**
 * What a file is, by its bytes. Its name counts only for plain text, where the bytes tell nothing. Throws
 * {@link Refused} for everything that is not on the list: archives (office documents are archives, too), drawings and
 * pages that can hold scripts, programs, and what could not be looked into.
 */
export const inspect = (bytes: Uint8Array, fileName: string): FoundType => {
  if (bytes.length === 0) throw damaged("an empty file");
  const type = findType(bytes) ?? textType(bytes, fileName);
  if (type.family !== "picture" && hidesArchive(buffer(bytes)))
    throw new Refused("type_refused", "an archive is hidden in the file");
  return type;
};

/** No control characters but those of lines: what holds others is no text that a person reads. */
const notText = /[\u0000-\u0008\u000b\u000e-\u001f\u007f]/;
/** What a reader would not show but carry out or draw: markup, shell scripts, PostScript, RTF. */
const notPlain = /^\s*(<[a-z!?/%]|#!|%!|\{\\rtf)/i;

const textType = (bytes: Uint8Array, fileName: string): FoundType => {
  const text = decodeText(bytes);
  const type = text === undefined || notPlain.test(text) ? undefined : textTypeOf(endingOf(fileName));
  if (!type) throw new Refused("type_refused", "none of the types that are kept");
  if (bytes.length > textCharsAtMost) throw new Refused("too_large", "a long text");
  return type;
};

/** Undefined when the bytes are no text in UTF-8. */
const decodeText = (bytes: Uint8Array): string | undefined => {
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return notText.test(text) ? undefined : text;
  } catch {
    return undefined;
  }
};

/** Readers of these formats find an archive wherever it begins. */
const archiveMarks = ["Rar!\x1a\x07", "7z\xbc\xaf\x27\x1c"];
const zipEnd = "PK\x05\x06";
const zipEndBytes = 22;
const zipCommentBytes = 65_535;
const inZip64 = 0xffffffff;

const hidesArchive = (file: Buffer): boolean =>
  archiveMarks.some((mark) => file.indexOf(mark, 0, "latin1") >= 0) || hidesZip(file);

/** A zip is read from its end: a directory whose first entry stands where the end says. */
const hidesZip = (file: Buffer): boolean => {
  const from = Math.max(0, file.length - zipEndBytes - zipCommentBytes * 2);
  for (let at = file.indexOf(zipEnd, from, "latin1"); at >= 0; at = file.indexOf(zipEnd, at + 1, "latin1")) {
    if (at + zipEndBytes > file.length) return false;
    const directoryBytes = file.readUInt32LE(at + 12);
    if (directoryBytes === inZip64) return true;
    const directory = at - directoryBytes;
    if (directory >= 0 && file.toString("latin1", directory, directory + 4) === "PK\x01\x02") return true;
  }
  return false;
};

const pdfEndWithin = 1_024;
/** Actions that run when the document is opened, where they stand in clear. */
const pdfActions = ["/JavaScript", "/Launch"];

export const checkPdf = (bytes: Uint8Array): void => {
  const file = buffer(bytes);
  if (file.indexOf("%%EOF", Math.max(0, file.length - pdfEndWithin), "latin1") < 0)
    throw damaged("the document has no end");
  if (pdfActions.some((action) => file.indexOf(action, 0, "latin1") >= 0))
    throw new Refused("type_refused", "a document that acts");
};

const segmentId = 0x18538067;

/** The header says WebM, and the one segment ends with the file (RFC 8794). */
export const checkWebm = (bytes: Uint8Array): void => {
  const file = buffer(bytes);
  const header = sized(file, 4);
  const docType = file.subarray(header.body, header.end).indexOf("\x42\x82\x84webm", 0, "latin1");
  if (docType < 0) throw new Refused("type_refused", "not WebM");
  if (header.end + 5 > file.length || file.readUInt32BE(header.end) !== segmentId)
    throw damaged("the film has no segment");
  const segment = sized(file, header.end + 4);
  if (!segment.open && segment.end !== file.length) throw damaged("the film is cut off or goes on");
};

/** The body of an EBML element whose size stands at `at`; `open`: its size is not known. */
const sized = (file: Buffer, at: number): { body: number; end: number; open: boolean } => {
  const first = file[at] ?? 0;
  const length = Math.clz32(first) - 23;
  if (length > 8 || at + length > file.length) throw damaged("an element has no size");
  let size = first & (0xff >> length);
  let open = size === 0xff >> length;
  for (let n = 1; n < length; n++) {
    const byte = file[at + n] ?? 0;
    size = size * 256 + byte;
    open &&= byte === 0xff;
  }
  const body = at + length;
  return { body, end: open ? file.length : body + size, open };
};
