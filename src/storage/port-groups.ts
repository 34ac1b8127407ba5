import type { Invited, PublicQuestion } from "../domain/event.ts";
import type { AccountId, ConversationId, EventId, PersonId } from "../domain/ids.ts";
import type { Person } from "../domain/person.ts";

/** Who someone is in a chat, as far as the platform told. */
export interface Membership {
  readonly role: Person["role"];
  /** Absent when they were there before we were. */
  readonly joinedAt?: number;
  /** Present when they are gone. */
  readonly leftAt?: number;
}

/** A chat goes on under another id, with all of its topics. */
export interface Move {
  readonly from: ConversationId;
  readonly to: ConversationId;
}

/** A message that uses up the allowance of its chat. */
export interface GroupSend {
  readonly conversationId: ConversationId;
  readonly at: number;
}

/** What the fleet keeps of groups. */
export interface GroupsPort {
  readonly conversations: {
    /**
     * Rewrites every id that leads to the chat, in one transaction; what waits goes to the new one. Told twice, it is
     * done once. Resolves to whether anything changed.
     */
    migrate(move: Move): Promise<boolean>;
    /** The id under which a conversation goes on: its own, unless its chat has moved. */
    current(id: ConversationId): ConversationId;
    /** The first id that a conversation had. Undefined: it always had this one. */
    origin(id: ConversationId): ConversationId | undefined;
    /** Whether somebody else than us has ever done anything there. */
    heardFrom(id: ConversationId): boolean;
  };
  readonly members: {
    /** Undefined when nothing was told of them. */
    of(chat: ConversationId, person: PersonId): Promise<Membership | undefined>;
  };
  readonly invitations: {
    /** The question with which this very person was invited; undefined for anybody else's token, and once it expired. */
    find(token: string, person: PersonId): Promise<Invited | undefined>;
    /** What this person was invited with of late by this account: a secret before a question, else the newest. */
    latest(asked: {
      readonly person: PersonId;
      readonly account: AccountId;
      readonly after: number;
    }): Promise<Invited | undefined>;
  };
  readonly posts: {
    /** What was asked in a post; undefined where nothing of it is kept any more. */
    find(id: EventId): Promise<PublicQuestion | undefined>;
  };
  readonly relays: {
    /** The platform's ids of the messages that an agent's reply became, by the event that brought it. */
    messageIds(reply: EventId): Promise<readonly string[]>;
  };
}
