import type { FormattedText } from "../domain/effect.ts";
import type { ArticleSlug } from "../domain/ids.ts";
import type { Crowd, Notice } from "../domain/notice.ts";
import type { Turn } from "../domain/turn.ts";
import { coinsIn } from "../knowledge/named-coins.ts";
import { readAct } from "./act.ts";
import type { Tools } from "./tools.ts";

/** A line at the head of an answer, not a story. */
const longestTitle = 200;

/** Its own answer tells of everything that is announced. */
const statusArticle = "system-status";
/** A coin's trouble is trouble of these. */
const coinCategories: ReadonlySet<string> = new Set(["funds", "trading"]);

/** What was asked: in this turn, or shortly before where this turn only chose what was offered. */
const askedText = (turn: Turn, lookBackMs: number): string => {
  const act = readAct(turn);
  const now = act.kind === "said" ? act.text : act.kind === "called" ? act.args : "";
  if (coinsIn(now).length > 0) return now;
  const before = turn.history.findLast(({ direction }) => direction === "in");
  return before !== undefined && turn.now - before.at <= lookBackMs ? `${now}\n${before.text}` : now;
};

/** Coins and networks that the question names. */
export const coinsAsked = (turn: Turn, { settings }: Pick<Tools, "settings">): readonly string[] =>
  coinsIn(askedText(turn, settings.lookBackMs));

/** Named words of the feed that the classifier knows no coin by are looked for as they are. */
const namesCoin = (coin: string, { asked, text }: { asked: readonly string[]; text: string }) =>
  asked.includes(coin) || ` ${text.toUpperCase().replace(/[^\p{L}\p{N}]+/gu, " ")} `.includes(` ${coin} `);

interface Question {
  readonly slug: ArticleSlug;
  readonly category: string | undefined;
  readonly text: string;
  readonly coins: readonly string[];
}

/**
 * An article that is named is affected, unless the question is about another coin than the named ones. Where a notice
 * names coins alone, it is whatever asks about one of them and about money.
 */
const isAffected = ({ slugs, coins }: Pick<Notice, "slugs" | "coins">, question: Question): boolean => {
  if (question.slug === statusArticle) return true;
  const isNamed = coins.some((coin) => namesCoin(coin, { asked: question.coins, text: question.text }));
  if (slugs.length === 0) return isNamed && coinCategories.has(question.category ?? "");
  if (!slugs.includes(question.slug)) return false;
  return coins.length === 0 || question.coins.length === 0 || isNamed;
};

const isPartOf = ({ slug, coin }: Crowd, question: Question): boolean =>
  question.slug !== statusArticle &&
  isAffected({ slugs: [slug], coins: coin === undefined ? [] : [coin] }, question);

const isNow = ({ from, until }: Notice, now: number) => from <= now && (until === undefined || now < until);

/** The one line at the head of an answer about what is out of order; undefined when nothing is known. */
export const noticeAbove = (
  turn: Turn,
  { slug, tools }: { slug: ArticleSlug; tools: Tools },
): FormattedText | undefined => {
  const { notices = [], crowds = [] } = turn.facts;
  if (notices.length + crowds.length === 0) return undefined;
  const { knowledge, voice, settings } = tools;
  const locale = voice.localeOf(turn);
  const text = askedText(turn, settings.lookBackMs);
  const question = {
    slug,
    category: knowledge.serve(slug, locale, turn.now)?.category,
    text,
    coins: coinsIn(text),
  };
  const notice = notices.find((one) => isNow(one, turn.now) && isAffected(one, question));
  if (notice === undefined)
    return crowds.some((crowd) => isPartOf(crowd, question))
      ? voice.text(locale, [{ key: "notice.crowd" }])
      : undefined;
  const title = notice.title[locale]?.slice(0, longestTitle);
  if (title !== undefined) {
    const titled = voice.text(locale, [{ key: "notice.titled", args: { title: voice.quote(title) } }]);
    // What others write may hold a link that we do not send people to: then it is said in our own words.
    if (voice.check({ text: title, spans: [] }).ok && voice.check(titled).ok) return titled;
  }
  return voice.text(locale, [{ key: "notice.known" }]);
};
