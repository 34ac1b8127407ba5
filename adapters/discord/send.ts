import type { OutboundFile } from "../../src/domain/adapter.ts";
import { DeliveryError, type Receipt } from "../../src/domain/delivery.ts";
import type { FormattedText, SendMessage } from "../../src/domain/effect.ts";
import { carryOn } from "../shared/carry-on.ts";
import { isObject } from "../shared/values.ts";
import { wireFileName } from "../shared/wire-file-name.ts";
import type { Address } from "./address.ts";
import type { Api } from "./api.ts";
import { ApiFailure } from "./api-failure.ts";
import type { Components } from "./components.ts";
import { toDeliveryError } from "./delivery-error.ts";
import type { Interactions } from "./interactions.ts";
import { discordLimits, messageFlags } from "./limits.ts";
import { type NativeMessage, snowflakeOf } from "./native.ts";
import { nonceOf } from "./nonce.ts";
import type { Part } from "./parts.ts";
import { findSaid, repliedTo, type SaidPort } from "./said.ts";

/** Nobody is called by what is said: neither `@everyone` nor a name that somebody wrote. */
export const noMentions = { parse: [] };

/** Where the parts of a message go. */
export type Target =
  | { readonly kind: "channel"; readonly channelId: string }
  | { readonly kind: "interaction"; readonly ref: string };

export interface SendJob extends SaidPort {
  readonly api: Api;
  readonly interactions: Interactions;
  readonly effect: SendMessage;
  readonly content: FormattedText;
  readonly files: readonly OutboundFile[];
  /** Go under the last part. */
  readonly components: Components;
  readonly uncertainSince: number | undefined;
}

/** A message on its way: what of it is still to be sent, and what is. */
export interface Progress {
  readonly parts: readonly Part[];
  /** Where it began to go; the rest follows there. */
  target: Target;
  sentParts: number;
  readonly sentIds: string[];
  way?: Receipt["way"];
  /** Where the conversation goes on, once all of the message has gone this way. */
  movedTo?: Address;
  topicLost?: true;
}

/** The place for the answer is closed; nothing of the message is sent. */
export class ReplyClosed extends Error {
  override readonly name = "ReplyClosed";
}

interface Sending {
  readonly part: Part;
  readonly index: number;
  readonly isLast: boolean;
  /** What has gone of the message. */
  readonly sentIds: readonly string[];
}

const bodyOf = (job: SendJob, { part, isLast }: Sending) => ({
  ...(part.text === "" ? {} : { content: part.text }),
  allowed_mentions: noMentions,
  ...(isLast && job.components ? { components: job.components } : {}),
  ...(part.files.length === 0
    ? {}
    : {
        attachments: part.files.map((file, id) => ({ id: String(id), filename: nameAt(job, file) })),
      }),
});

const fileAt = ({ files }: SendJob, index: number): OutboundFile => {
  const file = files[index];
  if (!file) throw new DeliveryError("rejected", `Attachment ${index + 1} was not handed over.`);
  return file;
};

const nameAt = (job: SendJob, index: number) => wireFileName(fileAt(job, index));

const uploadsOf = (job: SendJob, { part }: Sending) =>
  part.files.length === 0
    ? undefined
    : part.files.map((index, id) => {
        const { bytes, mediaType } = fileAt(job, index);
        const data = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
        return { data, name: nameAt(job, index), contentType: mediaType, key: `files[${id}]` };
      });

const sendToChannel = async (job: SendJob, sending: Sending & { channelId: string }): Promise<string> => {
  const { api, clock, effect, uncertainSince: since, signal } = job;
  const { index, channelId } = sending;
  // Discord knows a nonce for a few minutes only; after that the channel itself tells.
  if (since !== undefined && clock.now() - since > discordLimits.nonceLivesMs) {
    const said = await findSaid(job, { ...sending, effect, since });
    if (said !== undefined) return said;
  }
  const replyTo = repliedTo({ effect, index });
  const files = uploadsOf(job, sending);
  const answer = await api.call({
    method: "POST",
    path: `/channels/${channelId}/messages`,
    body: {
      ...bodyOf(job, sending),
      nonce: nonceOf(effect.id, index),
      enforce_nonce: true,
      flags: messageFlags.suppressEmbeds,
      ...(replyTo === undefined
        ? {}
        : { message_reference: { message_id: replyTo, fail_if_not_exists: false } }),
    },
    ...(files && { files, timeoutMs: discordLimits.uploadTimeoutMs }),
    signal,
  });
  const message: NativeMessage = isObject(answer) ? answer : {};
  const id = snowflakeOf(message.id);
  if (id === undefined) throw new ApiFailure("the answer names no message", {});
  return id;
};

const sendToInteraction = async (job: SendJob, sending: Sending & { ref: string }): Promise<string> => {
  const files = uploadsOf(job, sending);
  const id = await job.interactions.reply(sending.ref, {
    body: bodyOf(job, sending),
    ...(files && { files }),
    signal: job.signal,
    mayBeSaid: job.uncertainSince !== undefined,
    content: sending.part.text,
  });
  if (id === undefined) throw new ReplyClosed("The interaction can no longer be answered.");
  return id;
};

const sendNext = async (job: SendJob, progress: Progress): Promise<void> => {
  const index = progress.sentParts;
  const part = progress.parts[index];
  if (part === undefined) throw new DeliveryError("rejected", "The text is empty.");
  const { sentIds } = progress;
  const sending = { part, index, isLast: index === progress.parts.length - 1, sentIds };
  const { target } = progress;
  const id =
    target.kind === "channel"
      ? await sendToChannel(job, { ...sending, channelId: target.channelId })
      : await sendToInteraction(job, { ...sending, ref: target.ref });
  progress.sentIds.push(id);
  progress.sentParts += 1;
};

/** Sends what is left of a message, in order. `progress` tells how far it came, also when it fails. */
export const sendParts = async (job: SendJob, progress: Progress): Promise<void> => {
  const { signal } = job;
  const toError = (error: unknown) => toDeliveryError(error, { nature: "send" });
  if (progress.sentParts === 0) await sendNext(job, progress);
  while (progress.sentParts < progress.parts.length)
    await carryOn(() => sendNext(job, progress), { toError, signal });
};
