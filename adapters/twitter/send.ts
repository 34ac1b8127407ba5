import type { OutboundFile } from "../../src/domain/adapter.ts";
import { DeliveryError, type Receipt } from "../../src/domain/delivery.ts";
import type { SendMessage } from "../../src/domain/effect.ts";
import { carryOn } from "../shared/carry-on.ts";
import type { DeliverPort, Progress } from "./deliver-port.ts";
import { refusal, toDeliveryError } from "./delivery-error.ts";
import { type LookBack, unanswered } from "./look-back.ts";
import { upload } from "./media.ts";
import { failureOf, isSameText, leastSentId, marginMs } from "./own-sends.ts";
import type { Part } from "./parts.ts";

export interface SendJob {
  readonly port: DeliverPort;
  readonly effect: SendMessage;
  readonly userId: string;
  readonly files: readonly OutboundFile[];
  readonly signal: AbortSignal;
}

const toError = (error: unknown) => toDeliveryError(error, { nature: "send" });

/** Our own storage may fail for reasons that pass: that tells nothing of X, nor of the message. */
const fromStorage = async <T>(asked: Promise<T> | undefined): Promise<T | undefined> => {
  try {
    return await asked;
  } catch (cause) {
    const why = "What was sent before could not be looked up.";
    throw new DeliveryError("transient", why, { cause, isolated: true, uncalled: true });
  }
};

/** Takes one of the few reads; when there is none left, the whole waits for it. */
const takeRead = async ({ port }: SendJob): Promise<void> => {
  const waitMs = (await fromStorage(port.sink()?.takeRead("settling"))) ?? 0;
  if (waitMs > 0)
    throw new DeliveryError("rate_limited", "X: no look at the conversation is left for now", {
      retryAfterMs: waitMs,
      isolated: true,
      uncalled: true,
    });
};

/** What we are known to have sent for another effect is none of this one's. */
const receiptsOf = async ({ port, effect }: SendJob, since: number): Promise<ReadonlySet<string>> => {
  const told = await fromStorage(port.sink()?.sentTo(effect.conversationId, since - marginMs));
  return new Set(told?.messageIds);
};

/** What of a message an attempt before this one has brought there. */
const createSaid = (job: SendJob, progress: Progress) => {
  let listed: Promise<LookBack> | undefined;
  const list = (since: number): Promise<LookBack> => {
    const { port, effect, userId, signal } = job;
    return port.lookBack({ id: effect.id, since }, async (token) => {
      await takeRead(job);
      const query = { leastId: leastSentId(since), us: port.userId(), token, signal };
      return port.transport.sentTo(userId, query).catch((error: unknown) => {
        throw toDeliveryError(error, { nature: "repeatable" });
      });
    });
  };
  return async (part: Part): Promise<string | undefined> => {
    const since = progress.triedSince;
    if (since === undefined) return undefined;
    const { ownSends } = job.port;
    const where = job.effect.conversationId;
    const echoed = ownSends.echoOf(where, { part, begunAt: since });
    if (echoed !== undefined) return echoed;
    const receipts = await receiptsOf(job, since);
    listed ??= list(since);
    const { messages, isWhole } = await listed;
    const said = messages.find(
      ({ id, text, hasFile }) =>
        !receipts.has(id) &&
        !ownSends.isReceipt(id) &&
        !progress.sentIds.includes(id) &&
        hasFile === (part.file !== undefined) &&
        isSameText(text, part.text),
    );
    if (said === undefined && !isWhole) throw unanswered();
    if (said) ownSends.found(where, part, said.id);
    return said?.id;
  };
};

const sendOne = async (job: SendJob, { part, progress }: { part: Part; progress: Progress }) => {
  const { port, effect, userId, files, signal } = job;
  const file = part.file === undefined ? undefined : files[part.file];
  if (part.file !== undefined && file === undefined)
    throw refusal(`Attachment ${part.file + 1} was not handed over.`);
  let mediaId: string | undefined;
  try {
    mediaId = file && (await upload({ api: port.api, file, signal }));
  } catch (error) {
    throw toDeliveryError(error, { nature: "repeatable" });
  }
  const begunAt = port.clock.now();
  const open = port.ownSends.begin(effect.conversationId, { part, begunAt });
  progress.calls += 1;
  try {
    const id = await port.transport.send(userId, { text: part.text, mediaId }, signal);
    open.arrived(id);
    return id;
  } catch (error) {
    const failure = toError(error);
    if (open.echoedId !== undefined) {
      open.arrived(open.echoedId);
      return open.echoedId;
    }
    if (failure.uncalled) progress.calls -= 1;
    open.failed(failureOf(failure));
    if (failure.failure === "uncertain") progress.triedSince ??= begunAt;
    throw failure;
  }
};

/** Sends what is left of a message, in order. `progress` tells how far it came, also when it fails. */
export const sendParts = async (job: SendJob, progress: Progress): Promise<Receipt> => {
  const said = createSaid(job, progress);
  const next = async () => {
    const part = progress.parts[progress.sentParts];
    if (part === undefined) throw refusal("The text is empty.");
    progress.sentIds.push((await said(part)) ?? (await sendOne(job, { part, progress })));
    progress.sentParts += 1;
  };
  if (progress.sentParts === 0) await next();
  while (progress.sentParts < progress.parts.length) await carryOn(next, { toError, signal: job.signal });
  const { sentIds, calls } = progress;
  return { messageIds: sentIds, ...(calls < sentIds.length && { calls }) };
};
