import type { OutboundFile } from "../../src/domain/adapter.ts";
import { DeliveryError, type Receipt } from "../../src/domain/delivery.ts";
import type { FormattedText, SendMessage } from "../../src/domain/effect.ts";
import { isObject, wholeOf } from "../shared/values.ts";
import { wireFileName } from "../shared/wire-file-name.ts";
import type { Address } from "./address.ts";
import type { Api } from "./api.ts";
import { ApiFailure } from "./api-failure.ts";
import { toEntities } from "./entities.ts";
import type { Keyboard } from "./keyboard.ts";
import type { NativeMessage } from "./native.ts";
import type { FileForm } from "./outbound-file.ts";
import type { FilesPart, Part } from "./parts.ts";

/** Enough for 50 MB over a slow line. */
const uploadTimeoutMs = 180_000;

export const noPreview = { is_disabled: true };

export interface SendJob {
  readonly api: Api;
  readonly address: Address;
  readonly effect: SendMessage;
  readonly content: FormattedText;
  readonly files: readonly OutboundFile[];
  /** Goes under the last part. */
  readonly keyboard: Keyboard | undefined;
  /** Between the parts of a message. */
  readonly spacingMs: number;
  /** For the receipt of a private text. */
  readonly way?: Receipt["way"];
  readonly signal: AbortSignal;
}

export interface PartOnItsWay {
  readonly part: Part;
  readonly isFirst: boolean;
  readonly isLast: boolean;
  /** False once the topic was found to be gone. */
  readonly inTopic: boolean;
}

const methods: Readonly<Record<FileForm, string>> = {
  photo: "sendPhoto",
  video: "sendVideo",
  animation: "sendAnimation",
  audio: "sendAudio",
  voice: "sendVoice",
  document: "sendDocument",
};

const targetOf = ({ address, effect }: SendJob, { isFirst, inTopic }: PartOnItsWay) => {
  const { chatId, threadId, businessId } = address;
  // What was written in a topic that is gone cannot be replied to outside of it.
  const replyTo = isFirst && inTopic ? Number(effect.replyTo ?? 0) : 0;
  return {
    ...(businessId !== undefined && { business_connection_id: businessId }),
    chat_id: chatId,
    ...(inTopic && threadId !== undefined && { message_thread_id: threadId }),
    ...(Number.isSafeInteger(replyTo) &&
      replyTo > 0 && {
        reply_parameters: { message_id: replyTo, allow_sending_without_reply: true },
      }),
  };
};

const messageIdOf = (result: unknown): string => {
  const sent: NativeMessage = isObject(result) ? result : {};
  const id = wholeOf(sent.message_id);
  if (id === undefined) throw new ApiFailure("the answer names no message", {});
  return String(id);
};

const sendText = async (job: SendJob, sending: PartOnItsWay & { content: FormattedText }) => {
  const { content, isLast } = sending;
  const payload = {
    ...targetOf(job, sending),
    // Half of a character would be refused.
    text: content.text.toWellFormed(),
    entities: toEntities(content),
    link_preview_options: noPreview,
    reply_markup: isLast ? job.keyboard : undefined,
  };
  return [messageIdOf(await job.api.deliver("sendMessage", payload, job.signal))];
};

const toUpload = (file: OutboundFile) => ({
  source: Buffer.from(file.bytes.buffer, file.bytes.byteOffset, file.bytes.byteLength),
  filename: wireFileName(file),
});

const captionOf = (caption: FormattedText | undefined) =>
  caption && { caption: caption.text.toWellFormed(), caption_entities: toEntities(caption) };

const filesOf = ({ files }: SendJob, { indexes }: FilesPart): OutboundFile[] =>
  indexes.map((index) => {
    const file = files[index];
    if (!file) throw new DeliveryError("rejected", `Attachment ${index + 1} was not handed over.`);
    return file;
  });

const sendFiles = async (job: SendJob, sending: PartOnItsWay & { part: FilesPart }): Promise<string[]> => {
  const { part, isLast } = sending;
  const { form, caption } = part;
  const { reply_parameters, ...target } = targetOf(job, sending);
  // telegraf leaves objects that it does not know out of a form.
  const reply = reply_parameters && { reply_parameters: JSON.stringify(reply_parameters) };
  const options = { timeoutMs: uploadTimeoutMs, signal: job.signal };
  const [file, ...others] = filesOf(job, part);
  if (!file) return [];
  if (others.length === 0) {
    const payload = {
      ...target,
      ...reply,
      [form]: toUpload(file),
      ...captionOf(caption),
      // A document stays one, whatever its name makes Telegram think.
      ...(form === "document" && { disable_content_type_detection: true }),
      reply_markup: isLast ? job.keyboard : undefined,
    };
    return [messageIdOf(await job.api.call(methods[form], payload, options))];
  }
  const media = [file, ...others].map((each, n) => ({
    type: form,
    media: toUpload(each),
    ...(n === 0 && captionOf(caption)),
  }));
  const result = await job.api.call("sendMediaGroup", { ...target, ...reply, media }, options);
  if (!Array.isArray(result)) throw new ApiFailure("the answer names no messages", {});
  return result.map(messageIdOf);
};

/** Sends one part; resolves to the ids of the messages that came of it. */
export const sendPart = (job: SendJob, sending: PartOnItsWay): Promise<string[]> => {
  const { part } = sending;
  return part.kind === "text"
    ? sendText(job, { ...sending, content: part.content })
    : sendFiles(job, { ...sending, part });
};
