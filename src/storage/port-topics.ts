import type { ArticleSlug } from "../domain/ids.ts";

/** How many people asked about an article's subject in an hour. Nobody is named. */
export interface TopicCount {
  /** Whole hours since the epoch. */
  readonly hour: number;
  readonly slug: ArticleSlug;
  /** The coin that was named with it; empty when none was. */
  readonly coin: string;
  readonly count: number;
}

/** What people ask about, as numbers. */
export interface TopicsPort {
  readonly topics: {
    /** Adds to what is counted already. */
    add(counts: readonly TopicCount[]): Promise<void>;
    /** From this hour on. */
    since(hour: number): Promise<readonly TopicCount[]>;
    forgetBefore(hour: number): Promise<void>;
  };
}
