import type { Collectable } from "./article.ts";
import type { ArticleSlug } from "./ids.ts";
import type { Locale } from "./locale.ts";
import type { TicketCategory } from "./ticket.ts";

/** One question of a guide: a choice, or a reply in the person's own words. `next` names a step or an end. */
export type GuideStep =
  | {
      readonly kind: "choice";
      readonly options: readonly { readonly id: string; readonly next: string }[];
    }
  | { readonly kind: "reply"; readonly collect: Collectable; readonly next: string };

/** Where a guide leads: to a text of its own, to an article, or to a person. */
export type GuideEnd =
  | { readonly kind: "answer" }
  | { readonly kind: "article"; readonly slug: ArticleSlug }
  | { readonly kind: "ticket"; readonly category: TicketCategory };

/** What a guide says in one language. */
export interface GuideText {
  readonly steps: Readonly<Record<string, GuideQuestion>>;
  /** The answers, by end. */
  readonly ends: Readonly<Record<string, string>>;
  /** Who signed this text; undefined until a person of the operator did. */
  readonly reviewedBy?: string;
}

export interface GuideQuestion {
  readonly question: string;
  /** By option: what its button says, and what people type when they mean it. */
  readonly options: Readonly<Record<string, { readonly label: string; readonly words: readonly string[] }>>;
}

/** Questions that lead from an article to the cause. Steps and ends have names of their own, no two alike. */
export interface Guide {
  readonly slug: string;
  /** Offered below this article's answer. */
  readonly article: ArticleSlug;
  readonly start: string;
  readonly steps: Readonly<Record<string, GuideStep>>;
  readonly ends: Readonly<Record<string, GuideEnd>>;
  readonly texts: Readonly<Partial<Record<Locale, GuideText>>>;
}

/** A guide as a person gets it. */
export interface ServedGuide extends Omit<Guide, "texts"> {
  readonly text: GuideText;
  readonly locale: Locale;
}

/** Where a step may lead. */
export const nextOf = (step: GuideStep): readonly string[] =>
  step.kind === "reply" ? [step.next] : step.options.map(({ next }) => next);
