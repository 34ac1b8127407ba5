import { fieldsOf, isList, stringOf } from "../../wire/values.ts";
import { badRequest } from "../api-error.ts";
import { addSent, keepAllowance, type Outgoing, replyTarget } from "../deliver-message.ts";
import { checkCaption } from "../entities.ts";
import { checkKeyboard } from "../keyboard.ts";
import { sentToLoad } from "../load-send.ts";
import type { Call, Method } from "../method.ts";
import { stringParam, structureParam } from "../params.ts";
import { type Sending, sendTarget } from "../send-target.ts";
import type { FileKind, MessageKind } from "../types.ts";
import { wireMessage } from "../wire-message.ts";
import { inputFile } from "./input-file.ts";
import { mediaOf, messageFile } from "./media-wire.ts";

const sendings: Readonly<Record<FileKind, Sending>> = {
  photo: { permission: "can_send_photos", words: "photos" },
  document: { permission: "can_send_documents", words: "documents" },
  video: { permission: "can_send_videos", words: "videos" },
  audio: { permission: "can_send_audios", words: "music" },
  animation: { permission: "can_send_other_messages", words: "animations" },
  voice: { permission: "can_send_voice_notes", words: "voice notes" },
  video_note: { permission: "can_send_video_notes", words: "video notes" },
  sticker: { permission: "can_send_other_messages", words: "stickers" },
};

const captionOf = (call: Call) => {
  if (stringParam(call.params, "parse_mode") !== "")
    throw badRequest("can't parse entities: the sandbox reads entities, not a parse_mode");
  return checkCaption(stringParam(call.params, "caption"), structureParam(call.params, "caption_entities"));
};

const keyboardOf = ({ params }: Call) => checkKeyboard(structureParam(params, "reply_markup"));

const deliver = (call: Call, sending: Sending, outgoing: Omit<Outgoing, "replyTo">): object => {
  const target = sendTarget(call, sending);
  const replyTo = replyTarget(call.params, target.chat);
  keepAllowance(call, target.chat.id);
  return wireMessage(target.chat, addSent(call, target, { ...outgoing, replyTo }));
};

const sendFile =
  (kind: FileKind, method: string): Method =>
  (call) => {
    const caption = captionOf(call);
    const counted = sentToLoad(call, caption.text);
    if (counted) return counted;
    const file = inputFile(call, kind, call.params[kind]);
    const content = {
      kind,
      method,
      file: messageFile(file),
      extra: mediaOf(file),
      keyboard: keyboardOf(call),
    };
    return deliver(call, sendings[kind], { ...content, ...caption });
  };

const albumKinds = ["photo", "video", "document", "audio"] as const;
const mixable = new Set(["photo", "video"]);

const albumItem = (call: Call, value: unknown) => {
  const fields = fieldsOf(value);
  const kind = albumKinds.find((known) => known === fields["type"]);
  if (!kind)
    throw badRequest(`can't parse InputMedia: type "${stringOf(fields["type"]) ?? ""}" is unsupported`);
  const file = inputFile(call, kind, fields["media"]);
  const caption = checkCaption(stringOf(fields["caption"]) ?? "", fields["caption_entities"]);
  return { kind, file: messageFile(file), extra: mediaOf(file), ...caption };
};

const sendMediaGroup: Method = (call) => {
  const media = structureParam(call.params, "media");
  if (!isList(media) || media.length === 0) throw badRequest("there are no messages to send");
  if (media.length > 10) throw badRequest("too many messages to send as an album");
  if (media.length < 2) throw badRequest("too few messages to send as an album");
  const counted = sentToLoad(call, stringOf(fieldsOf(media[0])["caption"]) ?? "");
  if (counted) return [counted];
  const items = media.map((value) => albumItem(call, value));
  const kinds = new Set(items.map(({ kind }) => kind));
  if (kinds.size > 1 && ![...kinds].every((kind) => mixable.has(kind)))
    throw badRequest("document and audio can't be mixed with other media types");
  const target = sendTarget(call, sendings[items[0]?.kind ?? "photo"]);
  const replyTo = replyTarget(call.params, target.chat);
  keepAllowance(call, target.chat.id);
  const albumId = `${call.bot.user.id}${target.chat.messages.length}`;
  return items
    .map((item) => ({ ...item, albumId, replyTo, keyboard: [], method: "sendMediaGroup" }))
    .map((item) => wireMessage(target.chat, addSent(call, target, item)));
};

const sendPlain =
  (kind: Extract<MessageKind, "location" | "contact">, method: string, names: readonly string[]): Method =>
  (call) => {
    const counted = sentToLoad(call, "");
    if (counted) return counted;
    const said = Object.fromEntries(
      names.flatMap((name) => (call.params[name] === undefined ? [] : [[name, numeric(call.params[name])]])),
    );
    const content = { kind, method, text: "", entities: [], extra: { [kind]: said } };
    const sending: Sending = { permission: "can_send_messages", words: `${kind}s` };
    return deliver(call, sending, { ...content, keyboard: keyboardOf(call) });
  };

const numeric = (value: unknown) =>
  typeof value === "string" && /^-?\d+\.\d+$/.test(value) ? Number(value) : value;

const maxDownloadBytes = 20 * 1_024 * 1_024;

const getFile: Method = ({ bot, params, fault }) => {
  const file = bot.files.find(stringParam(params, "file_id"));
  if (!file) throw badRequest("wrong file_id or the file is temporarily unavailable");
  if (Math.max(file.claimedSize, file.size) > maxDownloadBytes) throw badRequest("file is too big");
  const file_size = fault?.kind === "wrong_size" ? file.size * 2 + 1 : file.size;
  return {
    file_id: file.id,
    file_unique_id: `U${file.id.slice(-12)}`,
    file_size,
    file_path: bot.files.link(file),
  };
};

export const mediaMethods: Readonly<Record<string, Method>> = {
  sendPhoto: sendFile("photo", "sendPhoto"),
  sendDocument: sendFile("document", "sendDocument"),
  sendVideo: sendFile("video", "sendVideo"),
  sendAudio: sendFile("audio", "sendAudio"),
  sendAnimation: sendFile("animation", "sendAnimation"),
  sendVoice: sendFile("voice", "sendVoice"),
  sendVideoNote: sendFile("video_note", "sendVideoNote"),
  sendSticker: sendFile("sticker", "sendSticker"),
  sendMediaGroup,
  sendLocation: sendPlain("location", "sendLocation", ["latitude", "longitude"]),
  sendContact: sendPlain("contact", "sendContact", ["phone_number", "first_name", "last_name"]),
  getFile,
};
