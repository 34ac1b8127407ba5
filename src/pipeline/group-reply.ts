import { courtesies } from "../dialogue/intent.ts";
import { matchIntent } from "../dialogue/intents.ts";
import { matchLanguageRequest } from "../dialogue/language-request.ts";
import { matchOptOut } from "../dialogue/opt-out/match-opt-out.ts";
import { encodePayload } from "../dialogue/payloads.ts";
import { hasWords } from "../dialogue/words.ts";
import type { Decision } from "../domain/decision.ts";
import type { ArticleSlug } from "../domain/ids.ts";
import type { Stage, StageResult, Turn } from "../domain/turn.ts";
import { type Act, namesAccount, readAct } from "./act.ts";
import { mostOffered, ownCases, scoresOf } from "./classified.ts";
import { onlyInvites, settleReply, wasRepliedTo } from "./public-reply.ts";
import { converse } from "./replies.ts";
import { shortForm } from "./short-form.ts";
import { askedBefore, askingEvent } from "./summons.ts";
import type { Tools } from "./tools.ts";

/** Nothing of a person's own case is asked or told where others read: it goes on in the direct chat. */
const inPrivate: Decision = converse("group_private", ["group.private"], []);
const hello: Decision = converse("group_hello", ["group.hello"], []);
/** Said about our reply, and not to be answered. */
const aside: Decision = { kind: "ignore", reason: "aside" };
const notUnderstood: Decision = converse("group_not_understood", ["group.not_understood"], []);

const show = (turn: Turn, { slug, tools }: { slug: ArticleSlug; tools: Tools }): Decision => {
  const served = tools.knowledge.serve(slug, tools.voice.localeOf(turn), turn.now);
  return served === undefined
    ? inPrivate
    : {
        kind: "answer",
        reason: "group",
        slug,
        content: shortForm(served, tools.settings.groupAnswerUnits),
        urgent: served.urgent,
        related: [],
      };
};

const classify = (turn: Turn, { text, tools }: { text: string; tools: Tools }): StageResult => {
  const classified = tools.knowledge.classify(text, tools.voice.localeOf(turn));
  const findings = scoresOf(classified);
  const [top] = classified.candidates;
  if (top === undefined && (classified.scope ?? -1) >= 0) return { findings, decision: inPrivate };
  if (top === undefined || classified.decision === "handover") return { findings, decision: notUnderstood };
  if (ownCases.has(top.slug)) return { findings, decision: inPrivate };
  if (classified.decision === "answer") return { findings, decision: show(turn, { slug: top.slug, tools }) };
  const offered = classified.candidates.filter(({ slug }) => !ownCases.has(slug)).slice(0, mostOffered);
  return {
    findings,
    decision: {
      kind: "ask",
      reason: "group_did_you_mean",
      say: [{ key: "group.did_you_mean" }],
      buttons: offered.map(({ slug, title }) => ({
        label: title,
        payload: encodePayload({ kind: "article", slug }),
      })),
    },
  };
};

type Said = Extract<Act, { kind: "said" }>;

/** By name or by a command, and not only by a reply to us; what the guard withheld may have had our name in it. */
const isCalled = ({ events, account }: Turn): boolean =>
  events.some((event) =>
    "message" in event
      ? event.message.withheld || namesAccount(event.message.text, account.handle)
      : event.kind === "command.called",
  );

const hear = (turn: Turn, { text, tools }: { text: string; tools: Tools }): StageResult => {
  const intent = matchIntent(text);
  switch (intent) {
    case undefined:
      return matchLanguageRequest(text) === undefined
        ? classify(turn, { text, tools })
        : { decision: inPrivate };
    case "thanks":
    case "goodbye":
      return { decision: converse(intent, [`talk.${intent}`], []) };
    case "greeting":
    case "how_are_you":
    case "are_you_bot":
    case "needs_help":
    case "help":
    case "menu":
      return { findings: [{ name: "intent", detail: intent }], decision: hello };
    case "not_helped":
    case "none":
    case "no":
      return { findings: [{ name: "intent", detail: intent }], decision: notUnderstood };
    case "yes":
    case "go_on":
    case "back":
    case "skip":
    case "change":
      return { findings: [{ name: "intent", detail: intent }], decision: isCalled(turn) ? hello : aside };
    default:
      return { findings: [{ name: "intent", detail: intent }], decision: inPrivate };
  }
};

/** A sign or a sticker in reply to us asks for nothing; a picture may, and so does whoever calls us. */
const hearWordless = (turn: Turn, { act, tools }: { act: Said; tools: Tools }): StageResult => {
  if (act.attachments.some(({ kind }) => kind !== "sticker")) return { decision: inPrivate };
  if (isCalled(turn)) {
    const asked = askedBefore(turn);
    if (asked === undefined) return { decision: hello };
    const { source } = asked;
    return { ...hear(turn, { text: asked.text, tools }), ...(source && { invite: source }) };
  }
  return { decision: /[?？]/.test(act.text) ? notUnderstood : aside };
};

const reply = (turn: Turn, { act, tools }: { act: Act; tools: Tools }): StageResult => {
  switch (act.kind) {
    case "said":
      if (hasWords(act.text)) return hear(turn, { text: act.text, tools });
      return hearWordless(turn, { act, tools });
    case "called":
      if (hasWords(act.args)) return hear(turn, { text: act.args, tools });
      return { decision: act.name === "start" || act.name === "help" ? hello : inPrivate };
    case "pressed":
      if (act.payload === undefined) return { decision: converse("button_stale", ["button_stale"], []) };
      if (act.payload.kind !== "article") return { decision: inPrivate };
      return { decision: show(turn, { slug: act.payload.slug, tools }) };
    case "submitted":
    case "none":
      return { decision: { kind: "ignore", reason: turn.events[0].kind } };
    default:
      return act satisfies never;
  }
};

/** Whoever goes on talking about our reply has been told already that there is no more of it here. */
const wasToldSo = (turn: Turn, { voice, settings }: Tools): boolean => {
  const { history, now, person } = turn;
  const says = voice.text(voice.localeOf(turn), [{ key: "group.not_understood" }]).text;
  return history.some(
    ({ direction, at, text }, index) =>
      direction === "out" &&
      now - at < settings.noticeEveryMs &&
      text.startsWith(says) &&
      history[index - 1]?.authorId === person?.id,
  );
};

/** Others whom the message names are no part of what it says. */
const wantsSilence = (act: Act): boolean =>
  act.kind === "said" && matchOptOut(act.text.replace(/@\w+/gu, " ")) !== undefined;

/** The way into the direct chat and nothing else, once: whatever was asked, it is not quoted and not answered here. */
const invite = (turn: Turn, tools: Tools): StageResult => {
  const act = readAct(turn);
  if (act.kind === "none") return settleReply(turn, tools);
  if (wantsSilence(act)) return { decision: { kind: "ignore", reason: "opted_out" } };
  if (wasRepliedTo(turn)) return { decision: { kind: "ignore", reason: "invited_already" } };
  return { invite: askingEvent(turn), decision: converse("public_invite", [], []) };
};

/** Briefly, to whoever summoned us, and with the way into the direct chat. */
export const createGroupReply = (tools: Tools): Stage => ({
  name: "answer",
  run: (turn) => {
    if (onlyInvites(turn)) return invite(turn, tools);
    const result = reply(turn, { act: readAct(turn), tools });
    const { decision } = result;
    if (decision === notUnderstood && !isCalled(turn) && wasToldSo(turn, tools))
      return { ...result, decision: aside };
    // Courtesies need no way into the direct chat.
    return decision === undefined || decision.kind === "ignore" || courtesies.has(decision.reason)
      ? result
      : { invite: askingEvent(turn), ...result };
  },
});
