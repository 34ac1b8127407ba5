import { type Fields, isList, numberOf, stringOf } from "../../wire/values.ts";
import { memberWire } from "../world/guild-wire.ts";
import type { World } from "../world/world.ts";
import { intentBits } from "./intents.ts";
import type { SessionFacts } from "./session.ts";

const chunkSize = 1_000;

/** What a request for a server's members is answered with; the whole list only with the intent. */
export const memberChunks = (
  world: World,
  { application, intents }: SessionFacts,
  asked: Fields,
): Fields[] => {
  const guild = world.guilds.get(stringOf(asked["guild_id"]) ?? "");
  if (!guild?.members.has(application.id)) return [];
  const given = isList(asked["user_ids"]) ? asked["user_ids"] : [asked["user_ids"]];
  const ids = given.filter((id) => typeof id === "string");
  const query = stringOf(asked["query"]) ?? "";
  const limit = numberOf(asked["limit"]) ?? 0;
  const mayListAll = (intents & intentBits.GuildMembers) !== 0;
  const all = [...guild.members.values()];
  const byName = all.filter(({ user, nick }) => (nick ?? user.username).toLowerCase().startsWith(query));
  const found = ids.length > 0 ? all.filter(({ user }) => ids.includes(user.id)) : byName;
  const whole = ids.length === 0 && query === "" && limit === 0;
  const members = (whole && !mayListAll ? [] : found).slice(0, limit > 0 ? limit : undefined).map(memberWire);
  const chunks = Math.max(1, Math.ceil(members.length / chunkSize));
  return Array.from({ length: chunks }, (_, n) => ({
    guild_id: guild.id,
    members: members.slice(n * chunkSize, (n + 1) * chunkSize),
    chunk_index: n,
    chunk_count: chunks,
    not_found: ids.filter((id) => !guild.members.has(id)),
    presences: [],
    ...(asked["nonce"] !== undefined && { nonce: asked["nonce"] }),
  }));
};
