import type { Fields } from "../../wire/values.ts";
import type { GatewaySession } from "./session.ts";

/** What a client is told of itself once it has identified; its servers follow one by one. */
export const readyWire = (
  { facts }: GatewaySession,
  { guildIds, resumeUrl }: { readonly guildIds: readonly string[]; readonly resumeUrl: string },
): Fields => {
  const { application, shard, id } = facts;
  return {
    v: 10,
    user: { ...application.user, mfa_enabled: true, verified: true, email: null },
    guilds: guildIds.map((guildId) => ({ id: guildId, unavailable: true })),
    session_id: id,
    session_type: "normal",
    resume_gateway_url: resumeUrl,
    shard,
    application: { id: application.id, flags: application.flags },
    private_channels: [],
    relationships: [],
    presences: [],
    user_settings: {},
    _trace: ["sandbox"],
  };
};
