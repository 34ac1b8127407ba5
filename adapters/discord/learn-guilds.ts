import { isObject, listOf } from "../shared/values.ts";
import type { Api } from "./api.ts";
import { type NativeGuild, type NativePacket, snowflakeOf } from "./native.ts";

/** More servers than these are told faster by a new session than by an answer for each. */
const mostGuilds = 10;
const timeoutMs = 10_000;

interface LearnPort {
  readonly api: Pick<Api, "call">;
  /** Whose membership is asked for, too. */
  readonly botId: string | undefined;
  note(packet: NativePacket): void;
  readonly signal: AbortSignal;
}

/**
 * A session that a former process began tells of servers no more: they are asked for. Resolves to whether all are known;
 * never rejects.
 */
export const learnGuilds = async ({ api, botId, note, signal }: LearnPort): Promise<boolean> => {
  const ask = (path: `/${string}`) => api.call({ method: "GET", path, signal, timeoutMs });
  try {
    const list = listOf(await ask("/users/@me/guilds"));
    if (list.length > mostGuilds) return false;
    for (const value of list) {
      const { id }: NativeGuild = isObject(value) ? value : {};
      const guildId = snowflakeOf(id);
      if (guildId === undefined) return false;
      const guild = await ask(`/guilds/${guildId}`);
      const channels = await ask(`/guilds/${guildId}/channels`);
      const active = await ask(`/guilds/${guildId}/threads/active`);
      const threads = isObject(active) && "threads" in active ? active.threads : [];
      const members = botId === undefined ? [] : [await ask(`/guilds/${guildId}/members/${botId}`)];
      note({ t: "GUILD_CREATE", d: { ...(isObject(guild) ? guild : {}), channels, threads, members } });
    }
    return true;
  } catch {
    return false;
  }
};
