import type { AccountId, ConversationId } from "../domain/ids.ts";

/** What an account needs whose sends are few and dear. */
export interface ScarcePort {
  readonly scarce: {
    /** How many conversations wait for an answer or a receipt. */
    waiting(destination: string): Promise<number>;
    /** When people's messages to an account came in, from `since` on, however old they were then. */
    receivedSince(accountId: AccountId, since: number): Promise<readonly number[]>;
    /** When our newest messages to a conversation were sent, by their effects; without those that wait. */
    sentAt(conversationId: ConversationId): Promise<Readonly<Record<string, number>>>;
  };
}
