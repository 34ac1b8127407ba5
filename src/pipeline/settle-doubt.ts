import { askAgain } from "../dialogue/form.ts";
import { guideSlugOf } from "../dialogue/guide.ts";
import { createIntake } from "../dialogue/intake.ts";
import type { DoubtAnswer } from "../dialogue/payloads.ts";
import type { Doubt, FormState } from "../domain/conversation.ts";
import type { InboundEvent } from "../domain/event.ts";
import type { GivenValue } from "../domain/message.ts";
import type { HeldText, StageResult, Turn } from "../domain/turn.ts";
import { askForm } from "./begin-intake.ts";
import { askEffects, askNext, doubtMs, heldOf } from "./doubts.ts";
import { createFormStage } from "./form-stage.ts";
import { createGuideStage } from "./guide-stage.ts";
import { converse, humanButton, urgentButton } from "./replies.ts";
import { mayDo } from "./rights.ts";
import { beginWarnings, todoOf, waiting, warnHere } from "./secret-warning.ts";
import { appendEntry, openTicket } from "./tickets.ts";
import type { Tools } from "./tools.ts";

/** As if it had just been said, with the value where a form waits for it. */
const asSaid = (
  turn: Turn,
  { doubt, held }: { doubt: Doubt; held: readonly HeldText[] },
): InboundEvent | undefined => {
  const { person, conversation } = turn;
  const [event] = turn.events;
  if (person === undefined) return undefined;
  const slot = conversation.expects.find(({ kind }) => doubt.isHash && kind === "transaction_id");
  const [value] = held.flatMap(({ values }) => values);
  const given: readonly GivenValue[] =
    slot === undefined || value === undefined ? [] : [{ kind: slot.kind, slot: slot.slot, value }];
  return {
    id: event.id,
    accountId: event.accountId,
    conversationId: event.conversationId,
    conversationKind: event.conversationKind,
    platformEventId: event.platformEventId,
    occurredAt: event.occurredAt,
    kind: "message.created",
    message: {
      id: doubt.messageIds.at(-1) ?? event.platformEventId,
      author: person,
      text: held.map(({ text }) => text).join("\n"),
      links: [],
      mentionsUs: false,
      attachments: [],
      withheld: false,
      secrets: [],
      given,
    },
  };
};

/** The rest of the message has its place in the form already; the value follows it. */
const withValues = (form: FormState, held: readonly HeldText[]): FormState => {
  const values = held.flatMap((one) => one.values).join("\n");
  const slot = form.slots["what"] === undefined ? "said" : "what";
  const before = form.slots[slot];
  const words = before === undefined || before === "" ? values : `${before}\n${values}`;
  return { ...form, slots: { ...form.slots, [slot]: words } };
};

/** The form that waits takes it as an answer, or along with what was answered. */
const intoForm = (
  turn: Turn,
  { form, doubt, held, tools }: { form: FormState; doubt: Doubt; held: readonly HeldText[]; tools: Tools },
): StageResult => {
  const said = asSaid(turn, { doubt, held });
  if (guideSlugOf(form) !== undefined)
    return doubt.isBare && said !== undefined
      ? createGuideStage(tools).run({ ...turn, events: [said] })
      : intoTalk(turn, { doubt, held });
  if (doubt.isBare && said !== undefined) return createFormStage(tools).run({ ...turn, events: [said] });
  const definition = createIntake(tools.voice.quote);
  const move = askAgain({ definition, form: withValues(form, held), now: turn.now });
  if (move.kind !== "ask") return {};
  return askForm(turn, { ...move, say: [{ key: "doubt.noted" }, ...move.say] });
};

const intoTalk = (turn: Turn, { doubt, held }: { doubt: Doubt; held: readonly HeldText[] }): StageResult => {
  const { owner } = turn.conversation;
  const ticket = owner === "queued" || owner === "human" ? openTicket(turn) : undefined;
  if (ticket === undefined)
    return {
      decision: converse(
        "doubt_harmless",
        [doubt.isBare ? "doubt.thanks_what" : "doubt.thanks"],
        [humanButton],
      ),
    };
  const entry = (text: string) => ({ kind: "message", author: "person", at: turn.now, text }) as const;
  return {
    effects: held.map(({ text }) => appendEntry(ticket, entry(text))),
    decision: { ...converse("doubt_harmless", ["doubt.added"], []), priority: "receipt" },
  };
};

const settleHarmless = (turn: Turn, { doubt, tools }: { doubt: Doubt; tools: Tools }): StageResult => {
  const held = turn.now - doubt.at < doubtMs ? heldOf(turn, doubt) : [];
  if (held.length === 0) return { decision: converse("doubt_forgotten", ["doubt.forgotten"], [humanButton]) };
  const { form } = turn.conversation.state;
  const result =
    form === undefined ? intoTalk(turn, { doubt, held }) : intoForm(turn, { form, doubt, held, tools });
  const [kind = "token"] = doubt.kinds;
  return {
    ...result,
    overwrite:
      doubt.elsewhere === undefined
        ? held.map(({ source, text }) => ({ source, text, kind, restores: true }))
        : [],
  };
};

/** Handled from here on as if the guard had been certain. */
const settleSecret = (turn: Turn, { doubt, tools }: { doubt: Doubt; tools: Tools }): StageResult => {
  const { messageIds, kinds, elsewhere } = doubt;
  if (!mayDo(turn, "delete_messages")) return warnHere(turn, { found: [doubt], isAlone: true, tools });
  if (elsewhere === undefined) {
    const { deletions, warnings, timers } = beginWarnings(turn, {
      found: [{ messageIds, kinds }],
      waitMs: tools.settings.warningWaitMs,
    });
    const state = { ...turn.conversation.state, warnings: waiting(turn, { added: warnings }) };
    return {
      effects: deletions,
      timers,
      patch: { state },
      decision: { kind: "ignore", reason: "doubt_secret" },
    };
  }
  return {
    effects: messageIds.map((messageId) => ({
      kind: "message.delete",
      conversationId: elsewhere,
      lane: "guard",
      priority: "protect",
      messageId,
    })),
    decision: {
      ...converse("doubt_secret", [{ key: "doubt.deleting_elsewhere" }, ...todoOf(kinds)], [urgentButton]),
      priority: "protect",
    },
  };
};

/** The person has said what it is: it is shown again, or handled as a secret; then the next one is asked about. */
export const settleDoubt = (
  turn: Turn,
  { doubt, answer, tools }: { doubt: Doubt | undefined; answer: DoubtAnswer; tools: Tools },
): StageResult => {
  if (doubt === undefined) return { decision: converse("doubt_closed", ["doubt.closed"], [humanButton]) };
  const settled =
    answer === "harmless" ? settleHarmless(turn, { doubt, tools }) : settleSecret(turn, { doubt, tools });
  const state = settled.patch?.state ?? turn.conversation.state;
  const left = (state.doubts ?? []).filter(({ mark }) => mark !== doubt.mark);
  const { doubts, asked } = askNext(left, turn.now);
  return {
    ...settled,
    findings: [{ name: `doubt_${answer}`, detail: doubt.kinds.join(",") }, ...(settled.findings ?? [])],
    effects: [...(settled.effects ?? []), ...askEffects(turn, { asked, tools })],
    patch: { ...settled.patch, state: { ...state, doubts } },
    drop: doubt.sources,
    stop: true,
  };
};
