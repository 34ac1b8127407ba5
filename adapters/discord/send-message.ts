import type { Delivery } from "../../src/domain/adapter.ts";
import { DeliveryError, type Receipt } from "../../src/domain/delivery.ts";
import type { SendMessage } from "../../src/domain/effect.ts";
import { type Address, readAddress } from "./address.ts";
import { toComponents } from "./components.ts";
import type { DeliverPort } from "./deliver-port.ts";
import { toDeliveryError } from "./delivery-error.ts";
import { toParts } from "./parts.ts";
import { isDirectClosed, isThreadGone, openDirect } from "./private-way.ts";
import {
  isInDoubt,
  nobodyCanTell,
  type Progress,
  ReplyClosed,
  type SendJob,
  sendParts,
  type Target,
} from "./send.ts";

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

/** Sends what is left, and tells whether the way was closed to all of that: it may take another one then. */
const isClosedBy = async (
  send: () => Promise<void>,
  { progress, isClosed }: { progress: Progress; isClosed: (error: unknown) => boolean },
): Promise<boolean> => {
  const { sentParts } = progress;
  try {
    await send();
    return false;
  } catch (error) {
    if (progress.sentParts > sentParts || !isClosed(error)) throw error;
    return true;
  }
};

const tryWay = async (job: SendJob, { way, progress }: { way: Way; progress: Progress }): Promise<void> => {
  progress.target = way.target;
  if (way.way !== undefined) progress.way = way.way;
  if (way.movedTo !== undefined) progress.movedTo = way.movedTo;
  await sendParts(job, progress);
};

interface PrivateTask {
  readonly job: SendJob;
  readonly progress: Progress;
  readonly aside: Aside;
}

const sendInThread = async ({ api, threads }: DeliverPort, { job, progress, aside }: PrivateTask) => {
  const { signal } = job;
  const channelId = await threads.open({ api, signal }, aside);
  const movedTo = { kind: "private", guildId: aside.guildId, channelId } as const;
  await tryWay(job, { way: { target: inChannel(channelId), way: "thread", movedTo }, progress });
};

/** By a direct message; failing that, in a private thread. The conversation goes on where the person got it. */
const sendPrivately = async (port: DeliverPort, task: PrivateTask): Promise<void> => {
  const { job, progress, aside } = task;
  const directly = async () => {
    const channelId = await openDirect({ api: port.api, signal: job.signal }, aside.userId);
    const movedTo = { kind: "direct", channelId } as const;
    await tryWay(job, { way: { target: inChannel(channelId), way: "direct", movedTo }, progress });
  };
  if (await isClosedBy(directly, { progress, isClosed: isDirectClosed })) await sendInThread(port, task);
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

type AnyWay = Places & { readonly job: SendJob; readonly progress: Progress };

/** Where the conversation is; where the person can be found else, if that is closed. */
const sendThere = async (port: DeliverPort, { job, progress, address, began }: AnyWay): Promise<void> => {
  if (address.kind === "aside") return sendPrivately(port, { job, progress, aside: address });
  const way: Way = { target: inChannel(address.channelId), ...(isPrivate(job) && wayOf(address)) };
  const there = () => tryWay(job, { way, progress });
  if (began?.kind !== "aside" || address.kind === "channel") return there();
  const task = { job, progress, aside: began };
  if (address.kind === "direct") {
    if (await isClosedBy(there, { progress, isClosed: isDirectClosed })) await sendInThread(port, task);
    return;
  }
  if (!(await isClosedBy(there, { progress, isClosed: isThreadGone }))) return;
  // Whoever deletes a thread may not silence us towards its person.
  await sendPrivately(port, task);
  progress.topicLost = true;
};

/** In the place that an interaction keeps open, if it does; else where the conversation is, unless others read that. */
const sendAnyWay = async (port: DeliverPort, task: AnyWay): Promise<"sent" | "no_way"> => {
  const { job, progress, address, began } = task;
  const { replySlot } = job.effect;
  if (progress.sentParts > 0 && progress.target.kind === "channel") {
    await sendParts(job, progress);
    return "sent";
  }
  if (replySlot !== undefined && port.clock.now() < replySlot.untilAt) {
    try {
      await tryWay(job, { way: { target: { kind: "interaction", ref: replySlot.ref } }, progress });
      return "sent";
    } catch (error) {
      if (!(error instanceof ReplyClosed)) throw error;
    }
  }
  // In direct messages the channel tells what was said.
  const isToldThere = address.kind === "direct" && began === undefined;
  if (!isToldThere && isInDoubt(job, progress.sentParts)) throw nobodyCanTell();
  if (address.kind === "channel" && isPrivate(job)) return "no_way";
  await sendThere(port, task);
  return "sent";
};

const noPrivateWay = (more = "") =>
  new DeliveryError("unsupported", `A private text has no way into a channel${more}.`);

/** Undefined: nothing of it may be said where it would have to go. */
const sendJob = async (port: DeliverPort, job: SendJob, places: Places): Promise<Receipt | undefined> => {
  const { id } = job.effect;
  if (job.effect.replySlot !== undefined && job.uncertainSince === undefined) port.doubts.know(id);
  const progress: Progress = port.brokenOff.get(id) ?? {
    parts: toParts(job.content, job.files),
    target: inChannel(""),
    sentParts: 0,
    sentIds: [],
  };
  try {
    const outcome = await sendAnyWay(port, { job, progress, ...places });
    if (outcome === "no_way" && progress.sentParts === 0) return undefined;
    if (outcome === "no_way") throw noPrivateWay();
  } catch (error) {
    throw port.brokenOff.fail(id, { progress, cause: toDeliveryError(error, { nature: "send" }) });
  }
  port.brokenOff.done(id);
  port.doubts.forget(id);
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
  const { content, publicStub, attachments = [] } = effect;
  const address = readAddress(effect.conversationId);
  const places = { address, began: beganAs && readAddress(beganAs) };
  if (attachments.length > files.length)
    throw new DeliveryError("rejected", "The message has attachments whose bytes were not handed over.");
  const { api, clock, interactions, doubts, botId, sentTo } = port;
  const same = { api, clock, interactions, doubts, botId, sentTo, effect, uncertainSince, signal };
  const job: SendJob = { ...same, content, files, components: toComponents(buttons) };
  const receipt = await sendJob(port, job, places);
  if (receipt !== undefined) return receipt;
  if (publicStub === undefined) throw noPrivateWay(", and no public stub");
  const { replySlot: _, ...inPublic } = effect;
  const stub: SendJob = {
    ...same,
    effect: { ...inPublic, visibility: "public" },
    content: publicStub,
    files: [],
    components: undefined,
  };
  return { messageIds: [], ...(await sendJob(port, stub, places)), way: "public_stub" };
};
