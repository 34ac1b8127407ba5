import type { ArticleSlug } from "./ids.ts";
import type { Locale } from "./locale.ts";

/** Something that the operator has announced: an incident or maintenance. Times are ms since the epoch. */
export interface Notice {
  readonly id: string;
  readonly title: Readonly<Partial<Record<Locale, string>>>;
  /** Articles whose answers say so first. */
  readonly slugs: readonly string[];
  /** Coins and networks in capitals, such as `USDT`. */
  readonly coins: readonly string[];
  readonly from: number;
  /** Absent while nobody knows when it ends. */
  readonly until?: number;
}

/** Many people ask about one thing right now. */
export interface Crowd {
  readonly slug: ArticleSlug;
  /** The coin or network that nearly all of them name. */
  readonly coin?: string;
}
