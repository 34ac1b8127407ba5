import type { ArticleSlug } from "./ids.ts";
import type { Locale } from "./locale.ts";
import type { TicketCategory } from "./ticket.ts";

/** One FAQ article in one language. */
export interface ArticleText {
  readonly title: string;
  /** What people type when they mean this article. */
  readonly phrasings: readonly string[];
  /** At most 900 characters; `**bold**` and `[label](link-key)` are its only markup. */
  readonly answer: string;
  readonly followUps: readonly { readonly asked: readonly string[]; readonly answer: string }[];
  /** Who signed this text; undefined until a person of the operator did. */
  readonly reviewedBy?: string;
}

/**
 * `urgent`: money or an account is in danger, so the bar is lower, the protective step first, a ticket offered at once.
 * `high`: money or access is at stake.
 */
export const priorities = ["urgent", "high", "normal"] as const;
export type ArticlePriority = (typeof priorities)[number];

/** What a ticket may be asked to hold beside the account. */
export const collectables = [
  "coin",
  "network",
  "amount",
  "time",
  "transaction_id",
  "order_id",
  "address",
  "error_text",
  "device",
  "app_version",
  "screenshot",
  "counterparty",
  "product",
  "country",
  "period",
] as const;
export type Collectable = (typeof collectables)[number];

/** One FAQ article. */
export interface Article {
  readonly slug: ArticleSlug;
  readonly category: TicketCategory;
  readonly priority: ArticlePriority;
  /** Not served after this day (ISO date). */
  readonly reviewBy: string;
  readonly related: readonly ArticleSlug[];
  /** Link keys that the answer must name; the configuration resolves them. */
  readonly links: readonly string[];
  /** What a ticket about it should hold, most telling first. */
  readonly collect: readonly Collectable[];
  readonly texts: Readonly<Partial<Record<Locale, ArticleText>>>;
}
