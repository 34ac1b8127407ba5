import type { Button, FormattedText, Priority } from "./effect.ts";
import type { ArticleSlug, EventId, TicketId } from "./ids.ts";
import type { TicketDraft, TicketReply } from "./ticket.ts";

/** The fleet's own words, by key and arguments; rendered in the person's language. */
export interface Phrase {
  readonly key: string;
  readonly args?: Readonly<Record<string, string | number>>;
  /** Arguments that are lists of other phrases, by their keys: said as lines of a list. */
  readonly lists?: Readonly<Record<string, readonly string[]>>;
}

/** A button whose label is a phrase or, for a title, text that is already in the person's language. */
export interface PhraseButton {
  readonly label: Phrase | string;
  readonly payload: Button["payload"];
  readonly opens?: Button["opens"];
}

/** What the bot means, in an auditor's words. `reason` is a short code such as `greeting` or `low_confidence`. */
export type Decision =
  | { readonly kind: "ignore"; readonly reason: string }
  | {
      readonly kind: "answer";
      readonly reason: string;
      readonly slug: ArticleSlug;
      readonly content: FormattedText;
      readonly urgent: boolean;
      readonly related: readonly { readonly slug: ArticleSlug; readonly title: string }[];
      /** The person is asked whether it helped. */
      readonly asksHelpful?: boolean;
      /** Questions that lead on from here. */
      readonly guide?: string;
    }
  | {
      readonly kind: "ask";
      readonly reason: string;
      readonly say: readonly Phrase[];
      readonly buttons: readonly PhraseButton[];
    }
  | {
      readonly kind: "converse";
      readonly reason: string;
      readonly say: readonly Phrase[];
      readonly buttons: readonly PhraseButton[];
      readonly priority?: Priority;
    }
  | {
      readonly kind: "escalate";
      readonly reason: string;
      readonly ticketId: TicketId;
      readonly draft: TicketDraft;
      readonly say: readonly Phrase[];
    }
  | {
      readonly kind: "relay";
      readonly reason: string;
      readonly to: "person";
      readonly ticketId: TicketId;
      readonly eventId: EventId;
      readonly reply: TicketReply;
    }
  | { readonly kind: "relay"; readonly reason: string; readonly to: "desk"; readonly ticketId: TicketId };
