import type { UnparsedUpdate } from "../../src/domain/adapter.ts";
import type { RawEvent } from "../../src/domain/event.ts";
import type { Parsed } from "../shared/parsed.ts";
import { fieldName, shapeOf } from "../shared/shape.ts";
import { isObject, textOf, wholeOf } from "../shared/values.ts";
import { type NativePacket, snowflakeOf } from "./native.ts";
import { type Asked, parseInteraction } from "./parse-interaction.ts";
import { parseMember } from "./parse-membership.ts";
import { parseDeletion, parseEdit, parseMessage } from "./parse-message.ts";
import { parseRights, rightsPacket } from "./parse-rights.ts";
import type { ParseContext } from "./place.ts";

export interface ParsedPackets {
  readonly events: readonly RawEvent[];
  readonly unparsed: readonly UnparsedUpdate[];
  /** What Discord waits to be answered. */
  readonly asked: readonly Asked[];
}

/** What each kind of packet is read by. Others are of no concern to the fleet. */
const parsers: Readonly<Record<string, (value: object, context: ParseContext) => Parsed>> = {
  MESSAGE_CREATE: parseMessage,
  MESSAGE_UPDATE: parseEdit,
  MESSAGE_DELETE: parseDeletion,
  MESSAGE_DELETE_BULK: parseDeletion,
  GUILD_MEMBER_ADD: parseMember("member.joined"),
  GUILD_MEMBER_REMOVE: parseMember("member.left"),
  [rightsPacket]: parseRights,
};
const interaction = "INTERACTION_CREATE";

/** Whether a packet of this name may come to events. */
export const isOfConcern = (name: unknown): name is string =>
  typeof name === "string" && (name === interaction || name in parsers);

const idIn = (value: unknown): string | undefined =>
  isObject(value) && "id" in value ? snowflakeOf(value.id) : undefined;

const toUnparsed = (packet: NativePacket, context: ParseContext): UnparsedUpdate => {
  const kind = textOf(packet.t) ?? typeof packet;
  const which = idIn(packet.d) ?? `${context.receivedAt}/${wholeOf(packet.s) ?? 0}`;
  // A packet's data may be anything, an interaction's with a token in it: keys and types only.
  return {
    platformEventId: `u${fieldName(kind.toLowerCase())}/${which}`,
    kind: fieldName(kind.toLowerCase()),
    shape: shapeOf(isObject(packet.d) ? packet.d : {}),
  };
};

/** Packets of the gateway to events, in order. Never throws: what it does not understand it describes without contents. */
export const parsePackets = (packets: readonly unknown[], context: ParseContext): ParsedPackets => {
  const events: RawEvent[] = [];
  const unparsed: UnparsedUpdate[] = [];
  const asked: Asked[] = [];
  for (const value of packets) {
    const packet: NativePacket = isObject(value) ? value : {};
    if (!isOfConcern(packet.t)) continue;
    const data = isObject(packet.d) ? packet.d : undefined;
    if (packet.t === interaction) {
      const parsed = data && parseInteraction(data, context);
      if (parsed === undefined) unparsed.push(toUnparsed(packet, context));
      else {
        events.push(...parsed.events);
        asked.push(parsed.asked);
      }
      continue;
    }
    const parsed = data && parsers[packet.t]?.(data, context);
    if (parsed === undefined) unparsed.push(toUnparsed(packet, context));
    else events.push(...parsed);
  }
  return { events, unparsed, asked };
};
