import type { AlbumItem, WriteOptions } from "../telegram/person.ts";
import type { FileKind } from "../telegram/types.ts";
import { type Fields, fieldsOf, isList } from "../wire/values.ts";
import type { Action } from "./action.ts";
import { fileFields, needText, numberField, textField } from "./fields.ts";
import { personOf } from "./who.ts";

export const writeOptions = (fields: Fields): WriteOptions => ({
  ...textField(fields, "bot"),
  ...numberField(fields, "chat"),
  ...numberField(fields, "topic"),
  ...numberField(fields, "replyTo"),
});

const send =
  (kind: FileKind): Action =>
  (world, fields) =>
    personOf(world, fields).send(kind, {
      ...writeOptions(fields),
      ...fileFields(fields),
      ...textField(fields, "caption"),
    });

const albumKinds = ["photo", "video", "document", "audio"] as const;

const albumItem = (value: unknown): AlbumItem => {
  const fields = fieldsOf(value);
  const kind = albumKinds.find((known) => known === fields["kind"]) ?? "photo";
  return { kind, ...fileFields(fields), ...textField(fields, "caption") };
};

const album: Action = (world, fields) => {
  const items = fields["items"];
  const pictures = numberField(fields, "pictures").pictures ?? 3;
  const messages = personOf(world, fields).sendAlbum(isList(items) ? items.map(albumItem) : pictures, {
    ...writeOptions(fields),
    ...textField(fields, "caption"),
  });
  return { messages };
};

const file: Action = ({ telegram }, fields) => {
  const found = telegram.file(needText(fields, "fileId"));
  if (!found) throw new Error("There is no such file.");
  const { bytes, mediaType, fileName } = found;
  return { base64: Buffer.from(bytes).toString("base64"), mediaType, fileName };
};

export const mediaActions = {
  photo: send("photo"),
  document: send("document"),
  video: send("video"),
  audio: send("audio"),
  animation: send("animation"),
  voice: send("voice"),
  sticker: send("sticker"),
  location: (world, fields) => personOf(world, fields).sendLocation(writeOptions(fields)),
  contact: (world, fields) => personOf(world, fields).sendContact(writeOptions(fields)),
  album,
  file,
} as const satisfies Readonly<Record<string, Action>>;
