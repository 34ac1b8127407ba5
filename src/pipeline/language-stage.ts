import { type LanguageWish, matchLanguageRequest } from "../dialogue/language-request.ts";
import type { Locale } from "../domain/locale.ts";
import type { Stage, StageResult, Turn } from "../domain/turn.ts";
import { readAct } from "./act.ts";
import { offeredLocale } from "./hear.ts";
import { languageMenu } from "./language-menu.ts";
import { converse } from "./replies.ts";
import type { Tools } from "./tools.ts";

const notOffered = (asked: Locale | "unserved", tools: Tools): StageResult => ({
  findings: [{ name: "not_offered", detail: asked }],
  decision: languageMenu("language_not_offered", { key: "language.not_offered", tools }),
});

/** The person chose: from now on nothing is guessed. */
const chooseLanguage = (turn: Turn, { asked, tools }: { asked: Locale; tools: Tools }): StageResult => {
  const locale = offeredLocale(asked, tools.settings.locales);
  const offered = tools.settings.locales.includes(asked) || asked.slice(0, 2) === locale.slice(0, 2);
  if (!offered) return notOffered(asked, tools);
  return {
    findings: [{ name: "chosen", detail: locale }],
    patch: { locale, state: { ...turn.conversation.state, localeChosen: true } },
    decision: converse("language_chosen", ["language.chosen"], []),
  };
};

/** What comes of a wish; without one, people choose. */
export const obeyLanguageWish = (
  turn: Turn,
  { wish = "choose", reason, tools }: { wish?: LanguageWish | undefined; reason: string; tools: Tools },
): StageResult => {
  if (wish === "choose") return { decision: languageMenu(reason, { key: "language.choose", tools }) };
  return wish === "unserved" ? notOffered(wish, tools) : chooseLanguage(turn, { asked: wish, tools });
};

/** Decides on nothing but an explicit wish; the language heard in the turn stands in this stage's trace. */
export const createLanguageStage = (tools: Tools): Stage => ({
  name: "language",
  run: (turn) => {
    const act = readAct(turn);
    if (act.kind !== "said") return {};
    const wish = matchLanguageRequest(act.text);
    return wish === undefined ? {} : obeyLanguageWish(turn, { wish, reason: "language_asked", tools });
  },
});
