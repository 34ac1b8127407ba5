import { awaitsWords } from "../dialogue/choices.ts";
import type { Shown } from "../domain/conversation.ts";
import type { Button, EffectDraft, FormattedText } from "../domain/effect.ts";
import type { Locale } from "../domain/locale.ts";
import type { Turn } from "../domain/turn.ts";
import type { Tools } from "./tools.ts";
import { joinParagraphs } from "./voice.ts";

type SendDraft = Extract<EffectDraft, { kind: "message.send" }>;

const isOurs = (draft: EffectDraft): draft is SendDraft & { readonly buttons: readonly Button[] } =>
  draft.kind === "message.send" && draft.conversationId === undefined && (draft.buttons ?? []).length > 0;

/** One choice, and choices where nobody could know whose number it is or who is meant by it, are named and not numbered. */
const isNumbered = ({ conversation }: Turn, buttons: readonly Button[]): boolean =>
  buttons.length > 1 &&
  conversation.kind !== "group" &&
  conversation.owner !== "human" &&
  !awaitsWords(buttons.map(({ payload }) => payload));

const inWords = (
  { content, buttons }: { content: FormattedText; buttons: readonly Button[] },
  { from, turn, tools }: { from: number; turn: Turn; tools: Tools },
): FormattedText => {
  const labels = buttons.map(({ label }) => label);
  const locale: Locale = tools.voice.localeOf(turn);
  if (!isNumbered(turn, buttons)) {
    const words = labels.join(" · ");
    return joinParagraphs([content, tools.voice.text(locale, [{ key: "choices.words", args: { words } }])]);
  }
  // The steps of an answer are numbered as well, with a dot.
  const list = labels.map((label, at) => `[${from + at}] ${label}`).join("\n");
  return joinParagraphs([
    content,
    tools.voice.text(locale, [{ key: "choices.numbers" }]),
    { text: list, spans: [] },
  ]);
};

/**
 * What a turn shows to choose from: with the platform's buttons, or as a list at the end of the text. Several lists of
 * one turn are numbered through, so that a number has one meaning.
 */
export const showChoices = (
  turn: Turn,
  { drafts, tools }: { drafts: readonly EffectDraft[]; tools: Tools },
): { readonly drafts: readonly EffectDraft[]; readonly shown?: Pick<Shown, "payloads" | "labels"> } => {
  const last = drafts.findLast(isOurs)?.buttons;
  if (last === undefined) return { drafts };
  if (turn.hasButtons) return { drafts, shown: { payloads: last.map(({ payload }) => payload) } };
  const numbered: Button[] = [];
  const written = drafts.map((draft): EffectDraft => {
    if (!isOurs(draft)) return draft;
    const { buttons, ...rest } = draft;
    const from = numbered.length + 1;
    if (isNumbered(turn, buttons)) numbered.push(...buttons);
    return { ...rest, content: inWords({ content: draft.content, buttons }, { from, turn, tools }) };
  });
  // What is only named stands in the place of an older list all the same: a number is no place of either.
  const labels = numbered.length === 0 ? {} : { labels: numbered.map(({ label }) => label) };
  return { drafts: written, shown: { payloads: numbered.map(({ payload }) => payload), ...labels } };
};
