import { guideSlugOf } from "../dialogue/guide.ts";
import { encodePayload } from "../dialogue/payloads.ts";
import { forget } from "../dialogue/state.ts";
import { invitesWithoutToken } from "../domain/account.ts";
import type { Decision, Phrase, PhraseButton } from "../domain/decision.ts";
import type { FormattedText, Priority } from "../domain/effect.ts";
import type { Finding, Turn } from "../domain/turn.ts";
import { readAct } from "./act.ts";
import { answerButtons } from "./answer-buttons.ts";
import { noteHanded, wordsOfDraft } from "./handed-words.ts";
import { closeHelpful } from "./helpful.ts";
import { noticeAbove } from "./notices.ts";
import { noteOffer } from "./person-offer.ts";
import type { Progress } from "./progress.ts";
import { delayTold } from "./queue.ts";
import { renderRelay } from "./relay.ts";
import { renderInGroup } from "./render-group.ts";
import { nothing, type Rendered } from "./rendered.ts";
import { humanButton } from "./replies.ts";
import { delayTimer, newTicket, timerLifeMs, withTicket } from "./tickets.ts";
import type { Tools } from "./tools.ts";
import { isFixed, joinParagraphs } from "./voice.ts";

/** `asked`: the question was brought here from a group. */
type Decided = Progress & { readonly decision: Decision; readonly asked: boolean };

/** What is said, before what every reply may need around it. */
interface Words {
  readonly content: FormattedText;
  readonly buttons: readonly PhraseButton[];
  readonly priority: Priority;
  readonly supersedable: boolean;
}

type Silent = Extract<Decision, { kind: "ignore" | "relay" }>;
type Speaking = Exclude<Decision, Silent>;

const wordsOf = (
  decision: Speaking,
  { turn, isAside, tools }: { turn: Turn; isAside: boolean; tools: Tools },
): Words => {
  const { voice } = tools;
  const locale = voice.localeOf(turn);
  switch (decision.kind) {
    case "answer":
      return {
        content: decision.content,
        buttons: answerButtons(decision, { isAside }),
        priority: "answer",
        supersedable: true,
      };
    case "ask":
    case "converse":
      return {
        content: voice.text(locale, decision.say),
        buttons: decision.buttons,
        priority: decision.kind === "converse" ? (decision.priority ?? "answer") : "answer",
        supersedable: decision.kind === "ask" || decision.priority === undefined,
      };
    case "escalate":
      return {
        content: voice.text(locale, decision.say),
        buttons: [],
        priority: "receipt",
        supersedable: false,
      };
    default:
      return decision satisfies never;
  }
};

/** Said around any reply: who speaks, that it comes late, that a form or a ticket waits. */
const around = ({ turn, asked }: Decided, decision: Speaking) => {
  const { state, owner } = turn.conversation;
  const spokeToUs = readAct(turn).kind !== "none";
  const waits =
    state.form !== undefined && decision.kind !== "escalate" && !/^(?:form|guide)_/.test(decision.reason);
  const before: Phrase[] = [];
  const lead = invitesWithoutToken(turn.account) ? "start.invited_in_public" : "start.invited";
  const after: Phrase[] = [];
  if (turn.late && spokeToUs) before.push({ key: "late" });
  if (state.introducedAt === undefined) before.push({ key: "intro" });
  if (decision.kind === "answer" && decision.asksHelpful === true) after.push({ key: "helpful.ask" });
  if (owner === "queued" && decision.kind === "answer") after.push({ key: "answer.ticket_stays" });
  if (waits) {
    const isGuide = state.form !== undefined && guideSlugOf(state.form) !== undefined;
    after.push({ key: isGuide ? "guide.offer_to_go_on" : "intake.offer_to_go_on" });
  }
  after.push(...delayTold(turn));
  const buttons: PhraseButton[] = waits
    ? (["go_on", "cancel"] as const).map((word) => ({
        label: { key: `button.${word}` },
        payload: encodePayload({ kind: "form", word }),
      }))
    : [];
  return { before, above: asked ? [{ key: lead }] : [], after, buttons, waits };
};

const speak = (decided: Decided, { decision, tools }: { decision: Speaking; tools: Tools }): Rendered => {
  const { turn } = decided;
  const { voice } = tools;
  const { state, owner } = turn.conversation;
  const locale = voice.localeOf(turn);
  const { before, above, after, buttons, waits } = around(decided, decision);
  const words = wordsOf(decision, { turn, isAside: waits, tools });

  const notice = decision.kind === "answer" ? noticeAbove(turn, { slug: decision.slug, tools }) : undefined;
  const said = joinParagraphs([
    voice.text(locale, above),
    ...(notice === undefined ? [] : [notice]),
    words.content,
    voice.text(locale, after),
  ]);
  const opening = voice.text(locale, before);
  const whole = joinParagraphs([opening, said]);
  const isRepeated = decision.kind === "answer" || decision.say.every(isFixed);
  const verdict = isRepeated ? voice.checkOften(whole) : voice.check(whole);
  // The address of the privacy notice is the account's own, and not for the outbound guard.
  const first = state.introducedAt === undefined ? joinParagraphs([opening, voice.privacy(turn)]) : opening;
  const sayable = verdict.ok ? said : voice.text(locale, [{ key: "outbound.replaced" }]);
  const content = joinParagraphs([first, sayable]);
  const findings: Finding[] = verdict.ok ? [] : [{ name: "text_refused", detail: verdict.reason }];
  const asksHelpful = decision.kind === "answer" && decision.asksHelpful === true;
  const say = decision.kind === "answer" ? [] : decision.say;
  const patch = {
    state: {
      ...noteOffer(asksHelpful ? state : closeHelpful(state), { say, now: turn.now }),
      introducedAt: state.introducedAt ?? turn.now,
      ...(waits && state.form !== undefined ? { form: { ...state.form, paused: true } } : {}),
    },
  };
  if (content.text === "" || (!verdict.ok && !voice.check(sayable).ok))
    return { ...nothing, findings: [...findings, { name: "nothing_sendable" }] };

  // A reply that changed more than itself is not taken back for a newer message.
  // Where sends are few, whoever replaces the first words says who speaks instead.
  const isKnown = state.introducedAt !== undefined || turn.queue !== undefined;
  // What was asked elsewhere stands in no message here: a newer answer would be without it.
  const alone = decided.effects.length === 0 && state.form === undefined && isKnown && !decided.asked;
  const supersedable = words.supersedable && alone && owner === "bot" && readAct(turn).kind === "said";
  // A question keeps its buttons: without them the person could not go on.
  const own = verdict.ok || decision.kind !== "answer" ? words.buttons : [humanButton];
  // The way back to what waits stands together, and first where little else is shown.
  const shown = voice.buttons(locale, own.length > 1 ? [...own, ...buttons] : [...buttons, ...own]);
  // A warning that comes because its deletion takes too long must not wait behind that deletion.
  const overtakes = turn.events[0].kind === "timer.fired";
  return {
    ...nothing,
    effects: [
      {
        kind: "message.send",
        lane: words.priority === "protect" && !overtakes ? "guard" : "talk",
        priority: words.priority,
        visibility: "private",
        content,
        ...(shown.length > 0 ? { buttons: shown } : {}),
        ...(supersedable ? { supersedable } : {}),
      },
    ],
    findings,
    patch,
  };
};

/** A ticket on its way: the desk's part first, then the receipt. */
const openTicket = (
  decided: Decided,
  { decision, tools }: { decision: Extract<Decision, { kind: "escalate" }>; tools: Tools },
): Rendered => {
  const { turn } = decided;
  const { draft, ticketId } = decision;
  const said = speak(decided, { decision, tools });
  const state = forget(said.patch.state ?? turn.conversation.state, "form", "guided", "misses", "offered");
  const { ticketDelayMs, lookBackMs } = tools.settings;
  const handed = noteHanded(state, { ticketId, fields: wordsOfDraft(draft), now: turn.now, lookBackMs });
  const fireAt = turn.now + ticketDelayMs;
  return {
    effects: [{ ...newTicket(ticketId, draft), report: true }, ...said.effects],
    findings: said.findings,
    patch: {
      owner: "queued",
      expects: [],
      state: withTicket(handed, { id: ticketId, category: draft.category }),
    },
    timers: [{ set: delayTimer(ticketId), fireAt, expireAt: fireAt + timerLifeMs, data: ticketId }],
    tickets: [{ open: ticketId, category: draft.category }],
  };
};

/** Decision to effects, with the outbound guard over every text. */
export const createRender =
  (tools: Tools) =>
  (decided: Decided): Rendered => {
    const { decision, turn } = decided;
    switch (decision.kind) {
      case "ignore":
        return nothing;
      case "relay":
        return decision.to === "desk"
          ? nothing
          : { ...nothing, ...renderRelay(turn, { relay: decision, tools }) };
      case "escalate":
        return openTicket(decided, { decision, tools });
      case "answer":
      case "ask":
      case "converse":
        if (turn.conversation.kind === "group")
          return renderInGroup(turn, { decision, invites: decided.invite !== undefined, tools });
        return speak(decided, { decision, tools });
      default:
        return decision satisfies never;
    }
  };
