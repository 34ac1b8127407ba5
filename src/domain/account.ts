import type { AccountId, ConversationId } from "./ids.ts";
import type { Locale } from "./locale.ts";

export const platforms = ["telegram", "discord", "twitter"] as const;
export type Platform = (typeof platforms)[number];

/** What a platform's rules ask of all that is said in an account's name. Each holds on any platform. */
export interface Policies {
  /** Where the privacy notice stands: told with the introduction. */
  readonly privacyLink?: string;
  /** Nothing is sent to where nobody has written to us. @default false */
  readonly onlyWhoWroteFirst?: boolean;
  /**
   * In public: the matter in short with the way into the direct chat, or that way alone, once a person and thread.
   * @default "answers"
   */
  readonly inPublic?: "answers" | "invites_once";
  /**
   * How "stop" is honoured. `confirmed`: it is said once that it is, and in a form it only leaves the form. `silent`:
   * nothing more is said, wherever it was written.
   * @default "confirmed"
   */
  readonly optOut?: "confirmed" | "silent";
}

/** One official identity on one platform: a member of the fleet. */
export interface Account {
  readonly id: AccountId;
  readonly platform: Platform;
  /** The public name that people see and type, such as `@HTXSupportBot`. */
  readonly handle: string;
  /** The language to begin with when nothing else tells. */
  readonly locale?: Locale;
  readonly roles: readonly ("support" | "community")[];
  /** What leads into our direct chat, with `{token}` for what the platform hands back to us there, if it does. */
  readonly directLink?: string;
  /** Where the moderators of this account's groups read what they have to know. */
  readonly moderators?: ConversationId;
  /** @default none of them */
  readonly policies?: Policies;
}

/** Whoever is invited comes with nothing that tells which invitation they follow: only who they are tells it. */
export const invitesWithoutToken = ({ policies, directLink }: Account): boolean =>
  policies?.inPublic === "invites_once" && directLink?.includes("{token}") !== true;
