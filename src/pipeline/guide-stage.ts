import {
  chooseOption,
  type GuidePlace,
  goBack,
  goOn,
  guideSlugOf,
  skipStep,
  startGuide,
  takeReply,
} from "../dialogue/guide.ts";
import { matchIntent, matchWhole } from "../dialogue/intents.ts";
import type { FormWord, Payload } from "../dialogue/payloads.ts";
import { forget } from "../dialogue/state.ts";
import { plainWords } from "../dialogue/words.ts";
import type { ServedGuide } from "../domain/guide.ts";
import type { Stage, StageResult, Turn } from "../domain/turn.ts";
import { type Act, placeNamed, readAct } from "./act.ts";
import { saidEarlier } from "./begin-intake.ts";
import { isFile, isMediaAcknowledged } from "./files.ts";
import { looksAsked, pausing, wordOfCommand, wordOfIntent, wordOfStop } from "./form-stage.ts";
import { buttonsAt, followGuide, guideToTicket, pauseGuide, stopGuide } from "./guide-talk.ts";
import { isJustInvited } from "./invitation.ts";
import { converse, guideButton } from "./replies.ts";
import { isUnsaid } from "./said-at.ts";
import { received } from "./small-talk.ts";
import { statusReply } from "./status.ts";
import type { Tools } from "./tools.ts";
import { isUrgentWish } from "./urgent-wish.ts";

interface Talk {
  readonly place: GuidePlace;
  readonly tools: Tools;
}

const obey = (turn: Turn, { word, talk }: { word: FormWord; talk: Talk }): StageResult => {
  const { place } = talk;
  switch (word) {
    case "back":
      return followGuide(turn, { move: goBack(place), talk });
    case "skip":
      return followGuide(turn, { move: skipStep(place), talk });
    case "go_on":
      return followGuide(turn, { move: goOn(place), talk });
    case "cancel":
      return stopGuide(turn);
    case "send_now":
      return guideToTicket(turn, talk);
    default:
      return word satisfies never;
  }
};

/** A guide begins, where a question of it was answered with that answer. */
const begin = (
  turn: Turn,
  {
    guide,
    at,
    tools,
  }: { guide: ServedGuide; at?: { step: string; option: string } | undefined; tools: Tools },
): StageResult => {
  const said = saidEarlier(turn, tools.settings.lookBackMs);
  const place = { guide, form: startGuide(guide, { now: turn.now, said }), now: turn.now };
  const move = at === undefined ? goOn(place) : chooseOption(place, at);
  const followed = followGuide(turn, { move, talk: { place, tools }, before: [{ key: "guide.begin" }] });
  return { ...followed, findings: [{ name: "guide", detail: guide.slug }, ...(followed.findings ?? [])] };
};

const press = (turn: Turn, { payload, talk }: { payload: Payload | undefined; talk: Talk }): StageResult => {
  const { place, tools } = talk;
  switch (payload?.kind) {
    case "form":
      return obey(turn, { word: payload.word, talk });
    case "human":
    case "ticket":
      return guideToTicket(turn, talk);
    case "urgent":
      return guideToTicket(turn, talk, { category: "account_security", urgent: true });
    case "guide": {
      const { slug, at } = payload;
      if (slug === place.guide.slug)
        return followGuide(turn, { move: at === undefined ? goOn(place) : chooseOption(place, at), talk });
      const guide = tools.guides?.serve(slug, tools.voice.localeOf(turn));
      return guide === undefined ? {} : begin(turn, { guide, at, tools });
    }
    case "choice":
      return followGuide(turn, { move: goOn(place), talk });
    case "article":
    case "none":
      return pauseGuide(turn, place);
    default:
      return {};
  }
};

/** Whether the words are a question of their own, and not the one that led here. */
const isOtherQuestion = (turn: Turn, { text, talk }: { text: string; talk: Talk }): boolean => {
  const { decision, candidates } = talk.tools.knowledge.classify(text, talk.tools.voice.localeOf(turn));
  return decision === "answer" && candidates[0]?.slug !== talk.place.guide.article;
};

const takeFiles = (
  turn: Turn,
  { act, talk }: { act: Extract<Act, { kind: "said" }>; talk: Talk },
): StageResult => {
  if (isMediaAcknowledged(turn, talk.place.form.startedAt))
    return { decision: { kind: "ignore", reason: "media_acknowledged" } };
  const { conversation } = turn;
  const noted = { ...conversation, state: { ...conversation.state, mediaNoticeAt: turn.now } };
  const before = [received(act.attachments)];
  return followGuide({ ...turn, conversation: noted }, { move: goOn(talk.place), talk, before });
};

const takeWords = (
  turn: Turn,
  { act, talk }: { act: Extract<Act, { kind: "said" }>; talk: Talk },
): StageResult => {
  const { place: here, tools } = talk;
  if (isUrgentWish(turn, { act, tools })) return press(turn, { payload: { kind: "urgent" }, talk });
  const { form } = here;
  const { text, given } = act;
  const words = plainWords(text);
  const shown = tools.voice.buttons(tools.voice.localeOf(turn), buttonsAt(here, form.step));
  const isReply = here.guide.steps[form.step]?.kind === "reply";
  const intent =
    isReply || shown.some(({ label }) => plainWords(label) === words) ? matchWhole(text) : matchIntent(text);
  if (form.paused === true && (intent === "yes" || intent === "no"))
    return obey(turn, { word: intent === "yes" ? "go_on" : "cancel", talk });
  if (text === "" && given.length === 0 && act.attachments.some(isFile))
    return takeFiles(turn, { act, talk });

  const isAsked = given.length === 0 && looksAsked(text) && isOtherQuestion(turn, { text, talk });
  const move = isReply && isAsked ? ({ kind: "unclear" } as const) : takeReply(here, { text, given });
  // What has stopped may be an answer; as the answer to an open question it is none.
  const stop = isReply || move.kind === "unclear" ? wordOfStop(text) : undefined;
  const word = intent === undefined ? stop : wordOfIntent[intent];
  // "I don't know" may be an option, and "no" an answer; the way out is never one.
  if (word !== undefined && (isReply || move.kind === "unclear" || word !== "skip"))
    return obey(turn, { word, talk });
  // What is said before the question is there answers none of it.
  if (isUnsaid(turn, form.askedAt ?? form.startedAt))
    return isAsked ? pauseGuide(turn, here) : { decision: { kind: "ignore", reason: "question_waits" } };
  if (move.kind !== "unclear") return followGuide(turn, { move, talk });
  const place = placeNamed(turn, { text, digits: false });
  if (place !== undefined) return press(turn, { payload: place, talk });
  if (intent === "help") return { decision: converse("help", ["help"]) };
  if (intent === "status") return { decision: statusReply(turn) };
  const isOther = isAsked || ((form.unclear ?? 0) > 0 && isOtherQuestion(turn, { text, talk }));
  if (isOther || (intent !== undefined && pausing.has(intent))) return pauseGuide(turn, here);
  return followGuide(turn, { move, talk });
};

const onGuide = (turn: Turn, { act, talk }: { act: Act; talk: Talk }): StageResult => {
  switch (act.kind) {
    case "said":
      return isJustInvited(turn) ? pauseGuide(turn, talk.place) : takeWords(turn, { act, talk });
    case "pressed":
      return press(turn, { payload: act.payload, talk });
    case "called": {
      const word = wordOfCommand[act.name];
      return word === undefined ? {} : obey(turn, { word, talk });
    }
    case "submitted":
    case "none":
      return {};
    default:
      return act satisfies never;
  }
};

/** A guide's button, pressed or typed, while none is under way. */
const findBegun = (turn: Turn, { act, tools }: { act: Act; tools: Tools }) => {
  const { guides, voice } = tools;
  const locale = voice.localeOf(turn);
  if (act.kind === "pressed" && act.payload?.kind === "guide") {
    const { slug, at } = act.payload;
    return { guide: guides?.serve(slug, locale), at };
  }
  const { lastArticle, form } = turn.conversation.state;
  if (act.kind !== "said" || lastArticle === undefined || form !== undefined) return undefined;
  const slug = guides?.of(lastArticle, locale);
  if (slug === undefined) return undefined;
  const [typed] = voice.buttons(locale, [guideButton(slug)]);
  return plainWords(act.text) === plainWords(typed?.label ?? "")
    ? { guide: guides?.serve(slug, locale), at: undefined }
    : undefined;
};

/** The questions of a guide, one after another. */
export const createGuideStage = (tools: Tools): Stage => ({
  name: "guide",
  run: (turn) => {
    const act = readAct(turn);
    const { form } = turn.conversation.state;
    const slug = form === undefined ? undefined : guideSlugOf(form);
    if (form === undefined || slug === undefined) {
      const begun = form === undefined ? findBegun(turn, { act, tools }) : undefined;
      if (begun === undefined) return {};
      const { guide, at } = begun;
      return guide === undefined
        ? { decision: converse("button_stale", ["button_stale"]) }
        : begin(turn, { guide, at, tools });
    }
    if (act.kind === "none") return {};
    const guide = tools.guides?.serve(slug, tools.voice.localeOf(turn));
    // It is gone with a newer version: what is said now is a question of its own.
    if (guide === undefined)
      return { patch: { expects: [], state: forget(turn.conversation.state, "form") } };
    const result = onGuide(turn, { act, talk: { place: { guide, form, now: turn.now }, tools } });
    return {
      ...result,
      findings: [{ name: "guide", detail: `${slug} ${form.step}` }, ...(result.findings ?? [])],
    };
  },
});
