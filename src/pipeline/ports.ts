import type { Phrase } from "../domain/decision.ts";
import type { FormattedText } from "../domain/effect.ts";
import type { ServedGuide } from "../domain/guide.ts";
import type { ArticleSlug } from "../domain/ids.ts";
import type { Locale } from "../domain/locale.ts";
import type { ExpectedValue, SecretKind } from "../domain/message.ts";
import type { Turn, TurnResult } from "../domain/turn.ts";
import type { ArticleTitle, ServedArticle } from "../knowledge/serve-articles.ts";
import type { PipelineSettings } from "./settings.ts";

export interface Classification {
  readonly decision: "answer" | "ask" | "handover";
  /** Most probable first. */
  readonly candidates: readonly {
    readonly slug: ArticleSlug;
    readonly title: string;
    readonly probability: number;
  }[];
  /** 0 and above: it is about something that articles are about. */
  readonly scope?: number;
}

/** What the fleet knows how to answer. */
export interface KnowledgePort {
  classify(text: string, locale: Locale): Classification;
  /** Undefined when there is no such article, or none that may be served today. */
  serve(slug: ArticleSlug, locale: Locale, now: number): ServedArticle | undefined;
  /** What may be served today, in the order of the configuration. */
  titles(locale: Locale): readonly ArticleTitle[];
  /** An answer to a question that only makes sense after the article. */
  followUp(
    slug: ArticleSlug,
    locale: Locale,
    text: string,
  ):
    | {
        readonly content: FormattedText /** In nearly the words that an author foresaw. */;
        readonly isClose: boolean;
      }
    | undefined;
}

/** Questions that lead on from an article. */
export interface GuidesPort {
  /** The one below an article, when it may be said in this language. */
  of(article: ArticleSlug, locale: Locale): string | undefined;
  serve(slug: string, locale: Locale): ServedGuide | undefined;
}

/** A secret spread over several messages. */
export interface SpreadSecret {
  readonly kind: SecretKind;
  /** UTF-16 offsets into the parts' texts; `end` is exclusive. */
  readonly parts: readonly { readonly id: string; readonly start: number; readonly end: number }[];
}

/** Everything that the pipeline is given. All of it is pure. */
export interface PipelineDeps {
  readonly knowledge: KnowledgePort;
  /** @default there are none */
  readonly guides?: GuidesPort;
  readonly phrasebook: { say(locale: Locale, phrase: Phrase): string };
  readonly detectLocale: (
    text: string,
    known: { current?: Locale | undefined; hint?: string | undefined; account?: Locale | undefined },
  ) => { readonly locale: Locale; readonly sure: boolean };
  readonly scanAcross: (
    parts: readonly { readonly id: string; readonly text: string }[],
    context: { expects: readonly ExpectedValue[] },
  ) => SpreadSecret | undefined;
  /** Whether a text may be the next words of a recovery phrase that was found shortly before. @default it never is */
  readonly continuesSeed?: (text: string) => boolean;
  /** Whether a text may leave: no secret, no link off the allow-list. `detail` names what, never its value. */
  readonly checkOutbound: (
    text: string,
    links: readonly string[],
    rules: { allowedHosts: readonly string[]; allowedHandles: readonly string[] },
  ) => { readonly ok: true } | { readonly ok: false; readonly reason: string; readonly detail: string };
  readonly formatAnswer: (text: string, links: Readonly<Record<string, string>>) => FormattedText;
  /** Who may join a group; without a verdict it is left to the group's administrators. @default no verdict */
  readonly joinPolicy?: (turn: Turn) => "accept" | "decline" | undefined;
  readonly settings: PipelineSettings;
}

/** Decides what a turn means and what must happen: all of the fleet's thinking, none of its doing. */
export interface Pipeline {
  run(turn: Turn): TurnResult;
  /** What to do when `run` threw again and again: says sorry and hands over, without any of the stages. */
  broken(turn: Turn): TurnResult;
}
