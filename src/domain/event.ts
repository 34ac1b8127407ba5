import type { ConversationKind, GroupRight } from "./conversation.ts";
import type { DeliveryFailure, Receipt } from "./delivery.ts";
import type { EffectKind } from "./effect.ts";
import type { AccountId, AttachmentId, ConversationId, EffectId, EventId, TicketId } from "./ids.ts";
import type { AttachmentRef, Message, RawMessage, SecretFinding } from "./message.ts";
import type { Person } from "./person.ts";
import type { ReplySlot } from "./reply-slot.ts";
import type { TicketChange, TicketReply } from "./ticket.ts";

interface EventFields {
  readonly id: EventId;
  readonly accountId: AccountId;
  readonly conversationId: ConversationId;
  readonly conversationKind: ConversationKind;
  /** The platform's own id of the event; with the account it is unique. */
  readonly platformEventId: string;
  readonly occurredAt: number;
  readonly replySlot?: ReplySlot;
}

type EventBody<M> =
  | {
      readonly kind: "message.created";
      readonly message: M;
      /** Where invitations carry no token: what the person was invited with before they wrote; put in by the worker. */
      readonly invitedWith?: Invited;
    }
  | { readonly kind: "message.edited"; readonly message: M }
  | { readonly kind: "message.deleted"; readonly messageIds: readonly string[] }
  /** `person.role` is what they are from now on; `by` invited, removed or promoted them. */
  | {
      readonly kind: "member.joined" | "member.left" | "member.changed";
      readonly person: Person;
      readonly by?: Person;
    }
  /** What we ourselves may do in a group from now on, and did before if the platform tells. `present`: false once we were removed. */
  | {
      readonly kind: "rights.changed";
      readonly present: boolean;
      readonly rights: readonly GroupRight[];
      readonly before?: readonly GroupRight[];
      readonly by?: Person;
    }
  /** `answerBy`: the platform listens until then. */
  | {
      readonly kind: "join.requested";
      readonly person: Person;
      readonly queryId?: string;
      readonly answerBy?: number;
    }
  /** `token` is what the platform carried; the worker puts the `payload` in that we kept for it. */
  | {
      readonly kind: "button.pressed";
      readonly person: Person;
      readonly token: string;
      readonly payload?: string;
      readonly messageId?: string;
    }
  | {
      readonly kind: "command.called";
      readonly person: Person;
      readonly name: string;
      readonly args: string;
      readonly messageId: string;
      /** Findings in `args`. Empty until the guard has looked. */
      readonly secrets: readonly SecretFinding[];
      /** What the person asked where they were invited from; put in by the worker. */
      readonly invitedWith?: Invited;
    }
  | {
      readonly kind: "form.submitted";
      readonly person: Person;
      readonly form: string;
      readonly values: Readonly<Record<string, string>>;
      /** The guard could not look at it: nothing of it is kept. @default false */
      readonly withheld?: boolean;
      readonly messageId?: string;
      readonly attachments?: readonly AttachmentRef[];
      /** Findings in its values, once the guard has looked. */
      readonly secrets?: readonly SecretFinding[];
    }
  | { readonly kind: "member.blocked"; readonly person: Person; readonly blocked: boolean }
  | { readonly kind: "conversation.migrated"; readonly to: ConversationId }
  | {
      readonly kind: "ticket.replied";
      readonly ticketId: TicketId;
      readonly reply: TicketReply;
      readonly sequence: number;
    }
  | {
      readonly kind: "ticket.changed";
      readonly ticketId: TicketId;
      readonly change: TicketChange;
      readonly sequence: number;
    }
  | { readonly kind: "timer.fired"; readonly key: string; readonly generation: number; readonly data: string }
  | {
      readonly kind: "moderator.acted";
      readonly moderator: string;
      readonly act: string;
      readonly subject: string;
    }
  | {
      readonly kind: "effect.settled";
      readonly effectId: EffectId;
      readonly effectKind: EffectKind;
      readonly outcome: Outcome;
      readonly ticketId?: TicketId;
      readonly attachmentId?: AttachmentId;
      /** The desk's webhook event that the settled effect relayed. */
      readonly relayOf?: EventId;
      /** The post that a public reply was for, where that reply died; put in by the worker. */
      readonly asked?: PublicQuestion;
    };

/** What somebody asked where anybody can read it, redacted. */
export interface PublicQuestion {
  readonly source: EventId;
  readonly messageId: string;
  readonly author: Person;
  readonly at: number;
  readonly text: string;
  readonly secrets: readonly SecretFinding[];
  readonly url: string;
}

/** The question with which a person followed an invitation from a group into the direct chat. */
export interface Invited {
  readonly conversationId: ConversationId;
  /** Of the invitation, where the person did not bring it. */
  readonly token?: string;
  readonly text: string;
  /** The event that holds the question, its message, and what the guard found in it. */
  readonly source?: EventId;
  readonly messageId?: string;
  readonly secrets?: readonly SecretFinding[];
}

/** How an effect ended. */
export type Outcome =
  | { readonly state: "sent"; readonly receipt: Receipt }
  | {
      readonly state: "dead";
      readonly failure: DeliveryFailure | "expired" | "superseded";
      readonly reason: string;
    };

/** What happened, as an adapter parsed it: not yet redacted, never stored. */
export type RawEvent = EventFields & EventBody<RawMessage>;
/** What happened, redacted. */
export type InboundEvent = EventFields & EventBody<Message>;
export type EventKind = InboundEvent["kind"];
/** An effect has ended. */
export type EffectSettled = Extract<InboundEvent, { kind: "effect.settled" }>;
