import type { Collectable } from "./article.ts";
import type {
  AccountId,
  ArticleSlug,
  AttachmentId,
  ConversationId,
  EffectId,
  EventId,
  PersonId,
  TicketId,
} from "./ids.ts";
import type { Locale } from "./locale.ts";
import type { ExpectedValue, SecretKind } from "./message.ts";
import type { ReplySlot } from "./reply-slot.ts";
import type { TicketCategory, TicketField } from "./ticket.ts";

export type ConversationKind = "direct" | "group" | "thread";

/** Who answers. `queued`: a ticket is open and no human has taken it yet. */
export type Owner = "bot" | "queued" | "human" | "closed";

/** What moderation may need in a group. */
export const groupRights = [
  "delete_messages",
  "restrict_members",
  "invite_members",
  "manage_topics",
] as const;
export type GroupRight = (typeof groupRights)[number];

export interface Conversation {
  readonly id: ConversationId;
  readonly accountId: AccountId;
  readonly kind: ConversationKind;
  readonly owner: Owner;
  /** Raised at each take-over; answers rendered under an older epoch are never sent. */
  readonly ownerEpoch: number;
  readonly expects: readonly ExpectedValue[];
  readonly locale?: Locale;
  readonly state: DialogueState;
}

/** What the dialogue remembers between turns. Stored sealed. */
export interface DialogueState {
  /** The introduction (automated, how to reach a person, never send secrets) was said at this time. */
  readonly introducedAt?: number;
  /** The person chose this language by hand: it is not guessed any more. */
  readonly localeChosen?: boolean;
  readonly lastArticle?: ArticleSlug;
  /** What was offered last, for a title or a "yes" as a reply. */
  readonly offered?: readonly ArticleSlug[];
  readonly menu?: MenuState;
  readonly shown?: Shown;
  readonly form?: FormState;
  /** What was told in the last guide, for a ticket about the article that it ended in. */
  readonly guided?: Told & { readonly endedIn: ArticleSlug; readonly at: number };
  readonly openTicket?: { readonly id: TicketId; readonly category: TicketCategory };
  /** The person was told that the ticket is delayed; said once per ticket. */
  readonly delayTold?: TicketId;
  /** The last reply was said at this time, and asked whether to call a person: a yes is about that. */
  readonly offeredPersonAt?: number;
  /** Failed answers in a row: after two the fleet offers a person. */
  readonly misses?: number;
  /** The answer about which the person was last asked whether it helped. */
  readonly helpful?: HelpfulState;
  /** Repeated refusals and reminders are said once per this time. */
  readonly lastNoticeAt?: number;
  /** Warnings that wait for the outcome of a deletion. */
  readonly warnings?: readonly SecretWarning[];
  /** What the guard suspects and the person has not settled, oldest first; never more than one has been asked about. */
  readonly doubts?: readonly Doubt[];
  /** The last warning about secrets that the person was given. */
  readonly warned?: { readonly at: number; readonly kinds: readonly SecretKind[] };
  /** The person's own words that the desk was given lately beside the conversation itself. */
  readonly handed?: readonly HandedWords[];
  /** The person wrote to a human at this time and has had no reply yet. */
  readonly awaitingAgentSince?: number;
  /** The person was told at this time that no more replies come for now. */
  readonly cappedAt?: number;
  /** The platform lets us write until then; what is later dies as expired. */
  readonly replyUntilAt?: number;
  /** Where the person waits for an answer, while the platform keeps that place open. */
  readonly replySlot?: ReplySlot;
  /** In a group: what we may do there, once the platform has told. */
  readonly rights?: readonly GroupRight[];
  /** The invitation into this chat that was followed last, and for a while what was asked where it came from. */
  readonly invited?: { readonly token: string; readonly at: number; readonly text?: string };
  /** A human of the account wrote here themselves at this time, in the platform's own app. */
  readonly staffAt?: number;
  /** Pictures and files without words were last acknowledged at this time. */
  readonly mediaNoticeAt?: number;
  /** The person was last told at this time that their encrypted messages cannot be read. */
  readonly encryptedToldAt?: number;
  /** Files that are not kept, of which the person has been told. */
  readonly refusalsTold?: readonly AttachmentId[];
  /** The person asked at this time not to be written to, and has not written since. */
  readonly optedOutAt?: number;
  /** In a public place: whom we have replied to there, the latest last. */
  readonly repliedTo?: readonly PersonId[];
  /** In a public place where we reply once: the event that each of them was replied to for. */
  readonly repliedFor?: Readonly<Record<PersonId, EventId>>;
  /** The desk's case of a post: nothing is ever said here. */
  readonly isCase?: true;
  /** The person was marked as unanswered, having waited since then. */
  readonly unansweredSince?: number;
  /** What was kept of the person was erased at this time, and they have not written since. */
  readonly erasedAt?: number;
  /** The person was asked at this time whether to erase what is kept of them. */
  readonly eraseAskedAt?: number;
  /** Nothing reaches the person, which the agent of the open ticket knows. */
  readonly unreachable?: boolean;
}

/** The buttons below what was said last, by their payloads, or the lines in their place: for "2" or "the second" as a reply. */
export interface Shown {
  readonly at: number;
  /** Empty where the choices are only named: no number is a place among them. */
  readonly payloads: readonly string[];
  /** What stands at the places of a list that is written with numbers. */
  readonly labels?: readonly string[];
  /** Where sends are few: what the person sees until this is sent. */
  readonly before?: Pick<Shown, "at" | "payloads" | "labels">;
  /** The choice that led here: made once more before this is sent, it is impatience. */
  readonly by?: string;
}

/** The page of the menu that was shown last, by the payloads of its buttons: for a name or "back" as a reply. */
export interface MenuState {
  readonly at: number;
  /** What "back" leads to; at the top, nowhere. */
  readonly up?: string;
  readonly here: string;
  /** Empty once an article was chosen. */
  readonly entries: readonly string[];
}

/** One question whether an answer helped, and what came of it. */
export interface HelpfulState {
  readonly slug: ArticleSlug;
  readonly askedAt: number;
  /** Nothing was said since: a plain yes or no is about it. */
  readonly open?: boolean;
  readonly rated?: boolean;
  /** It did not help, and the person was asked to say it in other words: the next no leads to a person. */
  readonly rephrasing?: boolean;
}

/** A warning about one secret that is yet to be said: what was seen, and in which messages. */
export interface SecretWarning {
  /** The platform's ids of the messages that held it; the first one names the warning. */
  readonly messageIds: readonly [string, ...string[]];
  readonly kinds: readonly SecretKind[];
  /** Deletions whose outcome is not known yet. */
  readonly deletions: readonly EffectId[];
  /** In a group: by which mark its author is invited, their language, and the name by which they are addressed. */
  readonly mark?: string;
  readonly locale?: Locale;
  readonly username?: string;
}

/** A part of what a person wrote that may be a secret or harmless: only they know. The part itself is not in here. */
export interface Doubt {
  /** Names it in the buttons of its question. */
  readonly mark: string;
  /** Who wrote it, and alone may say what it is. @default whoever speaks in the conversation */
  readonly by?: PersonId;
  /** The events of which a part is masked: of each message its last version. */
  readonly sources: readonly EventId[];
  /** The platform's ids of the messages, in the order of `sources`. */
  readonly messageIds: readonly string[];
  /** Where the messages stand, when that is not here. */
  readonly elsewhere?: ConversationId;
  readonly kinds: readonly SecretKind[];
  /** 64 hexadecimal digits: a transaction's id and a private key look alike. */
  readonly isHash: boolean;
  /** The message said nothing else. */
  readonly isBare: boolean;
  readonly at: number;
  /** Absent while another one is being asked about. */
  readonly askedAt?: number;
}

/** Words of a person as they stand at the desk, so that they can be overwritten there. */
export interface HandedWords {
  readonly ticketId: TicketId;
  /** When they were handed over; also the time of their line. */
  readonly at: number;
  /** By the field of the ticket that holds them; `text` is a line of its own. */
  readonly fields: Readonly<Partial<Record<TicketField | "text", string>>>;
}

/** What a person has told already, question by question. */
export interface Told {
  readonly article: ArticleSlug;
  readonly words: string;
  readonly collected: readonly Collectable[];
  /** The time that they named. */
  readonly when?: string;
}

/** A form or a guide under way: resumable, with the answers so far. */
export interface FormState {
  readonly form: string;
  readonly step: string;
  readonly slots: Readonly<Record<string, string>>;
  readonly startedAt: number;
  readonly consentAt?: number;
  /** The person was last asked at this time; a guide is forgotten after a while. */
  readonly askedAt?: number;
  /** So many replies in a row fitted no answer. */
  readonly unclear?: number;
  /** The person asked something else in between; the form waits. */
  readonly paused?: boolean;
}

/** What a turn changes; absent keys stay as they are. */
export type ConversationPatch = Partial<
  Pick<Conversation, "owner" | "ownerEpoch" | "expects" | "locale" | "state">
>;
