import type { AccountId, ConversationId } from "./ids.ts";
import type { Locale } from "./locale.ts";

export const platforms = ["telegram", "discord", "twitter"] as const;
export type Platform = (typeof platforms)[number];

/** One official identity on one platform: a member of the fleet. */
export interface Account {
  readonly id: AccountId;
  readonly platform: Platform;
  /** The public name that people see and type, such as `@HTXSupportBot`. */
  readonly handle: string;
  /** The language to begin with when nothing else tells. */
  readonly locale?: Locale;
  readonly roles: readonly ("support" | "community")[];
  /** What leads into our direct chat, with `{token}` for what the platform hands back to us there. */
  readonly directLink?: string;
  /** Where the moderators of this account's groups read what they have to know. */
  readonly moderators?: ConversationId;
}
