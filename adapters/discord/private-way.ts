import { isObject } from "../shared/values.ts";
import type { Address } from "./address.ts";
import type { Api } from "./api.ts";
import { ApiFailure } from "./api-failure.ts";
import { codes } from "./failure-reasons.ts";
import { type NativeChannel, snowflakeOf } from "./native.ts";

type Aside = Extract<Address, { kind: "aside" }>;

const privateThread = 12;
/** After a day of silence Discord puts the thread away; what is written there takes it out again. */
const archiveMinutes = 1440;
const threadName = "Support";

interface WayPort {
  readonly api: Pick<Api, "call">;
  readonly signal: AbortSignal;
}

const channelIn = (answer: unknown): string => {
  const channel: NativeChannel = isObject(answer) ? answer : {};
  const id = snowflakeOf(channel.id);
  if (id === undefined) throw new ApiFailure("the answer names no channel", {});
  return id;
};

/** The channel of a person's direct messages: the same one however often it is opened. */
export const openDirect = async ({ api, signal }: WayPort, userId: string): Promise<string> =>
  channelIn(
    await api.call({ method: "POST", path: "/users/@me/channels", body: { recipient_id: userId }, signal }),
  );

/** A thread in the channel that the person alone sees beside us and the server's moderators. */
export const openPrivateThread = async (
  { api, signal }: WayPort,
  { channelId, userId }: Aside,
): Promise<string> => {
  const body = {
    name: threadName,
    type: privateThread,
    invitable: false,
    auto_archive_duration: archiveMinutes,
  };
  const opened = await api.call({ method: "POST", path: `/channels/${channelId}/threads`, body, signal });
  const threadId = channelIn(opened);
  await api.call({ method: "PUT", path: `/channels/${threadId}/thread-members/${userId}`, signal });
  return threadId;
};

/** The person takes no direct messages from us. */
export const isDirectClosed = (error: unknown): boolean =>
  error instanceof ApiFailure && (error.code === codes.cannotMessage || error.code === codes.noMutualServer);
