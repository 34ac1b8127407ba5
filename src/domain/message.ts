import type { Person } from "./person.ts";

/** What a secret is; the text shown in its place is named after it. */
export const secretKinds = [
  "seed_phrase",
  "private_key",
  "extended_key",
  "keystore",
  "api_key",
  "totp_secret",
  "password",
  "one_time_code",
  "payment_card",
  "national_id",
  "token",
] as const;
export type SecretKind = (typeof secretKinds)[number];

/** `hard`: certain enough to delete and warn. `soft`: masked everywhere, and the person is asked privately. */
export interface SecretFinding {
  readonly kind: SecretKind;
  readonly level: "hard" | "soft";
  /** UTF-16 offsets into the text as the person wrote it; `end` is exclusive. */
  readonly start: number;
  readonly end: number;
  /** The same for the same secret, and tells nothing of it; only of kinds that nobody finds out by trying. */
  readonly fingerprint?: string;
}

/** A value that a form has asked for; such a value goes to the form's sealed slot and is masked everywhere else. */
export const expectedKinds = ["uid", "email", "phone", "transaction_id", "order_id"] as const;
export type ExpectedKind = (typeof expectedKinds)[number];

export interface ExpectedValue {
  readonly kind: ExpectedKind;
  /** The form's slot that waits for the value. */
  readonly slot: string;
}

/** A value that the conversation expected, taken out of the text. It exists only in sealed storage and in memory. */
export interface GivenValue {
  readonly kind: ExpectedKind;
  readonly slot: string;
  readonly value: string;
}

export interface Link {
  readonly url: string;
  /** What the person sees, when it differs from the address. */
  readonly label?: string;
}

/**
 * What a message carries beside its text. A sticker, a location and a contact have nothing that is kept; `encrypted`
 * stands for words that the platform lets nobody but the person's own app read.
 */
export interface AttachmentRef {
  readonly kind:
    | "photo"
    | "document"
    | "video"
    | "voice"
    | "audio"
    | "sticker"
    | "location"
    | "contact"
    | "encrypted"
    | "other";
  /** The platform's handle for fetching the bytes. */
  readonly ref: string;
  readonly fileName?: string;
  readonly mediaType?: string;
  /** Bytes, as the platform claims. */
  readonly size?: number;
}

interface MessageFields {
  /** The platform's id, unique within its conversation. */
  readonly id: string;
  readonly author: Person;
  readonly links: readonly Link[];
  /** Names us, or replies to one of our messages. */
  readonly mentionsUs: boolean;
  /** Where anybody can read it. */
  readonly url?: string;
  readonly replyTo?: string;
  /** What the person quoted of the message that this one answers. */
  readonly quote?: string;
  /** Messages with the same one were sent together and are read together. */
  readonly albumId?: string;
  /** The platform lets us write to this conversation until then. */
  readonly replyUntilAt?: number;
  readonly attachments: readonly AttachmentRef[];
  readonly forwardedFrom?: string;
  readonly editedAt?: number;
}

/** A message as the adapter parsed it: not yet looked at by the guard, and never stored. */
export interface RawMessage extends MessageFields {
  readonly text: string;
  /** Further words that it shows, such as a poll's, a contact's or a place's: the guard reads them; none is kept. */
  readonly shown?: readonly string[];
}

/** A message as the rest of the fleet knows it: secrets are out of the text. */
export interface Message extends MessageFields {
  /** Redacted. Empty when `withheld`. */
  readonly text: string;
  /** The guard could not vouch for the text (it failed or overran), so the text was not kept. */
  readonly withheld: boolean;
  readonly secrets: readonly SecretFinding[];
  readonly given: readonly GivenValue[];
}
