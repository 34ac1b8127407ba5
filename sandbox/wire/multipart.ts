/** A file that came with a call. */
export interface Upload {
  readonly fileName: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
}

export const isUpload = (value: unknown): value is Upload =>
  typeof value === "object" && value !== null && "bytes" in value && value.bytes instanceof Uint8Array;

const lineEnd = Buffer.from("\r\n");
const anyBytes = "application/octet-stream";
const headEnd = Buffer.from("\r\n\r\n");

/** Thrown for a body that is no form. */
export class MalformedForm extends Error {}

/** The parts of a `multipart/form-data` body by name: texts, and files as {@link Upload}. */
export const parseMultipart = (contentType: string, body: Buffer): Record<string, string | Upload> => {
  const boundary = /boundary=(?:"([^"]+)"|([^;\s]+))/i.exec(contentType);
  const mark = boundary?.[1] ?? boundary?.[2];
  if (mark === undefined) throw new MalformedForm("The body is no multipart/form-data.");
  const opening = Buffer.from(`--${mark}`);
  const between = Buffer.from(`\r\n--${mark}`);
  let at = body.indexOf(opening);
  if (at < 0) throw new MalformedForm("The body is no multipart/form-data.");
  at += opening.length;
  const parts: Record<string, string | Upload> = {};
  while (body.subarray(at, at + 2).equals(lineEnd)) {
    const head = body.indexOf(headEnd, at);
    const contentAt = head + headEnd.length;
    const end = head < 0 ? -1 : body.indexOf(between, contentAt);
    if (end < 0) throw new MalformedForm("The body is no multipart/form-data.");
    addPart(parts, body.toString("utf8", at + 2, head), body.subarray(contentAt, end));
    at = end + between.length;
  }
  if (body.toString("latin1", at, at + 2) !== "--")
    throw new MalformedForm("The body is no multipart/form-data.");
  return parts;
};

const addPart = (parts: Record<string, string | Upload>, head: string, content: Buffer): void => {
  const name = attribute(head, "name");
  if (name === undefined) throw new MalformedForm("The body is no multipart/form-data.");
  const fileName = attribute(head, "filename");
  const claimed = /^content-type:\s*([^\r\n;]+)/im.exec(head)?.[1]?.trim();
  // Pieces of files come to X without a name.
  if (fileName === undefined && claimed !== anyBytes) {
    parts[name] = content.toString("utf8");
    return;
  }
  parts[name] = {
    fileName: fileName ?? "",
    mediaType: claimed ?? anyBytes,
    bytes: Uint8Array.from(content),
  };
};

const attribute = (head: string, name: string): string | undefined => {
  const found = new RegExp(`[;\\s]${name}=(?:"((?:[^"\\\\]|\\\\.)*)"|([^;\\s]+))`, "i").exec(head);
  return (found?.[1] ?? found?.[2])?.replaceAll("%22", '"');
};
