import { DeliveryError } from "../../src/domain/delivery.ts";
import {
  type AccountId,
  type ConversationId,
  conversationId,
  nativeConversationId,
} from "../../src/domain/ids.ts";

/** Where a conversation is on X. */
export type Address =
  /** The direct messages with one person. */
  | { readonly kind: "direct"; readonly userId: string }
  /** A public thread, by the post that began it. */
  | { readonly kind: "thread"; readonly postId: string };

const nativeAddress = (address: Address): string => {
  switch (address.kind) {
    case "direct":
      return address.userId;
    case "thread":
      return `post:${address.postId}`;
    default:
      return address satisfies never;
  }
};

export const addressId = (account: AccountId, address: Address): ConversationId =>
  conversationId(account, nativeAddress(address));

const shape = /^(post:)?(\d{1,19})$/;

/** Where a conversation of ours is. Throws DeliveryError for what is none of X's. */
export const readAddress = (id: ConversationId): Address => {
  const [, mark, nativeId] = shape.exec(nativeConversationId(id)) ?? [];
  if (nativeId === undefined) throw new DeliveryError("rejected", `${id} is no conversation on X.`);
  return mark === undefined ? { kind: "direct", userId: nativeId } : { kind: "thread", postId: nativeId };
};
