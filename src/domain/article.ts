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

/** One FAQ article. */
export interface Article {
  readonly slug: ArticleSlug;
  readonly category: TicketCategory;
  /** Money or an account is in danger: lower bar, protective step first, a ticket offered at once. */
  readonly urgent: boolean;
  /** Not served after this day (ISO date). */
  readonly reviewBy: string;
  readonly related: readonly ArticleSlug[];
  /** Link keys that the answer must name; the configuration resolves them. */
  readonly links: readonly string[];
  readonly texts: Readonly<Partial<Record<Locale, ArticleText>>>;
}
