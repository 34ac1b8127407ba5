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
import type { Doubts } from "./doubts.ts";
import { type Interactions, isEphemeral, type Spoken } from "./interactions.ts";
import { discordLimits, messageFlags } from "./limits.ts";
import { type NativeMessage, snowflakeOf } from "./native.ts";
import { nonceOf } from "./nonce.ts";
import type { Part } from "./parts.ts";
import { findSaid, type SaidPort, type Sought, says, takenIds } from "./said.ts";

/** Nobody is called by what is said: neither `@everyone` nor a name that somebody wrote. */
export const noMentions = { parse: [] };

/** Where the parts of a message go. */
export type Target =
  | { readonly kind: "channel"; readonly channelId: string }
  | { readonly kind: "interaction"; readonly ref: string };

export interface SendJob extends SaidPort {
  readonly api: Api;
  readonly interactions: Interactions;
  readonly doubts: Doubts;
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
  /** The message that it answers. */
  readonly replyTo: string | undefined;
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
  const { index, replyTo, channelId } = sending;
  // Discord knows a nonce for a few minutes only; after that the channel itself tells.
  const isForgotten = since !== undefined && clock.now() - since > discordLimits.nonceLivesMs;
  if (since !== undefined && (isForgotten || isInDoubt(job, index))) {
    const sought = { ...sending, effect, since };
    const said = await findSaid(job, isInDoubt(job, index) ? { ...sought, replyTo: "any" } : sought);
    if (said !== undefined) return said;
  }
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

/** Whether the part may have been said in the place of an interaction. */
export const isInDoubt = ({ doubts, effect, uncertainSince: since }: SendJob, part: number): boolean =>
  since !== undefined && since < (effect.replySlot?.untilAt ?? 0) && doubts.isIn(effect.id, part);

/** Said again, it might be there twice. */
export const nobodyCanTell = () =>
  new DeliveryError(
    "uncertain",
    "Discord's answer was lost, and whether the person was told there nobody else can see.",
    { unknowable: true },
  );

/** The first message may be it; what follows is seen by us only where others see it, too. */
const findFollowUp = async (
  job: SendJob,
  { first, sought }: { first: NativeMessage; sought: Sought },
): Promise<NativeMessage | undefined> => {
  const id = snowflakeOf(first.id);
  const taken = await takenIds(job, sought);
  if (id !== undefined && !taken.has(id) && says(first, sought)) return first;
  const channelId = snowflakeOf(first.channel_id);
  if (channelId === undefined || isEphemeral(first)) throw nobodyCanTell();
  const said = await findSaid(job, { ...sought, channelId });
  return said === undefined ? undefined : { id: said };
};

const sendToInteraction = async (job: SendJob, sending: Sending & { ref: string }): Promise<Spoken> => {
  const { doubts, effect, uncertainSince: since, signal } = job;
  const { index } = sending;
  const files = uploadsOf(job, sending);
  const inDoubt = isInDoubt(job, index);
  const sought: Sought | undefined =
    inDoubt && since !== undefined ? { ...sending, effect, since, replyTo: "any" } : undefined;
  let wasSaid = false;
  const find = async (first: NativeMessage) => {
    const found = sought && (await findFollowUp(job, { first, sought }));
    wasSaid = found !== undefined;
    return found;
  };
  doubts.raise(effect.id, index);
  try {
    const spoken = await job.interactions.reply(sending.ref, {
      body: bodyOf(job, sending),
      ...(files && { files }),
      signal,
      ...(inDoubt && { findSaid: find }),
    });
    if (spoken === undefined) throw new ReplyClosed("The interaction can no longer be answered.");
    // What had not been said before was followed by nothing either.
    if (inDoubt && !wasSaid) doubts.know(effect.id);
    doubts.settle(effect.id, index);
    return spoken;
  } catch (error) {
    const { failure } = toDeliveryError(error, { nature: "send" });
    if (!inDoubt && failure !== "uncertain") doubts.settle(effect.id, index);
    throw error;
  }
};

const sendNext = async (job: SendJob, progress: Progress): Promise<void> => {
  const index = progress.sentParts;
  const part = progress.parts[index];
  if (part === undefined) throw new DeliveryError("rejected", "The text is empty.");
  const { sentIds } = progress;
  const replyTo = index === 0 ? snowflakeOf(job.effect.replyTo) : undefined;
  const sending = { part, index, isLast: index === progress.parts.length - 1, replyTo, sentIds };
  const { target } = progress;
  if (target.kind === "channel") {
    progress.sentIds.push(await sendToChannel(job, { ...sending, channelId: target.channelId }));
  } else {
    const { id, isEphemeral: isAside } = await sendToInteraction(job, { ...sending, ref: target.ref });
    progress.sentIds.push(id);
    // An interaction tells where it was made, which need not be where the conversation has gone on.
    progress.way = isAside ? "ephemeral" : "direct";
  }
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
