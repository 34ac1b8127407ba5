import { DeliveryError, type Receipt } from "../../src/domain/delivery.ts";
import type { FormattedText, SendMessage, TextSpan } from "../../src/domain/effect.ts";
import type { Api } from "./api.ts";
import { ApiFailure } from "./api-failure.ts";
import { toDeliveryError } from "./delivery-error.ts";
import type { Keyboard } from "./keyboard.ts";
import { telegramLimits } from "./limits.ts";
import { isObject, type NativeMessage, wholeOf } from "./native.ts";
import { pause } from "./pause.ts";
import { plainText, splitText } from "./split.ts";

/** A part after the first waits at most this long for its turn; then the message counts as broken off. */
const maxPartWaitMs = 30_000;
const maxPartTries = 4;

export const noPreview = { is_disabled: true };

export const toEntities = (spans: readonly TextSpan[]) =>
  spans.map(({ style, offset, length, url }) =>
    style === "link" ? { type: "text_link", offset, length, url } : { type: style, offset, length },
  );

/** Telegram refused the formatting, not the text. */
export const isEntityFault = (error: unknown): boolean =>
  error instanceof ApiFailure && error.status === 400 && /entit(y|ies)/i.test(error.message);

/** A message on its way: what of it is still to be sent, and what is. */
export interface Progress {
  parts: FormattedText[];
  readonly sentIds: string[];
  plain: boolean;
}

export interface SendJob {
  readonly api: Api;
  readonly chatId: number;
  readonly effect: SendMessage;
  readonly content: FormattedText;
  /** Goes under the last part. */
  readonly keyboard: Keyboard | undefined;
  /** Between the parts of a long text. */
  readonly spacingMs: number;
  /** For the receipt of a private text. */
  readonly way?: Receipt["way"];
  readonly signal: AbortSignal;
}

export const startProgress = (content: FormattedText): Progress => ({
  parts: splitText(content, telegramLimits.textUnits),
  sentIds: [],
  plain: false,
});

const payloadOf = (job: SendJob, progress: Progress, part: FormattedText) => {
  const isFirst = progress.sentIds.length === 0;
  const isLast = progress.sentIds.length === progress.parts.length - 1;
  const { replyTo } = job.effect;
  return {
    chat_id: job.chatId,
    // Half of a character would be refused.
    text: part.text.toWellFormed(),
    entities: part.spans.length > 0 ? toEntities(part.spans) : undefined,
    link_preview_options: noPreview,
    reply_parameters:
      isFirst && replyTo !== undefined
        ? { message_id: Number(replyTo), allow_sending_without_reply: true }
        : undefined,
    reply_markup: isLast ? job.keyboard : undefined,
  };
};

const messageIdOf = (result: unknown): string => {
  const sent: NativeMessage = isObject(result) ? result : {};
  const id = wholeOf(sent.message_id);
  if (id === undefined) throw new ApiFailure("sendMessage: the answer names no message", {});
  return String(id);
};

/** Takes the formatting out of all that is left; without it a part may grow beyond the limit and become two. */
const makePlain = (progress: Progress) => {
  const sent = progress.sentIds.length;
  const left = progress.parts
    .slice(sent)
    .flatMap((part) => splitText(plainText(part), telegramLimits.textUnits));
  progress.parts = [...progress.parts.slice(0, sent), ...left];
  progress.plain = true;
};

const sendNext = async (job: SendJob, progress: Progress): Promise<void> => {
  const part = progress.parts[progress.sentIds.length];
  if (part === undefined || part.text.trim() === "")
    throw new DeliveryError("rejected", "The text is empty.");
  try {
    progress.sentIds.push(
      messageIdOf(await job.api.deliver("sendMessage", payloadOf(job, progress, part), job.signal)),
    );
  } catch (error) {
    if (progress.plain || part.spans.length === 0 || !isEntityFault(error)) throw error;
    makePlain(progress);
    await sendNext(job, progress);
  }
};

/** A part after the first is tried again where that is safe, because the whole cannot be. */
const sendFollowing = async (job: SendJob, progress: Progress): Promise<void> => {
  for (let tries = 1; ; tries += 1) {
    try {
      return await sendNext(job, progress);
    } catch (error) {
      const { failure, retryAfterMs } = toDeliveryError(error, "send");
      const waitMs = retryAfterMs ?? 1000 * tries;
      const again = failure === "rate_limited" || failure === "transient";
      if (!again || tries >= maxPartTries || waitMs > maxPartWaitMs || job.signal.aborted) throw error;
      await pause(waitMs, job.signal);
    }
  }
};

/** Sends what is left of a message, in order. `progress` tells how far it came, also when it fails. */
export const sendParts = async (job: SendJob, progress: Progress): Promise<void> => {
  if (progress.sentIds.length === 0) await sendNext(job, progress);
  while (progress.sentIds.length < progress.parts.length) {
    await pause(job.spacingMs, job.signal);
    await sendFollowing(job, progress);
  }
};
