import { DeliveryError, type Receipt } from "../../src/domain/delivery.ts";
import type { DeleteMessage, EditMessage, FormattedText } from "../../src/domain/effect.ts";
import { withSoundSpans } from "../shared/sound-spans.ts";
import { plainText } from "../shared/split.ts";
import { nativeNumber, readAddress } from "./address.ts";
import type { Api } from "./api.ts";
import { ApiFailure } from "./api-failure.ts";
import { isEntityFault, toEntities } from "./entities.ts";
import type { Keyboard } from "./keyboard.ts";
import { telegramLimits } from "./limits.ts";
import { noPreview } from "./send-part.ts";
import { unlessDone } from "./unless-done.ts";

interface EditJob {
  readonly api: Api;
  readonly effect: EditMessage;
  readonly keyboard: Keyboard | undefined;
  readonly signal: AbortSignal;
}

const alreadySo = /message is not modified/i;
const alreadyGone = /message to delete not found|MESSAGE_ID_INVALID/i;

const isCaption = (error: unknown): boolean =>
  error instanceof ApiFailure && /there is no text in the message to edit/i.test(error.message);

const checkLength = ({ text }: FormattedText, { units, what }: { units: number; what: string }) => {
  if (text.length > units)
    throw new DeliveryError(
      "rejected",
      `${what} has at most ${units} UTF-16 units, and this has ${text.length}.`,
    );
};

const whereOf = (effect: EditMessage | DeleteMessage) => {
  const { chatId, businessId } = readAddress(effect.conversationId);
  return { chatId, businessId, messageId: nativeNumber(effect.messageId, "message") };
};

const editAs = async (kind: "text" | "caption", job: EditJob, content: FormattedText) => {
  const { api, effect, keyboard, signal } = job;
  const { chatId, businessId, messageId } = whereOf(effect);
  const target = {
    ...(businessId !== undefined && { business_connection_id: businessId }),
    chat_id: chatId,
    message_id: messageId,
    reply_markup: keyboard,
  };
  const text = content.text.toWellFormed();
  const entities = toEntities(content);
  const call =
    kind === "text"
      ? api.deliver("editMessageText", { ...target, text, entities, link_preview_options: noPreview }, signal)
      : api.deliver("editMessageCaption", { ...target, caption: text, caption_entities: entities }, signal);
  await unlessDone(call, alreadySo);
};

/** A message with a file has no text but a caption, which Telegram tells only when it is asked to edit the text. */
const editEither = async (job: EditJob, content: FormattedText) => {
  checkLength(content, { units: telegramLimits.textUnits, what: "An edited text" });
  try {
    await editAs("text", job, content);
  } catch (error) {
    if (!isCaption(error)) throw error;
    checkLength(content, { units: telegramLimits.captionUnits, what: "The text under a file" });
    await editAs("caption", job, content);
  }
};

/** Puts another text in the place of one of our messages, or of its caption. */
export const edit = async (job: EditJob): Promise<Receipt> => {
  const content = withSoundSpans(job.effect.content);
  const receipt = { messageIds: [job.effect.messageId] };
  try {
    await editEither(job, content);
    return receipt;
  } catch (error) {
    if (content.spans.length === 0 || !isEntityFault(error)) throw error;
    await editEither(job, plainText(content));
    return { ...receipt, plain: true };
  }
};

interface RemoveJob {
  readonly api: Api;
  readonly effect: DeleteMessage;
  readonly signal: AbortSignal;
}

/** Deletes a message, ours or a person's; one that is gone already counts as deleted. */
export const remove = async ({ api, effect, signal }: RemoveJob): Promise<Receipt> => {
  const { chatId, businessId, messageId } = whereOf(effect);
  const call =
    businessId === undefined
      ? api.deliver("deleteMessage", { chat_id: chatId, message_id: messageId }, signal)
      : api.deliver(
          "deleteBusinessMessages",
          { business_connection_id: businessId, message_ids: [messageId] },
          signal,
        );
  await unlessDone(call, alreadyGone);
  return { messageIds: [effect.messageId] };
};
