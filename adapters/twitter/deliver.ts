import type { Delivery } from "../../src/domain/adapter.ts";
import { DeliveryError, type Receipt } from "../../src/domain/delivery.ts";
import type { SendMessage } from "../../src/domain/effect.ts";
import type { EffectId } from "../../src/domain/ids.ts";
import { readAddress } from "./address.ts";
import { ApiFailure } from "./api-failure.ts";
import type { DeliverPort, Progress } from "./deliver-port.ts";
import { refusal, toDeliveryError } from "./delivery-error.ts";
import { reasonFor } from "./failure-reasons.ts";
import { leastSentId } from "./own-sends.ts";
import { partsOf, toParts, toPost } from "./parts.ts";
import { sendParts } from "./send.ts";

/** One effect, with what its delivery adds. */
interface Task extends Delivery {
  readonly signal: AbortSignal;
}

interface SendTask extends Task {
  readonly effect: SendMessage;
}

/** How many messages are still to be sent of one. */
export const messagesOf = ({ brokenOff }: Pick<DeliverPort, "brokenOff">, effect: SendMessage): number => {
  if (readAddress(effect.conversationId).kind === "thread") return 1;
  const { content, attachments = [] } = effect;
  const { parts, sentParts } = brokenOff.get(effect.id) ?? {
    parts: partsOf(content, attachments.length),
    sentParts: 0,
  };
  return Math.max(1, parts.length - sentParts);
};

const sendDirectly = async (port: DeliverPort, task: SendTask & { userId: string }): Promise<Receipt> => {
  const { effect, userId, files = [], uncertainSince, signal } = task;
  const soFar = port.brokenOff.get(effect.id) ?? {
    parts: toParts(effect.content, files),
    sentParts: 0,
    sentIds: [],
    triedSince: uncertainSince,
  };
  const progress: Progress = { ...soFar, calls: 0 };
  try {
    const receipt = await sendParts({ port, effect, userId, files, signal }, progress);
    port.brokenOff.done(effect.id);
    return effect.visibility === "private" ? { ...receipt, way: "direct" } : receipt;
  } catch (error) {
    const cause = toDeliveryError(error, { nature: "send" });
    throw port.brokenOff.fail(effect.id, { progress, cause });
  }
};

const isDuplicate = (error: unknown): boolean =>
  error instanceof ApiFailure && error.status === 403 && reasonFor(error.said)?.name === "duplicate";

/** Beyond this many whose retries never came, all are forgotten: at worst X refuses one once more. */
const mostRepeated = 1_000;

const noteRepeated = ({ repeated }: DeliverPort, id: EffectId): DeliveryError => {
  if (repeated.size >= mostRepeated) repeated.clear();
  repeated.add(id);
  return new DeliveryError(
    "transient",
    "X takes the words for a repetition: they are sent again with a mark.",
  );
};

/** Tells two replies in the same words apart, by the post that each is under. */
const markOf = (postId: string): string => `[${Number(postId.slice(-9)).toString(36).padStart(6, "0")}]`;

/** One public reply to what summoned us. */
const reply = async (port: DeliverPort, task: SendTask & { postId: string }): Promise<Receipt> => {
  const { effect, postId, uncertainSince, signal } = task;
  const { visibility, content, publicStub, attachments = [] } = effect;
  if (attachments.length > 0) throw new DeliveryError("unsupported", "No file goes into a public post.");
  const isPrivate = visibility === "private";
  const shown = isPrivate ? publicStub : content;
  if (shown === undefined)
    throw new DeliveryError("unsupported", "A private text has no way into a post, and no public stub.");
  const way = isPrivate ? { way: "public_stub" as const } : {};
  const target = effect.replyTo ?? postId;
  const standing = async (): Promise<Receipt | undefined> => {
    if (uncertainSince === undefined) return undefined;
    const query = { postId: target, us: port.userId(), sinceId: leastSentId(uncertainSince), signal };
    const id = await port.posts.ownReply(query).catch((error: unknown) => {
      throw toDeliveryError(error, { nature: "repeatable" });
    });
    return id === undefined ? undefined : { messageIds: [id], ...way };
  };
  const known = await standing();
  if (known) return known;
  const isRepeated = port.repeated.delete(effect.id);
  try {
    const id = await port.posts.reply(target, toPost(shown, isRepeated ? markOf(target) : ""), signal);
    return { messageIds: [id], ...way };
  } catch (error) {
    const isRefused = isDuplicate(error);
    // What X refuses as a repetition may be the attempt before, or the same words under another post.
    const told = isRefused ? await standing() : undefined;
    if (told) return told;
    if (isRefused && !isRepeated && uncertainSince === undefined) throw noteRepeated(port, effect.id);
    if (isRepeated && !isRefused) port.repeated.add(effect.id);
    throw toDeliveryError(error, { nature: "send" });
  }
};

const send = (port: DeliverPort, task: SendTask): Promise<Receipt> => {
  const address = readAddress(task.effect.conversationId);
  const { attachments = [] } = task.effect;
  if (attachments.length > (task.files ?? []).length)
    throw refusal("The message has attachments whose bytes were not handed over.");
  switch (address.kind) {
    case "direct":
      return sendDirectly(port, { ...task, userId: address.userId });
    case "thread":
      return reply(port, { ...task, postId: address.postId });
    default:
      return address satisfies never;
  }
};

/** Performs one effect. Throws DeliveryError only. */
export const deliver = async (port: DeliverPort, task: Task): Promise<Receipt> => {
  const { effect } = task;
  try {
    switch (effect.kind) {
      case "message.send":
        return await send(port, { ...task, effect });
      case "message.edit":
      case "message.delete":
        throw new DeliveryError(
          "unsupported",
          "X lets nobody change or take back what another has received.",
        );
      case "member.mute":
      case "member.ban":
      case "member.restore":
      case "join.answer":
        throw new DeliveryError("unsupported", "X has no groups that we could moderate.");
      default:
        effect satisfies never;
        throw new DeliveryError("unsupported", "An effect of unknown kind.");
    }
  } catch (error) {
    throw toDeliveryError(error, { nature: "send" });
  }
};
