import type { Delivery } from "../../src/domain/adapter.ts";
import { DeliveryError, type Receipt } from "../../src/domain/delivery.ts";
import type { DeleteMessage, EditMessage, SendMessage } from "../../src/domain/effect.ts";
import { type EffectId, nativeConversationId } from "../../src/domain/ids.ts";
import type { Api } from "./api.ts";
import { ApiFailure } from "./api-failure.ts";
import { toDeliveryError } from "./delivery-error.ts";
import { toKeyboard } from "./keyboard.ts";
import { telegramLimits } from "./limits.ts";
import {
  isEntityFault,
  noPreview,
  type Progress,
  type SendJob,
  sendParts,
  startProgress,
  toEntities,
} from "./send.ts";
import { plainText } from "./split.ts";

export interface DeliverPort {
  readonly api: Api;
  readonly spacingMs: { readonly direct: number; readonly group: number };
  /** Long messages that broke off; tried again, they go on where they stopped. */
  readonly brokenOff: Map<EffectId, Progress>;
}

const maxBrokenOff = 500;

const chatIdOf = (effect: Delivery["effect"]): number => {
  const id = Number(nativeConversationId(effect.conversationId));
  if (!Number.isSafeInteger(id) || id === 0)
    throw new DeliveryError("rejected", `${effect.conversationId} is no Telegram chat.`);
  return id;
};

const messageIdOf = (id: string): number => {
  const number = Number(id);
  if (!Number.isSafeInteger(number)) throw new DeliveryError("rejected", `${id} is no Telegram message id.`);
  return number;
};

const remember = (port: DeliverPort, id: EffectId, progress: Progress) => {
  port.brokenOff.set(id, progress);
  const [oldest] = port.brokenOff.keys();
  if (port.brokenOff.size > maxBrokenOff && oldest !== undefined) port.brokenOff.delete(oldest);
};

/**
 * A part of the message is with the person: "try again" would no longer be true of the whole.
 * What is final stays as it is.
 */
const brokenOffError = (error: unknown, progress: Progress): DeliveryError => {
  const cause = toDeliveryError(error, "send");
  const sent = `${progress.sentIds.length} of ${progress.parts.length} parts are sent (messages ${progress.sentIds.join(", ")})`;
  const repeatable = cause.failure === "rate_limited" || cause.failure === "transient";
  return new DeliveryError(repeatable ? "uncertain" : cause.failure, `${sent}; then ${cause.message}`, {
    cause,
  });
};

const sendJob = async (port: DeliverPort, job: SendJob): Promise<Receipt> => {
  const { id } = job.effect;
  const progress = port.brokenOff.get(id) ?? startProgress(job.content);
  try {
    await sendParts(job, progress);
  } catch (error) {
    if (progress.sentIds.length === 0) throw error;
    remember(port, id, progress);
    throw brokenOffError(error, progress);
  }
  if (port.brokenOff.size > 0) port.brokenOff.delete(id);
  return {
    messageIds: progress.sentIds,
    ...(job.way && { way: job.way }),
    ...(progress.plain && { plain: true }),
  };
};

/** One effect of a kind, with what its delivery adds. */
interface Task<E> extends Delivery {
  readonly effect: Delivery["effect"] & E;
  readonly signal: AbortSignal;
}

const send = (port: DeliverPort, { effect, buttons, signal }: Task<SendMessage>): Promise<Receipt> => {
  const chatId = chatIdOf(effect);
  const isGroup = chatId < 0;
  const spacingMs = isGroup ? port.spacingMs.group : port.spacingMs.direct;
  const { visibility, content, publicStub } = effect;
  const job = { api: port.api, chatId, effect, content, keyboard: toKeyboard(buttons), spacingMs, signal };
  if (visibility === "public") return sendJob(port, job);
  if (!isGroup) return sendJob(port, { ...job, way: "direct" });
  if (publicStub === undefined)
    throw new DeliveryError("unsupported", "A private text has no way into a group, and no public stub.");
  return sendJob(port, { ...job, content: publicStub, keyboard: undefined, way: "public_stub" });
};

/** Runs a call whose repetition Telegram answers with a refusal that says: it is so already. */
const unlessDone = async (call: Promise<unknown>, alreadyDone: string) => {
  try {
    await call;
  } catch (error) {
    if (!(error instanceof ApiFailure && error.message.includes(alreadyDone))) throw error;
  }
};

const edit = async (port: DeliverPort, { effect, buttons, signal }: Task<EditMessage>): Promise<Receipt> => {
  const call = async (content: EditMessage["content"]) => {
    if (content.text.length > telegramLimits.textUnits)
      throw new DeliveryError(
        "rejected",
        `An edited text has at most ${telegramLimits.textUnits} UTF-16 units.`,
      );
    const payload = {
      chat_id: chatIdOf(effect),
      message_id: messageIdOf(effect.messageId),
      text: content.text.toWellFormed(),
      entities: content.spans.length > 0 ? toEntities(content.spans) : undefined,
      link_preview_options: noPreview,
      reply_markup: toKeyboard(buttons),
    };
    const edited = port.api.deliver("editMessageText", payload, signal);
    await unlessDone(edited, "message is not modified");
  };
  const receipt = { messageIds: [effect.messageId] };
  try {
    await call(effect.content);
    return receipt;
  } catch (error) {
    if (effect.content.spans.length === 0 || !isEntityFault(error)) throw error;
    await call(plainText(effect.content));
    return { ...receipt, plain: true };
  }
};

const remove = async (port: DeliverPort, { effect, signal }: Task<DeleteMessage>): Promise<Receipt> => {
  const payload = { chat_id: chatIdOf(effect), message_id: messageIdOf(effect.messageId) };
  const removed = port.api.deliver("deleteMessage", payload, signal);
  await unlessDone(removed, "message to delete not found");
  return { messageIds: [effect.messageId] };
};

/** Performs one effect. Throws DeliveryError only. */
export const deliver = async (
  port: DeliverPort,
  { effect, buttons, signal }: Delivery & { readonly signal: AbortSignal },
): Promise<Receipt> => {
  try {
    switch (effect.kind) {
      case "message.send":
        return await send(port, { effect, buttons, signal });
      case "message.edit":
        return await edit(port, { effect, buttons, signal });
      case "message.delete":
        return await remove(port, { effect, buttons, signal });
      case "member.mute":
      case "member.ban":
      case "member.restore":
      case "join.answer":
        throw new DeliveryError("unsupported", `${effect.kind} is not supported on Telegram.`);
      default:
        effect satisfies never;
        throw new DeliveryError("unsupported", "An effect of unknown kind.");
    }
  } catch (error) {
    throw toDeliveryError(error, effect.kind === "message.send" ? "send" : "repeatable");
  }
};
