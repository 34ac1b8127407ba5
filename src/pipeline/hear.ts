import type { Locale } from "../domain/locale.ts";
import type { Finding, Turn } from "../domain/turn.ts";
import { readAct } from "./act.ts";
import type { PipelineDeps } from "./ports.ts";

const nearest: Readonly<Partial<Record<Locale, Locale>>> = { "zh-Hant": "zh-Hans", "zh-Hans": "zh-Hant" };

/** The offered language that comes closest. */
export const offeredLocale = (locale: Locale, offered: readonly [Locale, ...Locale[]]): Locale => {
  const near = nearest[locale];
  if (offered.includes(locale)) return locale;
  return near !== undefined && offered.includes(near) ? near : offered[0];
};

/** In which language to speak in this turn, and what is worth remembering of it. */
export const hearLocale = (
  turn: Turn,
  { detectLocale, settings }: PipelineDeps,
): { readonly locale: Locale; readonly changed: boolean; readonly finding: Finding } => {
  const { conversation, account, person } = turn;
  // A group has many speakers, and the language of one tells nothing of the next.
  const known = conversation.kind === "group" ? undefined : conversation.locale;
  const act = readAct(turn);
  if (known !== undefined && (conversation.state.localeChosen === true || act.kind === "none")) {
    const locale = offeredLocale(known, settings.locales);
    return { locale, changed: false, finding: { name: "kept", detail: locale } };
  }
  const heard = detectLocale(act.kind === "said" ? act.text : "", {
    current: known,
    hint: person?.localeHint,
    account: account.locale,
  });
  const locale = offeredLocale(heard.sure || known === undefined ? heard.locale : known, settings.locales);
  return {
    locale,
    changed: locale !== known,
    finding: { name: heard.sure ? "heard" : "guessed", detail: locale },
  };
};
