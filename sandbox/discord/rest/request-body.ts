import { isUpload, MalformedForm, parseMultipart, type Upload } from "../../wire/multipart.ts";
import { parseJson } from "../../wire/values.ts";
import { refused } from "./api-error.ts";

export interface RequestBody {
  readonly body: unknown;
  readonly files: ReadonlyMap<string, Upload>;
}

const noFiles: ReadonlyMap<string, Upload> = new Map();

/** JSON, or a form whose part `payload_json` is the JSON and whose files are `files[n]`. */
export const parseBody = (contentType: string, bytes: Buffer): RequestBody => {
  if (bytes.length === 0) return { body: {}, files: noFiles };
  if (contentType.startsWith("multipart/")) return formBody(contentType, bytes);
  const body = parseJson(bytes.toString("utf8"));
  if (body === undefined) throw refused(50109);
  return { body, files: noFiles };
};

const formBody = (contentType: string, bytes: Buffer): RequestBody => {
  try {
    const parts = parseMultipart(contentType, bytes);
    const files = new Map(
      Object.entries(parts).flatMap(([name, part]) => (isUpload(part) ? [[name, part]] : [])),
    );
    const json = parts["payload_json"];
    const body = typeof json === "string" ? parseJson(json) : {};
    if (body === undefined) throw refused(50109);
    return { body, files };
  } catch (error) {
    throw error instanceof MalformedForm ? refused(50109) : error;
  }
};
