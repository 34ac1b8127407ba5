import { askAgain, currentStep, type FormMove, obeyWord, takeAnswer } from "../dialogue/form.ts";
import { guideSlugOf } from "../dialogue/guide.ts";
import { createIntake } from "../dialogue/intake.ts";
import type { Intent } from "../dialogue/intent.ts";
import { matchIntent, matchWhole } from "../dialogue/intents.ts";
import { matchOptOut } from "../dialogue/opt-out/match-opt-out.ts";
import { decodePayload, type FormWord, type Payload } from "../dialogue/payloads.ts";
import { forget } from "../dialogue/state.ts";
import { plainWords } from "../dialogue/words.ts";
import type { FormState } from "../domain/conversation.ts";
import type { Stage, StageResult, Turn } from "../domain/turn.ts";
import { type Act, readAct } from "./act.ts";
import { askForm, tellsSomething } from "./begin-intake.ts";
import { isFile, isMediaAcknowledged } from "./files.ts";
import { isJustInvited } from "./invitation.ts";
import { converse } from "./replies.ts";
import { isUnsaid } from "./said-at.ts";
import { bareForm } from "./tickets.ts";
import { slotsOfForm, toTicket } from "./to-ticket.ts";
import type { Tools } from "./tools.ts";
import { isUrgentWish } from "./urgent-wish.ts";

export const wordOfIntent: Readonly<Partial<Record<Intent, FormWord>>> = {
  back: "back",
  skip: "skip",
  cancel: "cancel",
  // Of what is not sent yet nothing else can be taken back.
  cancel_ticket: "cancel",
  send_now: "send_now",
  // Whoever refuses the form still gets a person, with what is known.
  human: "send_now",
  go_on: "go_on",
};
export const wordOfCommand: Readonly<Record<string, FormWord>> = {
  back: "back",
  skip: "skip",
  cancel: "cancel",
  human: "send_now",
  send: "send_now",
  continue: "go_on",
};

/** In the middle of questions "stop" is about them. */
export const wordOfStop = (text: string): FormWord | undefined =>
  matchOptOut(text) === "stop" ? "cancel" : undefined;

/** Asked while a form waits for something else: answered first, then the form offers to go on. */
export const pausing: ReadonlySet<Intent> = new Set([
  "greeting",
  "menu",
  "thanks",
  "goodbye",
  "are_you_bot",
  "how_are_you",
]);

type Place = { readonly form: FormState; readonly tools: Tools };

const definitionOf = ({ tools }: Place) => createIntake(tools.voice.quote);

const follow = (turn: Turn, { move, place }: { move: FormMove; place: Place }): StageResult => {
  switch (move.kind) {
    case "ask":
      return askForm(turn, move);
    case "submit":
      return toTicket(turn, { form: move.form, tools: place.tools });
    case "cancelled":
      return {
        patch: { expects: [], state: forget(turn.conversation.state, "form") },
        decision: converse("form_cancelled", ["intake.cancelled"]),
      };
    case "unclear":
      return {};
    default:
      return move satisfies never;
  }
};

/** The question goes on to be answered; told as a description it is offered as one later. */
const pause = (turn: Turn, { form, said }: { form: FormState; said?: string }): StageResult => {
  const slots = form.step === "what" && said !== undefined ? { ...form.slots, said } : form.slots;
  return {
    findings: [{ name: "form_paused", detail: form.step }],
    patch: { state: { ...turn.conversation.state, form: { ...form, slots, paused: true } } },
  };
};

/** Whether the words are a question of their own rather than an answer to ours. */
const isOtherQuestion = (turn: Turn, { text, place }: { text: string; place: Place }): boolean => {
  const { knowledge, voice } = place.tools;
  const intent = matchWhole(text);
  if (intent !== undefined) return pausing.has(intent) || intent === "help" || intent === "status";
  return knowledge.classify(text, voice.localeOf(turn)).decision === "answer";
};

export const looksAsked = (text: string) => /[?？]\s*$/.test(text) && text.length <= 160;

const press = (
  turn: Turn,
  { payload, place }: { payload: Payload | undefined; place: Place },
): StageResult => {
  const { form, tools } = place;
  const here = { definition: definitionOf(place), form, now: turn.now };
  switch (payload?.kind) {
    case "form":
      return follow(turn, { move: obeyWord(here, payload.word), place });
    case "human":
    case "ticket":
      return follow(turn, { move: obeyWord(here, "send_now"), place });
    case "urgent": {
      const slots = { ...form.slots, category: "account_security", urgent: "yes" };
      return follow(turn, { move: obeyWord({ ...here, form: { ...form, slots } }, "send_now"), place });
    }
    case "choice": {
      // A button of an earlier question answers that question.
      const at = { ...here, form: { ...form, step: payload.step } };
      const move = takeAnswer(at, { text: "", choice: payload.value, given: [] });
      return follow(turn, {
        move: move.kind === "unclear" ? askAgain(here) : move,
        place: { form: at.form, tools },
      });
    }
    // One thing at a time: the form has asked first.
    case "guide":
      return follow(turn, { move: askAgain(here), place });
    case "article":
    case "none":
      return pause(turn, place);
    default:
      return {};
  }
};

/** A button's label, typed: not every platform has buttons. */
const typedButton = (turn: Turn, { text, place }: { text: string; place: Place }): Payload | undefined => {
  const { voice } = place.tools;
  const step = currentStep({ definition: definitionOf(place), form: place.form });
  const buttons = [...step.ask(place.form.slots).buttons, ...(step.moreButtons ?? [])];
  const words = plainWords(text);
  const typed = voice.buttons(voice.localeOf(turn), buttons).find(({ label }) => plainWords(label) === words);
  return typed === undefined ? undefined : decodePayload(typed.payload);
};

/** Files go along with the form; what was asked is still to be said. */
const takeFiles = (
  turn: Turn,
  { again, place }: { again: Extract<FormMove, { kind: "ask" }>; place: Place },
): StageResult => {
  if (isMediaAcknowledged(turn, place.form.startedAt))
    return { decision: { kind: "ignore", reason: "media_acknowledged" } };
  const { conversation } = turn;
  const noted = { ...conversation, state: { ...conversation.state, mediaNoticeAt: turn.now } };
  const say = [{ key: "intake.file_kept" }, ...again.say];
  return askForm({ ...turn, conversation: noted }, { ...again, say });
};

/** The question is on its way: what is said meanwhile answers none of it, but may tell what it is about. */
const keepWords = (turn: Turn, { text, place }: { text: string; place: Place }): StageResult => {
  const { form, tools } = place;
  const { classify } = tools.knowledge;
  if (classify(text, tools.voice.localeOf(turn)).decision === "answer") return pause(turn, place);
  const decision = { kind: "ignore", reason: "question_waits" } as const;
  const { said = "" } = form.slots;
  if (!tellsSomething(text) || text.length <= said.length) return { decision };
  const state = { ...turn.conversation.state, form: { ...form, slots: { ...form.slots, said: text } } };
  return { patch: { state }, decision };
};

const takeWords = (
  turn: Turn,
  { act, place }: { act: Extract<Act, { kind: "said" }>; place: Place },
): StageResult => {
  if (isUrgentWish(turn, { act, tools: place.tools }))
    return press(turn, { payload: { kind: "urgent" }, place });
  const isAsked = !isUnsaid(turn, place.form.askedAt ?? place.form.startedAt);
  const typed = !isAsked ? undefined : typedButton(turn, { text: act.text, place });
  if (typed !== undefined) return press(turn, { payload: typed, place });
  const definition = definitionOf(place);
  const here = { definition, form: place.form, now: turn.now };
  const intent = matchWhole(act.text) ?? (currentStep(here).takesWords ? undefined : matchIntent(act.text));
  const word = intent === undefined ? wordOfStop(act.text) : wordOfIntent[intent];
  if (word !== undefined) return follow(turn, { move: obeyWord(here, word), place });
  if (!isAsked && act.text !== "") return keepWords(turn, { text: act.text, place });
  if (place.form.paused === true && (intent === "yes" || intent === "no"))
    return follow(turn, { move: obeyWord(here, intent === "yes" ? "go_on" : "cancel"), place });

  const { takesWords } = currentStep(here);
  const interrupts =
    act.given.length === 0 &&
    takesWords &&
    (looksAsked(act.text) || (intent !== undefined && pausing.has(intent))) &&
    isOtherQuestion(turn, { text: act.text, place });
  if (interrupts) return pause(turn, { form: place.form, said: act.text });

  const move = takeAnswer(here, { text: act.text, given: act.given });
  if (move.kind !== "unclear") return follow(turn, { move, place });
  if (act.text !== "" && isOtherQuestion(turn, { text: act.text, place })) return pause(turn, place);
  const again = askAgain(here);
  if (again.kind !== "ask") return {};
  if (act.text === "" && act.attachments.some(isFile)) return takeFiles(turn, { again, place });
  const unclear = `intake.unclear_${currentStep(here).id}`;
  return askForm(turn, { ...again, say: [{ key: unclear }, ...again.say] });
};

/** The form under way, if there is one. */
export const createFormStage = (tools: Tools): Stage => ({
  name: "form",
  run: (turn) => {
    const { form } = turn.conversation.state;
    const act = readAct(turn);
    // A platform with native forms sends all answers at once.
    if (act.kind === "submitted")
      return toTicket(turn, { form: bareForm(slotsOfForm(act.form, act.values), turn.now), tools });
    if (form === undefined || guideSlugOf(form) !== undefined || act.kind === "none") return {};
    const place = { form, tools };
    const findings = [{ name: "form", detail: form.step }];
    switch (act.kind) {
      case "said": {
        if (isJustInvited(turn)) return pause(turn, place);
        const result = takeWords(turn, { act, place });
        return { ...result, findings: [...findings, ...(result.findings ?? [])] };
      }
      case "pressed":
        return { findings, ...press(turn, { payload: act.payload, place }) };
      case "called": {
        const word = wordOfCommand[act.name];
        if (word === undefined) return {};
        const here = { definition: definitionOf(place), form, now: turn.now };
        return { findings, ...follow(turn, { move: obeyWord(here, word), place }) };
      }
      default:
        return act satisfies never;
    }
  },
});
