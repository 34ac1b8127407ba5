import { type GuideMove, type GuidePlace, goOn, isFirst, tellGuide } from "../dialogue/guide.ts";
import { encodePayload, type FormWord } from "../dialogue/payloads.ts";
import { forget } from "../dialogue/state.ts";
import type { Told } from "../domain/conversation.ts";
import type { Phrase, PhraseButton } from "../domain/decision.ts";
import type { StageResult, Turn } from "../domain/turn.ts";
import { beginIntake } from "./begin-intake.ts";
import { converse, humanButton } from "./replies.ts";
import { showArticle } from "./show-article.ts";
import type { Tools } from "./tools.ts";

interface Talk {
  readonly place: GuidePlace;
  readonly tools: Tools;
}

const wordButton = (word: FormWord): PhraseButton => ({
  label: { key: `button.${word}` },
  payload: encodePayload({ kind: "form", word }),
});

/** The buttons of a question, its options first. */
export const buttonsAt = (place: GuidePlace, name: string): readonly PhraseButton[] => {
  const { guide } = place;
  const step = guide.steps[name];
  const options = guide.text.steps[name]?.options ?? {};
  const own =
    step?.kind === "choice"
      ? step.options.map(({ id }) => ({
          label: options[id]?.label ?? id,
          payload: encodePayload({ kind: "guide", slug: guide.slug, at: { step: name, option: id } }),
        }))
      : [wordButton("skip")];
  return [...own, ...(isFirst(place) ? [] : [wordButton("back")]), humanButton];
};

const askGuide = (
  turn: Turn,
  {
    move,
    talk,
    before,
  }: { move: Extract<GuideMove, { kind: "ask" }>; talk: Talk; before: readonly Phrase[] },
): StageResult => {
  const place = { ...talk.place, form: move.form };
  const question = place.guide.text.steps[move.step]?.question ?? move.step;
  return {
    patch: { expects: move.expects, state: { ...turn.conversation.state, form: move.form } },
    decision: {
      kind: "ask",
      reason: `guide_${move.step}`,
      say: [...before, { key: "guide.said", args: { text: question } }],
      buttons: buttonsAt(place, move.step),
    },
  };
};

/** The turn as it is once nothing is asked any more. */
const withoutGuide = (turn: Turn): Turn => ({
  ...turn,
  conversation: {
    ...turn.conversation,
    expects: [],
    state: forget(turn.conversation.state, "form"),
  },
});

const ended = (result: StageResult): StageResult => ({ ...result, patch: { expects: [], ...result.patch } });

const toldIn = (place: GuidePlace): Told | undefined => {
  const { guide, form } = place;
  const { told, collected } = tellGuide(place);
  if (told === "") return undefined;
  const [when] = Object.entries(guide.steps).flatMap(([name, step]) =>
    step.kind === "reply" && step.collect === "time" ? form.slots[name] || [] : [],
  );
  return { article: guide.article, words: told, collected, ...(when === undefined ? {} : { when }) };
};

/** Whoever is not helped by the end is not asked the same again. */
const remember = (turn: Turn, { result, place }: { result: StageResult; place: GuidePlace }): StageResult => {
  const told = toldIn(place);
  const { state = turn.conversation.state } = result.patch ?? {};
  if (told === undefined || state.lastArticle === undefined) return result;
  const guided = { ...told, endedIn: state.lastArticle, at: turn.now };
  return { ...result, patch: { ...result.patch, state: { ...state, guided } } };
};

/** What was told goes along, and is shown before anything is sent. */
export const guideToTicket = (
  turn: Turn,
  { place, tools }: Talk,
  how: { readonly category?: Parameters<typeof beginIntake>[1]["category"]; readonly urgent?: boolean } = {},
): StageResult => {
  const told = toldIn(place);
  return ended(beginIntake(withoutGuide(turn), { ...how, told, tools }));
};

/** Carries out what the guide decided. */
export const followGuide = (
  turn: Turn,
  { move, talk, before = [] }: { move: GuideMove; talk: Talk; before?: readonly Phrase[] },
): StageResult => {
  const { place, tools } = talk;
  switch (move.kind) {
    case "ask":
      return askGuide(turn, { move, talk, before });
    case "unclear": {
      const again = goOn(place);
      if (again.kind !== "ask") return followGuide(turn, { move: again, talk });
      const form = { ...again.form, unclear: (place.form.unclear ?? 0) + 1 };
      return askGuide(turn, { move: { ...again, form }, talk, before: [{ key: "guide.unclear" }] });
    }
    case "end": {
      const { end } = move;
      const findings = [{ name: "guide_end", detail: move.name }];
      const at = { place: { ...place, form: move.form }, tools };
      if (end.kind === "ticket") return { findings, ...guideToTicket(turn, at, { category: end.category }) };
      const slug = end.kind === "article" ? end.slug : place.guide.article;
      const text = end.kind === "answer" ? place.guide.text.ends[move.name] : undefined;
      const content = text === undefined ? undefined : tools.formatAnswer(text, tools.settings.links);
      const shown = { slug, reason: "guide_end", tools, ...(content === undefined ? {} : { content }) };
      const result = ended(showArticle(withoutGuide(turn), shown));
      return { findings, ...remember(turn, { result, place: at.place }) };
    }
    default:
      return move satisfies never;
  }
};

export const stopGuide = (turn: Turn): StageResult => ({
  patch: { expects: [], state: forget(turn.conversation.state, "form") },
  decision: converse("guide_cancelled", ["guide.cancelled"]),
});

/** The guide waits while something else is answered. */
export const pauseGuide = (turn: Turn, { form }: GuidePlace): StageResult => ({
  findings: [{ name: "guide_paused", detail: form.step }],
  patch: { state: { ...turn.conversation.state, form: { ...form, paused: true } } },
});
