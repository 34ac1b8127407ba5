import { isUpload, MalformedForm, parseMultipart, type Upload } from "../../wire/multipart.ts";
import { parseJson } from "../../wire/values.ts";
import { problem } from "./api-error.ts";

export interface RequestBody {
  readonly body: unknown;
  readonly files: ReadonlyMap<string, Upload>;
  /** Of a form in the address's own encoding. */
  readonly form?: URLSearchParams;
}

const noFiles: ReadonlyMap<string, Upload> = new Map();

const malformed = (words: string) =>
  problem(400, { title: "Invalid Request", detail: words, kind: "invalid-request" });

/** JSON, or a form with or without files. */
export const parseBody = (contentType: string, bytes: Buffer): RequestBody => {
  if (bytes.length === 0) return { body: {}, files: noFiles };
  if (contentType.startsWith("multipart/")) return multipart(contentType, bytes);
  if (contentType.startsWith("application/x-www-form-urlencoded")) {
    const form = new URLSearchParams(bytes.toString("utf8"));
    return { body: Object.fromEntries(form), files: noFiles, form };
  }
  const body = parseJson(bytes.toString("utf8"));
  if (body === undefined) throw malformed("The body is no JSON.");
  return { body, files: noFiles };
};

const multipart = (contentType: string, bytes: Buffer): RequestBody => {
  try {
    const parts = Object.entries(parseMultipart(contentType, bytes));
    const files = parts.flatMap(([name, part]) => (isUpload(part) ? [[name, part] as const] : []));
    const texts = parts.filter(([, part]) => !isUpload(part));
    return { body: Object.fromEntries(texts), files: new Map(files) };
  } catch (error) {
    throw error instanceof MalformedForm ? malformed("The body is no form.") : error;
  }
};
