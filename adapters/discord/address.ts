import { DeliveryError } from "../../src/domain/delivery.ts";
import {
  type AccountId,
  type ConversationId,
  conversationId,
  nativeConversationId,
} from "../../src/domain/ids.ts";
import { snowflakeOf } from "./native.ts";

/** Where a conversation is on Discord. */
export type Address =
  /** A channel of one person's direct messages. */
  | { readonly kind: "direct"; readonly channelId: string }
  /** A channel or thread of a server. */
  | { readonly kind: "channel"; readonly guildId: string; readonly channelId: string }
  /** A private thread that we opened for one person. */
  | { readonly kind: "private"; readonly guildId: string; readonly channelId: string }
  /** What one person and we say to each other in a channel, seen by nobody else. */
  | {
      readonly kind: "aside";
      readonly guildId: string;
      readonly channelId: string;
      readonly userId: string;
    };

/** Those of one person are chats of their own, which may go on elsewhere; those of a server share its members. */
const nativeAddress = (address: Address): string => {
  switch (address.kind) {
    case "direct":
      return address.channelId;
    case "channel":
      return `${address.guildId}/${address.channelId}`;
    case "private":
      return `private.${address.guildId}.${address.channelId}`;
    case "aside":
      return `aside.${address.guildId}.${address.channelId}.${address.userId}`;
    default:
      return address satisfies never;
  }
};

export const addressId = (account: AccountId, address: Address): ConversationId =>
  conversationId(account, nativeAddress(address));

/** A server and its channel. */
export const channelShape = /^(\d{15,20})\/(\d{15,20})$/;
const shapes = {
  direct: /^(\d{15,20})$/,
  channel: channelShape,
  private: /^private\.(\d{15,20})\.(\d{15,20})$/,
  aside: /^aside\.(\d{15,20})\.(\d{15,20})\.(\d{15,20})$/,
} as const;

/** Where a conversation of ours is. Throws DeliveryError for what is none of Discord's. */
export const readAddress = (id: ConversationId): Address => {
  const native = nativeConversationId(id);
  const [, direct] = shapes.direct.exec(native) ?? [];
  if (direct !== undefined) return { kind: "direct", channelId: direct };
  for (const kind of ["channel", "private"] as const) {
    const [, guildId, channelId] = shapes[kind].exec(native) ?? [];
    if (guildId !== undefined && channelId !== undefined) return { kind, guildId, channelId };
  }
  const [, guildId, channelId, userId] = shapes.aside.exec(native) ?? [];
  if (guildId !== undefined && channelId !== undefined && userId !== undefined)
    return { kind: "aside", guildId, channelId, userId };
  throw new DeliveryError("rejected", `${id} is no Discord channel.`);
};

/** An id of ours that must be Discord's. Throws DeliveryError when it is none. */
export const nativeId = (id: string, what: string): string => {
  const native = snowflakeOf(id);
  if (native === undefined) throw new DeliveryError("rejected", `${id} is no Discord ${what}.`);
  return native;
};
