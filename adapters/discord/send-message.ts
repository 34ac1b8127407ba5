import type { Delivery } from "../../src/domain/adapter.ts";
import { DeliveryError, type Receipt } from "../../src/domain/delivery.ts";
import type { SendMessage } from "../../src/domain/effect.ts";
import { type Address, readAddress } from "./address.ts";
import { toComponents } from "./components.ts";
import type { DeliverPort } from "./deliver-port.ts";
import { toDeliveryError } from "./delivery-error.ts";
import { toParts } from "./parts.ts";
import { isDirectClosed, isThreadGone, openDirect } from "./private-way.ts";
import { type Progress, ReplyClosed, type SendJob, sendParts, type Target } from "./send.ts";

interface SendTask extends Delivery {
  readonly effect: SendMessage;
  readonly signal: AbortSignal;
}

/** A way that a message may take, and what the receipt calls it. */
interface Way {
  readonly target: Target;
  readonly way?: Receipt["way"];
  readonly movedTo?: Address;
}

type Aside = Extract<Address, { kind: "aside" }>;

const inChannel = (channelId: string): Target => ({ kind: "channel", channelId });

/** Nothing was sent: the message may take another way. */
const mayTurn = (error: unknown, progress: Progress) => progress.sentParts === 0 && isDirectClosed(error);
const isLost = (error: unknown, progress: Progress) => progress.sentParts === 0 && isThreadGone(error);

const tryWay = async (job: SendJob, { way, progress }: { way: Way; progress: Progress }): Promise<void> => {
  progress.target = way.target;
  if (way.way !== undefined) progress.way = way.way;
  if (way.movedTo !== undefined) progress.movedTo = way.movedTo;
  await sendParts(job, progress);
};

/** By a direct message; failing that, in a private thread. The conversation goes on where the person got it. */
const sendPrivately = async (
  port: DeliverPort,
  { job, progress, aside }: { job: SendJob; progress: Progress; aside: Aside },
): Promise<void> => {
  const { api, threads } = port;
  const { signal } = job;
  try {
    const channelId = await openDirect({ api, signal }, aside.userId);
    const movedTo = { kind: "direct", channelId } as const;
    await tryWay(job, { way: { target: inChannel(channelId), way: "direct", movedTo }, progress });
  } catch (error) {
    if (!mayTurn(error, progress)) throw error;
    const channelId = await threads.open({ api, signal }, aside);
    const movedTo = { kind: "private", guildId: aside.guildId, channelId } as const;
    await tryWay(job, { way: { target: inChannel(channelId), way: "thread", movedTo }, progress });
  }
};

const isPrivate = ({ effect }: SendJob) => effect.visibility === "private";

const wayOf = ({ kind }: Address): Pick<Way, "way"> => {
  if (kind === "direct") return { way: "direct" };
  return kind === "private" ? { way: "thread" } : {};
};

interface Places {
  readonly address: Address;
  /** Where the conversation was before it went on at `address`. */
  readonly began: Address | undefined;
}

/** In the place that an interaction keeps open, if it does; else where the conversation is. */
const sendAnyWay = async (
  port: DeliverPort,
  { job, progress, address, began }: Places & { job: SendJob; progress: Progress },
): Promise<void> => {
  const { replySlot } = job.effect;
  if (progress.sentParts > 0) return sendParts(job, progress);
  if (replySlot !== undefined && port.clock.now() < replySlot.untilAt) {
    try {
      const way = address.kind === "direct" ? "direct" : "ephemeral";
      return await tryWay(job, {
        way: { target: { kind: "interaction", ref: replySlot.ref }, way },
        progress,
      });
    } catch (error) {
      if (!(error instanceof ReplyClosed) || progress.sentParts > 0) throw error;
    }
  }
  if (address.kind === "aside") return sendPrivately(port, { job, progress, aside: address });
  const way: Way = { target: inChannel(address.channelId), ...(isPrivate(job) && wayOf(address)) };
  try {
    await tryWay(job, { way, progress });
  } catch (error) {
    if (address.kind !== "private" || began?.kind !== "aside" || !isLost(error, progress)) throw error;
    // Whoever deletes a thread may not silence us towards its person.
    await sendPrivately(port, { job, progress, aside: began });
    progress.topicLost = true;
  }
};

const sendJob = async (port: DeliverPort, job: SendJob, places: Places): Promise<Receipt> => {
  const { id } = job.effect;
  const progress: Progress = port.brokenOff.get(id) ?? {
    parts: toParts(job.content, job.files),
    target: inChannel(""),
    sentParts: 0,
    sentIds: [],
  };
  try {
    await sendAnyWay(port, { job, progress, ...places });
  } catch (error) {
    throw port.brokenOff.fail(id, { progress, cause: toDeliveryError(error, { nature: "send" }) });
  }
  port.brokenOff.done(id);
  if (progress.movedTo !== undefined) await port.moved(job.effect.conversationId, progress.movedTo);
  return {
    messageIds: progress.sentIds,
    ...(progress.way && { way: progress.way }),
    ...(progress.topicLost && { topicLost: true }),
  };
};

/** Sends a message where its conversation is, by the most private way where it is private. */
export const sendMessage = async (port: DeliverPort, task: SendTask): Promise<Receipt> => {
  const { effect, buttons, files = [], uncertainSince, beganAs, signal } = task;
  const { visibility, content, publicStub, attachments = [] } = effect;
  const address = readAddress(effect.conversationId);
  const places = { address, began: beganAs && readAddress(beganAs) };
  if (attachments.length > files.length)
    throw new DeliveryError("rejected", "The message has attachments whose bytes were not handed over.");
  const { api, clock, interactions, botId, sentTo } = port;
  const same = { api, clock, interactions, botId, sentTo, effect, uncertainSince, signal };
  const job: SendJob = { ...same, content, files, components: toComponents(buttons) };
  const isSeenByOthers = address.kind === "channel" && effect.replySlot === undefined;
  if (visibility === "public" || !isSeenByOthers) return sendJob(port, job, places);
  if (publicStub === undefined)
    throw new DeliveryError("unsupported", "A private text has no way into a channel, and no public stub.");
  const stub: SendJob = { ...same, content: publicStub, files: [], components: undefined };
  return { ...(await sendJob(port, stub, places)), way: "public_stub" };
};
