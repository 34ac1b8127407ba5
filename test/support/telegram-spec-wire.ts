/** A file that came with a request. */
export class UploadedFile {
  readonly fileName: string;
  readonly bytes: Buffer;

  constructor(fileName: string, bytes: Buffer) {
    this.fileName = fileName;
    this.bytes = bytes;
  }
}

/** A request's parameters as they came; of a form they are strings and files. */
export interface WireRequest {
  readonly fields: Readonly<Record<string, unknown>>;
  /** Files that are no parameters themselves: a parameter says `attach://name`. */
  readonly attachments: ReadonlyMap<string, UploadedFile>;
  readonly isForm: boolean;
}

interface FormPart {
  readonly name: string;
  /** Undefined for what is no file. */
  readonly fileName: string | undefined;
  readonly bytes: Buffer;
}

const blankLine = "\r\n\r\n";

const readPart = (part: Buffer): FormPart | undefined => {
  const headEnd = part.indexOf(blankLine);
  if (headEnd < 0) return undefined;
  const head = part.subarray(0, headEnd).toString("utf8");
  const name = /^content-disposition: ?form-data; name="([^"\r\n]+)"(?:; filename="([^"\r\n]*)")?$/im.exec(
    head,
  );
  const lines = head.split("\r\n").filter((line) => line !== "").length;
  // A line more than the headers that are expected is a header that a file's name smuggled in.
  if (!name?.[1] || lines !== 1) return undefined;
  return { name: name[1], fileName: name[2], bytes: part.subarray(headEnd + blankLine.length) };
};

const readParts = (body: Buffer, boundary: string): FormPart[] | string => {
  const parts: FormPart[] = [];
  const mark = `--${boundary}`;
  let from = body.indexOf(mark);
  while (from >= 0) {
    const start = from + mark.length;
    const next = body.indexOf(`\r\n${mark}`, start);
    if (next < 0) return body.subarray(start, start + 2).toString() === "--" ? parts : "the form has no end";
    const part = readPart(body.subarray(start, next));
    if (!part) return "a part of the form is malformed";
    parts.push(part);
    from = next + 2;
  }
  return "the form has no beginning";
};

const fromMultipart = (body: Buffer, options: { boundary: string } & MethodFacts): WireRequest | string => {
  const parts = readParts(body, options.boundary);
  if (typeof parts === "string") return parts;
  const fields: Record<string, unknown> = {};
  const attachments = new Map<string, UploadedFile>();
  for (const { name, fileName, bytes } of parts) {
    // telegraf says the method in the form as well, which Telegram does not mind.
    if (name === "method" && bytes.toString() === options.method) continue;
    if (fileName === undefined) fields[name] = bytes.toString("utf8");
    else if (options.fileFields.includes(name)) fields[name] = new UploadedFile(fileName, bytes);
    else attachments.set(name, new UploadedFile(fileName, bytes));
  }
  return { fields, attachments, isForm: true };
};

export interface MethodFacts {
  readonly method: string;
  /** Parameters that may be files. */
  readonly fileFields: readonly string[];
}

/** What a text says as JSON; the text itself when it is none. */
export const parsedJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
};

const fromJson = (body: Buffer): WireRequest | string => {
  const fields = body.length === 0 ? {} : parsedJson(body.toString("utf8"));
  return typeof fields === "object" && fields !== null && !Array.isArray(fields)
    ? { fields: { ...fields }, attachments: new Map(), isForm: false }
    : "the body is no object";
};

/** Reads a request as Telegram gets it; a text says why it cannot be read. */
export const readWireRequest = (
  { contentType, body }: { readonly contentType: string; readonly body: Buffer },
  facts: MethodFacts,
): WireRequest | string => {
  const boundary = /^multipart\/form-data;.*boundary="?([^";]+)/i.exec(contentType)?.[1];
  if (boundary !== undefined) return fromMultipart(body, { boundary, ...facts });
  if (contentType.startsWith("application/x-www-form-urlencoded")) {
    const fields = Object.fromEntries(new URLSearchParams(body.toString("utf8")));
    return { fields, attachments: new Map(), isForm: true };
  }
  return fromJson(body);
};
