import { conversationId, eventId } from "../../src/domain/ids.ts";
import { noEvents, type Parsed } from "../shared/parsed.ts";
import { isObject } from "../shared/values.ts";
import { dateOf, type NativeMembership, type NativeUser, snowflakeOf } from "./native.ts";
import { readPerson } from "./person.ts";
import type { ParseContext } from "./place.ts";

/** Somebody came to a server or left it; told only with the Members intent. */
export const parseMember =
  (kind: "member.joined" | "member.left") =>
  (value: object, context: ParseContext): Parsed => {
    const native: NativeMembership = value;
    const guildId = snowflakeOf(native.guild_id);
    const person = readPerson(native.user, { member: native });
    if (guildId === undefined || person === undefined) return undefined;
    const user: NativeUser = isObject(native.user) ? native.user : {};
    // Our own coming and going is told with our rights.
    if (user.id === context.botId) return noEvents;
    const occurredAt = dateOf(native.joined_at) ?? context.receivedAt;
    const platformEventId = `${kind === "member.joined" ? "j" : "l"}${guildId}/${String(user.id)}/${occurredAt}`;
    return [
      {
        id: eventId(context.accountId, platformEventId),
        accountId: context.accountId,
        conversationId: conversationId(context.accountId, guildId),
        conversationKind: "group",
        platformEventId,
        occurredAt,
        kind,
        person,
      },
    ];
  };
