import { matchWhole } from "../dialogue/intents.ts";
import { decodePayload, encodePayload, type Payload } from "../dialogue/payloads.ts";
import { forget } from "../dialogue/state.ts";
import { plainWords } from "../dialogue/words.ts";
import type { MenuState } from "../domain/conversation.ts";
import type { Decision, PhraseButton } from "../domain/decision.ts";
import { type TicketCategory, ticketCategories } from "../domain/ticket.ts";
import type { StageResult, Turn } from "../domain/turn.ts";
import type { ArticleTitle } from "../knowledge/serve-articles.ts";
import { articleButtons, converse, humanButton } from "./replies.ts";
import { isUnsaid, saidAt } from "./said-at.ts";
import type { Tools } from "./tools.ts";

type MenuPlace = Extract<Payload, { kind: "menu" }>;

/** Buttons of a page, the way back and the next page among them. */
const mostButtons = 6;

const menuButton = (key: string, place: MenuPlace): PhraseButton => ({
  label: { key },
  payload: encodePayload(place),
});

const topicButton = (category: TicketCategory): PhraseButton =>
  menuButton(category === "other" ? "menu.service" : `category.${category}`, { kind: "menu", category });

const titlesNow = (turn: Turn, { knowledge, voice }: Tools) => knowledge.titles(voice.localeOf(turn));

const topicButtons = (turn: Turn, tools: Tools): readonly PhraseButton[] => {
  const served = new Set(titlesNow(turn, tools).map(({ category }) => category));
  return ticketCategories.filter((category) => served.has(category)).map(topicButton);
};

/** Most asked first; what nobody asked for stays in the order of the configuration. */
const byAsked = (titles: readonly ArticleTitle[], { asked = {} }: Turn["facts"]) =>
  titles.toSorted((one, other) => (asked[other.slug] ?? 0) - (asked[one.slug] ?? 0));

/** One page of a category: where it leads back to, and its buttons. */
const pageOf = (
  turn: Turn,
  { category, page, tools }: { category: TicketCategory; page: number; tools: Tools },
) => {
  const own = titlesNow(turn, tools).filter((title) => title.category === category);
  const ordered = byAsked(own, turn.facts);
  const isWhole = ordered.length < mostButtons;
  const perPage = isWhole ? mostButtons - 1 : mostButtons - 2;
  const last = Math.max(0, Math.ceil(ordered.length / perPage) - 1);
  const at = Math.min(page, last);
  const up: MenuPlace = at === 0 ? { kind: "menu" } : { kind: "menu", category, page: at - 1 };
  return {
    here: { kind: "menu", category, page: at } satisfies MenuPlace,
    up,
    buttons: [
      ...articleButtons(ordered.slice(at * perPage, (at + 1) * perPage)),
      ...(at < last ? [menuButton("button.more", { kind: "menu", category, page: at + 1 })] : []),
      menuButton("button.back", up),
    ],
  };
};

/** With the menu in mind, a number, a name or "back" is understood as being about it. */
const remember = (
  turn: Turn,
  { here, up, buttons }: { here: MenuPlace; up?: MenuPlace; buttons: readonly PhraseButton[] },
): NonNullable<StageResult["patch"]> => {
  const menu: MenuState = {
    at: turn.now,
    here: encodePayload(here),
    ...(up && { up: encodePayload(up) }),
    entries: buttons.map(({ payload }) => payload),
  };
  return { state: { ...forget(turn.conversation.state, "offered"), menu } };
};

/** A greeting with the topics below it: whoever does not know what to write may choose. */
export const withTopics = (
  turn: Turn,
  { decision, tools }: { decision: Decision; tools: Tools },
): StageResult => {
  if (decision.kind !== "converse" || turn.conversation.state.form !== undefined) return { decision };
  const buttons = [...topicButtons(turn, tools), humanButton];
  return { patch: remember(turn, { here: { kind: "menu" }, buttons }), decision: { ...decision, buttons } };
};

export const openMenu = (turn: Turn, { place, tools }: { place: MenuPlace; tools: Tools }): StageResult => {
  const { category, page = 0 } = place;
  if (category === undefined) {
    const buttons = [...topicButtons(turn, tools), humanButton];
    return {
      patch: remember(turn, { here: place, buttons }),
      decision: converse("menu", ["menu.top"], buttons),
    };
  }
  const shown = pageOf(turn, { category, page, tools });
  return {
    patch: remember(turn, shown),
    decision: converse("menu", [{ key: "menu.page", args: { category } }], shown.buttons),
  };
};

const nameOf = (turn: Turn, { payload, tools }: { payload: Payload | undefined; tools: Tools }) => {
  const { voice, knowledge } = tools;
  const locale = voice.localeOf(turn);
  if (payload?.kind === "article") return knowledge.serve(payload.slug, locale, turn.now)?.title;
  if (payload?.kind !== "menu" || payload.category === undefined) return undefined;
  return voice.buttons(locale, [topicButton(payload.category)])[0]?.label;
};

const isNext = (entry: Payload | undefined, here: Payload | undefined): boolean =>
  entry?.kind === "menu" &&
  here?.kind === "menu" &&
  here.category !== undefined &&
  entry.category === here.category &&
  (entry.page ?? 0) > (here.page ?? 0);

/** What a reply means while a menu is open: the name of a topic or an article, or "back". */
export const placeInMenu = (
  turn: Turn,
  { text, tools }: { text: string; tools: Tools },
): Payload | undefined => {
  const { menu } = turn.conversation.state;
  if (menu === undefined || isUnsaid(turn, menu.at)) return undefined;
  if (turn.now - saidAt(turn, menu.at) >= tools.settings.menuLifeMs) return undefined;
  const entries = menu.entries.map(decodePayload);
  const words = plainWords(text);
  if (words === "") return undefined;
  const named = entries.find((payload) => plainWords(nameOf(turn, { payload, tools }) ?? "") === words);
  if (named !== undefined) return named;
  const intent = matchWhole(text);
  if (intent === "back") return menu.up === undefined ? undefined : decodePayload(menu.up);
  const more = tools.voice.buttons(tools.voice.localeOf(turn), [menuButton("button.more", { kind: "menu" })]);
  const asksMore = plainWords(more[0]?.label ?? "") === words || intent === "skip";
  return asksMore ? entries.find((entry) => isNext(entry, decodePayload(menu.here))) : undefined;
};
