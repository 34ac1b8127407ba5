import type { Phrase, PhraseButton } from "../domain/decision.ts";
import type { Button, FormattedText } from "../domain/effect.ts";
import type { Locale } from "../domain/locale.ts";
import type { Turn } from "../domain/turn.ts";
import type { PipelineDeps } from "./ports.ts";

export type Verdict = { readonly ok: true } | { readonly ok: false; readonly reason: string };

/** Turns phrases into texts that may leave. */
export interface Voice {
  localeOf(turn: Turn): Locale;
  text(locale: Locale, phrases: readonly Phrase[]): FormattedText;
  buttons(locale: Locale, buttons: readonly PhraseButton[]): readonly Button[];
  /** The outbound guard. */
  check(content: FormattedText): Verdict;
  /** The same for texts that are said again and again, as articles and fixed phrases are. */
  checkOften(content: FormattedText): Verdict;
  /** The way from a group into our direct chat; its link carries the turn's mark. `key` also stands for `<key>_by_name`. */
  invitation(turn: Turn, phrase: { readonly locale: Locale; readonly key: string }): FormattedText;
  /** Where the account's privacy notice stands; empty without one. */
  privacy(turn: Turn): FormattedText;
  /** A person's own words, fit to be shown inside a phrase: markup has no effect, and what may not leave is not shown. */
  quote(words: string): string;
}

const joined =
  (separator: string) =>
  (parts: readonly FormattedText[]): FormattedText => {
    let text = "";
    const spans: FormattedText["spans"][number][] = [];
    for (const part of parts) {
      if (part.text === "") continue;
      if (text !== "") text += separator;
      const shift = text.length;
      spans.push(...part.spans.map((span) => ({ ...span, offset: span.offset + shift })));
      text += part.text;
    }
    return { text, spans };
  };

/** Several texts as one, a blank line between them. */
export const joinParagraphs = joined("\n\n");
export const joinLines = joined("\n");
export const joinWords = joined(" ");

/** Nothing of a turn stands in it. */
export const isFixed = ({ args, lists }: Phrase): boolean => args === undefined && lists === undefined;

/** The link keys by which phrases name what is the account's own: our direct chat, and its privacy notice. */
const directChat = "direct-chat";
const privacyNotice = "privacy";

/** Verdicts that are kept: all articles and fixed phrases with and without what is said around them. */
const mostVerdicts = 500;
/** Longest piece of a person's own words that is shown back to them. */
const longestQuote = 600;

export const createVoice = ({ phrasebook, formatAnswer, checkOutbound, settings }: PipelineDeps): Voice => {
  const linked = Object.values(settings.links).map((url) => new URL(url).hostname);
  const rules = {
    allowedHosts: [...new Set([...settings.allowedHosts, ...linked])],
    allowedHandles: settings.allowedHandles,
  };

  const withLists = (locale: Locale, { key, args, lists = {} }: Phrase): Phrase => {
    const lines = Object.entries(lists).map(([name, keys]) => [
      name,
      keys.map((item) => `- ${phrasebook.say(locale, { key: item })}`).join("\n"),
    ]);
    return lines.length === 0
      ? { key, ...(args && { args }) }
      : { key, args: { ...args, ...Object.fromEntries(lines) } };
  };

  /** Phrases without arguments always read the same. */
  const fixed = new Map<string, FormattedText>();
  const format = (locale: Locale, phrase: Phrase): FormattedText => {
    const place = `${locale} ${phrase.key}`;
    const known = isFixed(phrase) ? fixed.get(place) : undefined;
    if (known !== undefined) return known;
    const formatted = formatAnswer(phrasebook.say(locale, withLists(locale, phrase)), settings.links);
    if (isFixed(phrase)) fixed.set(place, formatted);
    return formatted;
  };

  const text: Voice["text"] = (locale, phrases) =>
    joinParagraphs(phrases.map((phrase) => format(locale, phrase)));

  const check: Voice["check"] = ({ text, spans }) => {
    const links = spans.flatMap(({ url }) => (url === undefined ? [] : [url]));
    return checkOutbound(text, links, rules);
  };

  const verdicts = new Map<string, Verdict>();
  const checkOften: Voice["checkOften"] = (content) => {
    const key = [content.text, ...content.spans.map(({ url }) => url ?? "")].join("\n");
    const known = verdicts.get(key);
    if (known !== undefined) return known;
    const verdict = check(content);
    if (verdicts.size >= mostVerdicts) verdicts.clear();
    verdicts.set(key, verdict);
    return verdict;
  };

  return {
    text,
    check,
    checkOften,
    localeOf: ({ conversation, account }) => conversation.locale ?? account.locale ?? settings.locales[0],
    buttons: (locale, buttons) =>
      buttons.map(({ label, payload, opens }) => ({
        label: typeof label === "string" ? label : phrasebook.say(locale, label),
        payload,
        ...(opens && { opens }),
      })),
    // Not for the outbound guard, which lets no agent and no article lead into other chats: the address is the account's own.
    invitation: ({ account, newMark }, { locale, key }) => {
      const { directLink, handle } = account;
      if (directLink === undefined) return text(locale, [{ key: `${key}_by_name`, args: { handle } }]);
      const url = directLink.replace("{token}", newMark);
      return formatAnswer(phrasebook.say(locale, { key }), { [directChat]: url });
    },
    privacy: ({ conversation, account }) => {
      const url = account.policies?.privacyLink;
      if (url === undefined) return { text: "", spans: [] };
      const locale = conversation.locale ?? account.locale ?? settings.locales[0];
      return formatAnswer(phrasebook.say(locale, { key: "privacy" }), { [privacyNotice]: url });
    },
    quote: (words) => {
      const short = words.length > longestQuote ? `${words.slice(0, longestQuote)}…` : words;
      // A word joiner between the signs keeps markup from being read as such.
      const inert = short.replaceAll("**", "*\u2060*").replaceAll("](", "]\u2060(");
      return check({ text: inert, spans: [] }).ok ? inert : "…";
    },
  };
};
