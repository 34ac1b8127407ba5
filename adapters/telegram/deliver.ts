import type { Delivery } from "../../src/domain/adapter.ts";
import type { Clock } from "../../src/domain/clock.ts";
import { DeliveryError, type Receipt } from "../../src/domain/delivery.ts";
import type { SendMessage } from "../../src/domain/effect.ts";
import type { BrokenOff } from "../shared/broken-off.ts";
import { isGroup, readAddress } from "./address.ts";
import type { Api } from "./api.ts";
import { toDeliveryError } from "./delivery-error.ts";
import { edit, remove } from "./edit.ts";
import { answerJoin } from "./join.ts";
import { toKeyboard } from "./keyboard.ts";
import { decideOnMember } from "./members.ts";
import { type Progress, sendParts, startProgress } from "./send.ts";
import type { SendJob } from "./send-part.ts";

export interface DeliverPort {
  readonly api: Api;
  /** For terms that are over or nearly so: Telegram takes them for "for ever". */
  readonly clock: Clock;
  readonly spacingMs: { readonly direct: number; readonly group: number };
  /** Long messages that broke off; tried again, they go on where they stopped. */
  readonly brokenOff: BrokenOff<Progress>;
}

const sendJob = async (port: DeliverPort, job: SendJob): Promise<Receipt> => {
  const { id, accountId } = job.effect;
  const progress = port.brokenOff.get(id) ?? startProgress(job);
  try {
    await sendParts(job, progress);
  } catch (error) {
    const cause = toDeliveryError(error, { nature: "send", accountId });
    throw port.brokenOff.fail(id, { progress, cause });
  }
  port.brokenOff.done(id);
  return {
    messageIds: progress.sentIds,
    ...(job.way && { way: job.way }),
    ...(progress.topicLost && { topicLost: true }),
    ...(progress.plain && { plain: true }),
  };
};

/** One effect of a kind, with what its delivery adds. */
interface Task<E> extends Delivery {
  readonly effect: Delivery["effect"] & E;
  readonly signal: AbortSignal;
}

const send = (port: DeliverPort, task: Task<SendMessage>): Promise<Receipt> => {
  const { effect, buttons, files = [], signal } = task;
  const address = readAddress(effect.conversationId);
  const inGroup = isGroup(address.chatId);
  const spacingMs = inGroup ? port.spacingMs.group : port.spacingMs.direct;
  const { visibility, content, publicStub, attachments = [] } = effect;
  if (attachments.length > files.length)
    throw new DeliveryError("rejected", "The message has attachments whose bytes were not handed over.");
  const keyboard = toKeyboard(buttons);
  const job = { api: port.api, address, effect, content, files, keyboard, spacingMs, signal };
  if (visibility === "public") return sendJob(port, job);
  if (!inGroup) return sendJob(port, { ...job, way: "direct" });
  if (publicStub === undefined)
    throw new DeliveryError("unsupported", "A private text has no way into a group, and no public stub.");
  return sendJob(port, { ...job, content: publicStub, files: [], keyboard: undefined, way: "public_stub" });
};

/** Performs one effect. Throws DeliveryError only. */
export const deliver = async (port: DeliverPort, task: Task<Delivery["effect"]>): Promise<Receipt> => {
  const { effect, signal } = task;
  const { api, clock } = port;
  try {
    switch (effect.kind) {
      case "message.send":
        return await send(port, { ...task, effect });
      case "message.edit":
        return await edit({ api, effect, keyboard: toKeyboard(task.buttons), signal });
      case "message.delete":
        return await remove({ api, effect, signal });
      case "member.mute":
      case "member.ban":
      case "member.restore":
        return await decideOnMember({ api, effect, clock, signal });
      case "join.answer":
        return await answerJoin({ api, effect, signal });
      default:
        effect satisfies never;
        throw new DeliveryError("unsupported", "An effect of unknown kind.");
    }
  } catch (error) {
    const nature = effect.kind === "message.send" ? "send" : "repeatable";
    throw toDeliveryError(error, { nature, accountId: effect.accountId });
  }
};
