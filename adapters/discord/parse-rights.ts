import { type GroupRight, groupRights } from "../../src/domain/conversation.ts";
import { conversationId, eventId } from "../../src/domain/ids.ts";
import type { Parsed } from "../shared/parsed.ts";
import { listOf, wholeOf } from "../shared/values.ts";
import { addressId } from "./address.ts";
import { type NativePacket, snowflakeOf } from "./native.ts";
import type { ParseContext } from "./place.ts";
import type { RightsChange } from "./rights-book.ts";

/** No packet of Discord's: what several of them together mean for us, in the order of all others. */
export const rightsPacket = "OUR_RIGHTS";

export const toRightsPacket = (
  change: RightsChange,
  { s, at }: { s: unknown; at: number },
): NativePacket => ({
  t: rightsPacket,
  s,
  d: { ...change, at, s },
});

type Told = { readonly [key in keyof RightsChange | "at" | "s"]?: unknown };

const rightsIn = (values: unknown): readonly GroupRight[] =>
  groupRights.filter((right) => listOf(values).includes(right));

/** The channel that a packet tells of, and what we may do there; undefined for any other packet. */
export const readRights = ({ t, d }: NativePacket) => {
  const { channelId, rights }: Told = t === rightsPacket && typeof d === "object" && d !== null ? d : {};
  const id = snowflakeOf(channelId);
  return id === undefined ? undefined : { channelId: id, rights: rightsIn(rights) };
};

/** What we may do in a channel, or that we are no more in a server. */
export const parseRights = (value: object, context: ParseContext): Parsed => {
  const told: Told = value;
  const [guildId, channelId] = [told.guildId, told.channelId].map(snowflakeOf);
  const at = wholeOf(told.at);
  if (guildId === undefined || at === undefined) return undefined;
  const platformEventId = `r${guildId}/${channelId ?? ""}/${at}/${wholeOf(told.s) ?? 0}`;
  const { accountId } = context;
  return [
    {
      id: eventId(accountId, platformEventId),
      accountId,
      conversationId:
        channelId === undefined
          ? conversationId(accountId, guildId)
          : addressId(accountId, { kind: "channel", guildId, channelId }),
      conversationKind: "group",
      platformEventId,
      occurredAt: at,
      kind: "rights.changed",
      present: channelId !== undefined,
      rights: rightsIn(told.rights),
      ...(told.before !== undefined && { before: rightsIn(told.before) }),
    },
  ];
};
