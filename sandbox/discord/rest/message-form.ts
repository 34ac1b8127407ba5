import type { Upload } from "../../wire/multipart.ts";
import type { StoredFile } from "../../wire/stored-file.ts";
import { type Fields, fieldsOf, isList, numberOf, stringOf } from "../../wire/values.ts";
import { numbered } from "../interactions/components.ts";
import type { AllowedMentions } from "../world/post.ts";
import { messageFlags } from "../world/types.ts";
import { type FormFault, invalidForm, refused } from "./api-error.ts";
import { componentFaults } from "./component-form.ts";
import { embedFaults } from "./embed-form.ts";
import { atMost } from "./form-faults.ts";

const maxText = 2_000;
const maxNonce = 25;
const maxEmbeds = 10;
const maxFiles = 10;
/** What a bot may upload in one file where nobody boosts the server. */
const maxFileBytes = 10 * 1_024 * 1_024;

/** The fields of a message as they were sent; what was not sent is undefined. */
export interface MessageForm {
  readonly text: string | undefined;
  readonly embeds: readonly Fields[] | undefined;
  readonly components: readonly Fields[] | undefined;
  readonly flags: number | undefined;
  readonly nonce: string | number | undefined;
  readonly enforceNonce: boolean;
  readonly replyTo: string | undefined;
  readonly failWithoutReplied: boolean;
  readonly mentions: AllowedMentions;
  /** Files that stay, by id, and those that are new. */
  readonly keptFiles: readonly string[] | undefined;
  readonly newFiles: readonly StoredFile[];
}

const listOf = (body: Fields, name: string): readonly Fields[] | undefined => {
  const value = body[name];
  if (value === null) return [];
  return isList(value) ? value.map(fieldsOf) : undefined;
};

const idsIn = (value: unknown): string[] =>
  isList(value) ? value.filter((id) => typeof id === "string") : [];

const mentionsOf = (value: unknown, isReply: boolean): AllowedMentions => {
  if (value === undefined || value === null)
    return { users: "all", roles: "all", everyone: true, repliedUser: isReply };
  const fields = fieldsOf(value);
  const parse = idsIn(fields["parse"]);
  return {
    users: parse.includes("users") ? "all" : idsIn(fields["users"]),
    roles: parse.includes("roles") ? "all" : idsIn(fields["roles"]),
    everyone: parse.includes("everyone"),
    repliedUser: fields["replied_user"] === true,
  };
};

const textFaults = (body: Fields): FormFault[] => {
  const { content } = { content: body["content"] };
  if (content === undefined || content === null) return [];
  if (typeof content !== "string")
    return [{ path: "content", code: "STRING_TYPE_CONVERT", message: "Could not interpret as string." }];
  return atMost("content", content.length, maxText);
};

/** Throws 50035 with every fault that the message has. */
export const readMessageForm = (
  body: Fields,
  files: ReadonlyMap<string, Upload>,
  newId: () => string,
): MessageForm => {
  const embeds = listOf(body, "embeds");
  const components = listOf(body, "components");
  const flags = numberOf(body["flags"]);
  const isV2 = ((flags ?? 0) & messageFlags.componentsV2) !== 0;
  const nonce = stringOf(body["nonce"]) ?? numberOf(body["nonce"]);
  const faults = [
    ...textFaults(body),
    ...(nonce === undefined ? [] : atMost("nonce", String(nonce).length, maxNonce)),
    ...atMost("embeds", embeds?.length ?? 0, maxEmbeds),
    ...embedFaults(embeds ?? []),
    ...componentFaults(components ?? [], isV2),
    ...(isV2 && (body["content"] || (embeds?.length ?? 0) > 0) ? [legacyFields] : []),
    ...atMost("attachments", files.size, maxFiles),
  ];
  if (faults.length > 0) throw invalidForm(faults);
  const reference = fieldsOf(body["message_reference"]);
  const replyTo = stringOf(reference["message_id"]);
  return {
    text: body["content"] === null ? "" : stringOf(body["content"]),
    embeds: embeds?.map((embed) => ({ type: "rich", ...embed })),
    components: components && numbered(components),
    flags,
    nonce,
    enforceNonce: body["enforce_nonce"] === true,
    replyTo,
    failWithoutReplied: reference["fail_if_not_exists"] !== false,
    mentions: mentionsOf(body["allowed_mentions"], replyTo !== undefined),
    ...filesOf(body, files, newId),
  };
};

const legacyFields: FormFault = {
  path: "",
  code: "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2",
  message: "The legacy fields (content, embeds, stickers, poll) cannot be used with components v2",
};

const filesOf = (body: Fields, files: ReadonlyMap<string, Upload>, newId: () => string) => {
  const listed = listOf(body, "attachments");
  const newFiles = [...files].map(([part, upload]) => {
    const index = /^files\[(\d+)\]$/.exec(part)?.[1];
    if (index === undefined) throw invalidForm([unknownFile]);
    if (upload.bytes.length > maxFileBytes) throw refused(40005);
    const described = listed?.find(({ id }) => String(id) === index) ?? {};
    const description = stringOf(described["description"]);
    return {
      id: newId(),
      fileName: stringOf(described["filename"]) ?? upload.fileName,
      mediaType: upload.mediaType,
      bytes: upload.bytes,
      size: upload.bytes.length,
      ...(description !== undefined && { description }),
    };
  });
  const absent = listed?.filter(({ id }) => !isKept(id) && !files.has(`files[${String(id)}]`)) ?? [];
  if (absent.length > 0) throw invalidForm([unknownFile]);
  return { keptFiles: listed?.map(({ id }) => String(id)).filter(isKept), newFiles };
};

/** Numbers of new files are small; ids of old ones are not. */
const isKept = (id: unknown): boolean => String(id).length > 4;

const unknownFile: FormFault = {
  path: "attachments",
  code: "ATTACHMENT_NOT_FOUND",
  message: "Attachment is missing from the request",
};

/** Throws when nothing would be seen. */
export const needContent = (
  form: Pick<MessageForm, "text" | "embeds" | "components">,
  files: number,
): void => {
  const seen = (form.text ?? "").trim() !== "" || (form.embeds?.length ?? 0) > 0 || files > 0;
  if (!seen && (form.components?.length ?? 0) === 0) throw refused(50006);
};
