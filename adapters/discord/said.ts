import type { Clock } from "../../src/domain/clock.ts";
import type { SendMessage } from "../../src/domain/effect.ts";
import type { ConversationId } from "../../src/domain/ids.ts";
import { isObject, listOf, textOf } from "../shared/values.ts";
import type { Api } from "./api.ts";
import { ApiFailure } from "./api-failure.ts";
import { codes } from "./failure-reasons.ts";
import { discordLimits } from "./limits.ts";
import {
  leastIdAt,
  type NativeMessage,
  type NativeReference,
  type NativeUser,
  snowflakeOf,
} from "./native.ts";
import type { Part } from "./parts.ts";

/** What is asked of the world to find what we have said. */
export interface SaidPort {
  readonly api: Pick<Api, "call">;
  readonly clock: Clock;
  readonly botId: () => string | undefined;
  /** The ids of what is known to have arrived of all that we sent there since then. */
  sentTo(conversationId: ConversationId, since: number): Promise<readonly string[]>;
  readonly signal: AbortSignal;
}

/** A part of an effect whose sending was begun at some time since then. */
export interface Sought {
  readonly effect: Pick<SendMessage, "conversationId">;
  readonly part: Part;
  readonly since: number;
  /** The message that it answers; `any` where Discord chooses that. */
  readonly replyTo: string | "any" | undefined;
  /** Other parts of the same effect. */
  readonly sentIds: readonly string[];
}

/** Two people may be told the same words: what stands in a receipt was said to somebody else, or earlier. */
export const takenIds = async (
  { sentTo }: Pick<SaidPort, "sentTo">,
  { effect, since, sentIds }: Sought,
): Promise<ReadonlySet<string>> => {
  const told = await sentTo(effect.conversationId, since - discordLimits.interactionLivesMs);
  return new Set([...told, ...sentIds]);
};

const referenceIn = ({ message_reference: native }: NativeMessage): string | undefined => {
  const reference: NativeReference = isObject(native) ? native : {};
  return snowflakeOf(reference.message_id);
};

/** Whether a message says what the part does. */
export const says = (message: NativeMessage, { part }: Pick<Sought, "part">): boolean =>
  (textOf(message.content) ?? "") === part.text && listOf(message.attachments).length === part.files.length;

const isGone = async ({ api, signal }: SaidPort, path: `/${string}`): Promise<boolean> => {
  try {
    await api.call({ method: "GET", path, signal });
    return false;
  } catch (error) {
    if (error instanceof ApiFailure && error.code === codes.unknownMessage) return true;
    throw error;
  }
};

/** Ours, of those words, in answer to the same message, told by no receipt, and not there before the first attempt. */
export const findSaid = async (
  port: SaidPort,
  { channelId, ...sought }: Sought & { readonly channelId: string },
): Promise<string | undefined> => {
  const { api, signal } = port;
  const taken = await takenIds(port, sought);
  const query = new URLSearchParams({
    after: leastIdAt(sought.since),
    limit: String(discordLimits.messagesPerRead),
  });
  const list = await api.call({ method: "GET", path: `/channels/${channelId}/messages`, query, signal });
  const ours = listOf(list).flatMap((value): (NativeMessage & { readonly id: string })[] => {
    const message: NativeMessage = isObject(value) ? value : {};
    const author: NativeUser = isObject(message.author) ? message.author : {};
    const id = snowflakeOf(message.id);
    const fits = id !== undefined && !taken.has(id) && author.id === port.botId() && says(message, sought);
    return fits ? [{ ...message, id }] : [];
  });
  const { replyTo } = sought;
  const answers = ours.find((message) => replyTo === "any" || referenceIn(message) === replyTo);
  if (answers !== undefined || replyTo === undefined || replyTo === "any") return answers?.id;
  // What answers a message that is gone is said without a reference to it.
  const loose = ours.find((message) => referenceIn(message) === undefined);
  const wasGone = loose && (await isGone(port, `/channels/${channelId}/messages/${replyTo}`));
  return wasGone ? loose.id : undefined;
};
