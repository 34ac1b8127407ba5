import type { Conversation } from "../domain/conversation.ts";
import type { Turn } from "../domain/turn.ts";

/**
 * The bot has the conversation. After a human nothing that was decided before is said; without one, what waits was the
 * bot's own all the while, and the person still waits for it.
 */
export const backToBot = ({
  conversation: { owner, ownerEpoch },
}: Turn): Pick<Conversation, "owner" | "ownerEpoch"> => ({
  owner: "bot",
  ownerEpoch: owner === "human" ? ownerEpoch + 1 : ownerEpoch,
});
