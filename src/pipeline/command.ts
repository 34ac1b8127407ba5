import { matchIntent } from "../dialogue/intents.ts";
import { type LanguageWish, matchLanguageRequest } from "../dialogue/language-request.ts";
import { decodePayload, type Payload } from "../dialogue/payloads.ts";
import { hasWords } from "../dialogue/words.ts";
import { articleSlug } from "../domain/ids.ts";
import { isLocale, locales } from "../domain/locale.ts";
import type { Stage, StageResult, Turn } from "../domain/turn.ts";
import { type Act, isChosenAgain, listMissed, readAct } from "./act.ts";
import { beginIntake } from "./begin-intake.ts";
import { hearEncrypted } from "./encrypted.ts";
import { giveFiles } from "./files-to-desk.ts";
import { obeyLanguageWish } from "./language-stage.ts";
import { openMenu, withTopics } from "./menu.ts";
import { isPersonOffered } from "./person-offer.ts";
import { assistantButton, converse, ticketButton } from "./replies.ts";
import { showArticle } from "./show-article.ts";
import { statusReply } from "./status.ts";
import { appendEntry, bareForm, noteEntry, openTicket, withTicket } from "./tickets.ts";
import { slotsOfForm, toTicket } from "./to-ticket.ts";
import type { Tools } from "./tools.ts";
import { isUrgentWish } from "./urgent-wish.ts";

/** A person is asked for: at once where a ticket is open, by the short form otherwise. */
const wantHuman = (turn: Turn, tools: Tools): StageResult => {
  const ticket = openTicket(turn);
  const { owner, state } = turn.conversation;
  if (ticket === undefined && owner !== "human") return beginIntake(turn, { tools });
  if (ticket === undefined || owner === "human")
    return { decision: converse("human_is_here", ["handover.human_is_here"], [assistantButton]) };
  const waiting = converse("ticket_is_open", ["handover.ticket_is_open"], [ticketButton]);
  if (owner === "queued") return { decision: waiting };
  return {
    effects: [
      appendEntry(ticket, noteEntry("The person asks for a human again.", turn.now)),
      ...giveFiles(turn, ticket),
    ],
    patch: { owner: "queued", state: withTicket(state, ticket) },
    decision: waiting,
  };
};

const findLocale = (name: string): LanguageWish | undefined => {
  const tag = name.trim();
  if (isLocale(tag)) return tag;
  if (/^(?:zh|cn|chinese)(?:[-_](?:cn|hans))?$/i.test(tag)) return "zh-Hans";
  return locales.find((locale) => locale === tag.toLowerCase()) ?? matchLanguageRequest(tag);
};

const start = (turn: Turn, tools: Tools): StageResult =>
  withTopics(turn, {
    // The introduction of a first reply is added to any reply.
    decision: converse(
      "start",
      turn.conversation.state.introducedAt === undefined ? ["start.ready"] : ["intro", "start.ready"],
    ),
    tools,
  });

/** How our accounts are told from those of impostors. */
const identityArticle = articleSlug("bot-identity");

/** Whoever shows us what an impostor wrote has said all that there is to say. */
const report = (turn: Turn, { words, tools }: { words: string; tools: Tools }): StageResult =>
  hasWords(words)
    ? toTicket(turn, { form: bareForm(slotsOfForm("report", { what: words }), turn.now), tools })
    : beginIntake(turn, { category: "account_security", tools });

const assistantIsHere: StageResult = { decision: converse("assistant_is_here", ["assistant.is_here"]) };
const knownCommands = new Set([
  "start",
  "menu",
  "help",
  "human",
  "language",
  "status",
  "bot",
  "cancel",
  "verify",
  "report",
]);
/** Words of a form that is under way are the form's. */
const formCommands = new Set(["back", "skip", "cancel", "human", "continue", "send"]);

const obey = (
  turn: Turn,
  { act, tools }: { act: Extract<Act, { kind: "called" }>; tools: Tools },
): StageResult => {
  if (turn.conversation.state.form !== undefined && formCommands.has(act.name)) return {};
  switch (act.name) {
    case "start":
      return start(turn, tools);
    case "menu":
      return openMenu(turn, { place: { kind: "menu" }, tools });
    case "human":
    case "agent":
    case "ticket":
      return wantHuman(turn, tools);
    case "language":
    case "lang":
      return obeyLanguageWish(turn, { wish: findLocale(act.args), reason: "language_menu", tools });
    case "status":
      return { decision: statusReply(turn) };
    case "verify":
      return showArticle(turn, { slug: identityArticle, reason: "verify", tools });
    case "report":
      return report(turn, { words: act.args, tools });
    case "bot":
      return assistantIsHere;
    case "cancel":
      return { decision: converse("nothing_to_cancel", ["assistant.nothing_to_cancel"]) };
    case "help":
      return { decision: converse("help", ["help"]) };
    default:
      return { decision: converse("unknown_command", ["help_unknown", "help"]) };
  }
};

const press = (
  turn: Turn,
  { payload, tools }: { payload: Payload | undefined; tools: Tools },
): StageResult => {
  const inForm = turn.conversation.state.form !== undefined;
  const stale: StageResult = { decision: converse("button_stale", ["button_stale"]) };
  if (payload === undefined) return stale;
  switch (payload.kind) {
    case "human":
      return inForm ? {} : wantHuman(turn, tools);
    case "ticket":
      return inForm ? {} : beginIntake(turn, { category: payload.category, tools });
    case "urgent":
      return inForm ? {} : beginIntake(turn, { category: "account_security", urgent: true, tools });
    case "doubt":
    case "erase":
      return stale;
    case "language":
      return obeyLanguageWish(turn, { wish: payload.locale, reason: "language_menu", tools });
    case "assistant":
      return assistantIsHere;
    case "menu":
      return openMenu(turn, { place: payload, tools });
    case "cancel_ticket":
      return { decision: statusReply(turn) };
    case "form":
    case "choice":
      return inForm ? {} : stale;
    case "article":
    case "guide":
    case "helpful":
    case "none":
      return {};
    default:
      return payload satisfies never;
  }
};

/** A number that the list before the person does not have is a slip, and no question; a question asks again by itself. */
const showListAgain = (turn: Turn, text: string): StageResult | undefined => {
  const { form } = turn.conversation.state;
  if (form !== undefined && form.paused !== true) return undefined;
  const { payloads = [], labels } = listMissed(turn, text) ?? {};
  if (labels === undefined) return undefined;
  const buttons = labels.flatMap((label, at) => {
    const payload = payloads[at];
    // The way back to a form that waits is added to every reply.
    return payload === undefined || decodePayload(payload)?.kind === "form" ? [] : [{ label, payload }];
  });
  return { decision: converse("no_such_line", ["choices.no_such_line"], buttons) };
};

const hear = (turn: Turn, { text, tools }: { text: string; tools: Tools }): StageResult => {
  const { form } = turn.conversation.state;
  if (form !== undefined) return {};
  const intent = matchIntent(text);
  switch (intent) {
    case "human":
    case "send_now":
      return { findings: [{ name: "intent", detail: intent }], ...wantHuman(turn, tools) };
    case "yes":
      return isPersonOffered(turn, tools) ? wantHuman(turn, tools) : {};
    case "help":
      return { decision: converse("help", ["help"]) };
    case "menu":
      return openMenu(turn, { place: { kind: "menu" }, tools });
    case "status":
      return { decision: statusReply(turn) };
    case "assistant":
      return assistantIsHere;
    case "cancel_ticket":
      return { decision: statusReply(turn) };
    default:
      return {};
  }
};

/** Commands, buttons and words that ask for a function of the fleet rather than for an answer. */
export const createCommand = (tools: Tools): Stage => ({
  name: "command",
  run: (turn) => {
    const act = readAct(turn);
    switch (act.kind) {
      case "called":
        // A name that is not ours is a person's own words and stays out of the trace.
        return {
          findings: [{ name: "command", detail: knownCommands.has(act.name) ? act.name : "unknown" }],
          ...obey(turn, { act, tools }),
        };
      case "pressed":
        if (isChosenAgain(turn)) return { decision: { kind: "ignore", reason: "chosen_already" } };
        return {
          findings: [{ name: "button", detail: act.payload?.kind ?? "unknown" }],
          ...press(turn, { payload: act.payload, tools }),
        };
      case "said":
        if (turn.conversation.state.form === undefined && isUrgentWish(turn, { act, tools }))
          return press(turn, { payload: { kind: "urgent" }, tools });
        return (
          hearEncrypted(turn, act) ?? showListAgain(turn, act.text) ?? hear(turn, { text: act.text, tools })
        );
      case "submitted":
      case "none":
        return {};
      default:
        return act satisfies never;
    }
  },
});
