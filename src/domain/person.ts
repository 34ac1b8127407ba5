import type { Platform } from "./account.ts";
import type { PersonId } from "./ids.ts";

export interface Person {
  readonly id: PersonId;
  readonly platform: Platform;
  readonly username?: string;
  readonly displayName: string;
  readonly role: "member" | "moderator" | "staff" | "bot";
  /** False once the platform told that the person cannot be written to (blocked the bot, closed DMs). */
  readonly reachable: boolean;
  /** The language that the platform reports for the person's client, as the platform spells it. */
  readonly localeHint?: string;
}
