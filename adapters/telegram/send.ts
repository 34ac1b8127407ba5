import { DeliveryError } from "../../src/domain/delivery.ts";
import { carryOn } from "../shared/carry-on.ts";
import { pause } from "../shared/pause.ts";
import { ApiFailure } from "./api-failure.ts";
import { toDeliveryError } from "./delivery-error.ts";
import { isEntityFault } from "./entities.ts";
import { reasonFor, topicGone } from "./failure-reasons.ts";
import { hasSpans, type Part, plainParts, toParts } from "./parts.ts";
import { type SendJob, sendPart } from "./send-part.ts";

/** A message on its way: what of it is still to be sent, and what is. */
export interface Progress {
  parts: readonly Part[];
  /** How many of the parts are sent; an album is one part and several messages. */
  sentParts: number;
  readonly sentIds: string[];
  plain: boolean;
  topicLost: boolean;
}

export const startProgress = ({ content, files, keyboard }: SendJob): Progress => ({
  parts: toParts(content, { files, hasKeyboard: keyboard !== undefined }),
  sentParts: 0,
  sentIds: [],
  plain: false,
  topicLost: false,
});

/** Telegram refused the file in this form and would do so again; nothing was sent. */
const isFormFault = (error: unknown): boolean =>
  error instanceof ApiFailure &&
  error.status === 400 &&
  error.migratedTo === undefined &&
  reasonFor(error.message) === undefined;

const isTopicGone = (error: unknown): boolean =>
  error instanceof ApiFailure &&
  (error.status === 400 || error.status === 403) &&
  topicGone.test(error.message);

/** Changes what is left so that the refused part may pass; each change is made once. False: nothing to change. */
const adapt = (job: SendJob, { progress, part, error }: Refused): boolean => {
  const sent = progress.parts.slice(0, progress.sentParts);
  const left = progress.parts.slice(progress.sentParts);
  if (isTopicGone(error)) {
    if (job.address.threadId === undefined || progress.topicLost) return false;
    progress.topicLost = true;
    return true;
  }
  if (isEntityFault(error)) {
    if (progress.plain || !hasSpans(part)) return false;
    progress.parts = [...sent, ...plainParts(left)];
    progress.plain = true;
    return true;
  }
  if (part.kind !== "files" || part.form === "document" || !isFormFault(error)) return false;
  progress.parts = [...sent, { ...part, form: "document" }, ...left.slice(1)];
  return true;
};

interface Refused {
  readonly progress: Progress;
  readonly part: Part;
  readonly error: unknown;
}

const sendNext = async (job: SendJob, progress: Progress): Promise<void> => {
  const part = progress.parts[progress.sentParts];
  if (part === undefined) throw new DeliveryError("rejected", "The text is empty.");
  try {
    const ids = await sendPart(job, {
      part,
      isFirst: progress.sentParts === 0,
      isLast: progress.sentParts === progress.parts.length - 1,
      inTopic: !progress.topicLost,
    });
    progress.sentIds.push(...ids);
    progress.sentParts += 1;
  } catch (error) {
    if (!adapt(job, { progress, part, error })) throw error;
    await sendNext(job, progress);
  }
};

/** Sends what is left of a message, in order. `progress` tells how far it came, also when it fails. */
export const sendParts = async (job: SendJob, progress: Progress): Promise<void> => {
  const { signal, effect } = job;
  const toError = (error: unknown) => toDeliveryError(error, { nature: "send", accountId: effect.accountId });
  if (progress.sentParts === 0) await sendNext(job, progress);
  while (progress.sentParts < progress.parts.length) {
    await pause(job.spacingMs, signal);
    await carryOn(() => sendNext(job, progress), { toError, signal });
  }
};
