import { guideSlugOf, takeReply } from "../dialogue/guide.ts";
import { matchOptOut, type OptOut } from "../dialogue/opt-out/match-opt-out.ts";
import { forget } from "../dialogue/state.ts";
import { hasWords } from "../dialogue/words.ts";
import type { StageResult, Turn } from "../domain/turn.ts";
import { type Act, isOldNews, readAct } from "./act.ts";
import { withoutMasks } from "./masks.ts";
import { converse } from "./replies.ts";
import { appendEntry, isPersons, noteEntry, openTicket, silenceTimer } from "./tickets.ts";
import type { Tools } from "./tools.ts";

const commands: Readonly<Record<string, OptOut>> = { stop: "stop", unsubscribe: "leave" };

/** The last thing that was said counts: whoever goes on talking wants a reply. */
const wordsIn = (act: Act): OptOut | undefined => {
  if (act.kind === "called") return commands[act.name];
  if (act.kind !== "said") return undefined;
  const last = act.messages.at(-1)?.message;
  return last === undefined || last.attachments.length > 0 ? undefined : matchOptOut(withoutMasks(last.text));
};

/** What was said before "stop", in the same breath or lately, newest last. */
const saidBefore = (turn: Turn, { act, lookBackMs }: { act: Act; lookBackMs: number }): readonly string[] => {
  const past = turn.history.filter((line) => isPersons(line) && turn.now - line.at < lookBackMs);
  const now = act.kind === "said" ? act.messages.slice(0, -1) : [];
  return [...past.map(({ text }) => text), ...now.map(({ message }) => message.text)];
};

/** Of more than these an hour of talk is told, and each is classified. */
const mostLookedAt = 3;

/** "Stop" may be cried by somebody whose money is leaving: they want nothing less than silence. */
const isInDanger = (turn: Turn, { act, tools }: { act: Act; tools: Tools }): boolean => {
  const { knowledge, voice, settings } = tools;
  const locale = voice.localeOf(turn);
  const said = saidBefore(turn, { act, lookBackMs: settings.lookBackMs }).map(withoutMasks).filter(hasWords);
  return said.slice(-mostLookedAt).some((text) => {
    const { decision, candidates } = knowledge.classify(text, locale);
    const [top] = candidates;
    if (decision !== "answer" || top === undefined) return false;
    return knowledge.serve(top.slug, locale, turn.now)?.urgent === true;
  });
};

/** "It has stopped" may be an answer that the guide under way has asked for. */
const isGuideAnswer = (turn: Turn, { act, tools }: { act: Act; tools: Tools }): boolean => {
  const { form } = turn.conversation.state;
  const slug = form === undefined ? undefined : guideSlugOf(form);
  if (act.kind !== "said" || form === undefined || slug === undefined) return false;
  const guide = tools.guides?.serve(slug, tools.voice.localeOf(turn));
  if (guide?.steps[form.step]?.kind !== "choice") return false;
  return takeReply({ guide, form, now: turn.now }, { text: act.text, given: act.given }).kind !== "unclear";
};

const isSilent = ({ account, conversation }: Turn): boolean =>
  account.policies?.optOut === "silent" || conversation.owner === "human";

/** Whether the person asks in this turn not to be written to any more. */
export const optOutIn = (turn: Turn, { tools }: { tools: Tools }): OptOut | undefined => {
  const act = readAct(turn);
  const wish = wordsIn(act);
  if (wish === undefined || isOldNews(turn)) return undefined;
  if (wish === "leave") return wish;
  const { owner, state } = turn.conversation;
  // What is being asked is what they want to be rid of; to a human they may say it of anything.
  const isOfSomething = state.form !== undefined || owner === "human";
  if (isOfSomething && turn.account.policies?.optOut !== "silent") return undefined;
  return isGuideAnswer(turn, { act, tools }) || isInDanger(turn, { act, tools }) ? undefined : wish;
};

/** What was being talked about is over, and the desk knows that nothing reaches the person. */
export const leaveAlone = (turn: Turn): StageResult => {
  const { state, ownerEpoch } = turn.conversation;
  const ticket = openTicket(turn);
  const note =
    "The person asked not to be written to any more. Replies are not delivered until they write here again.";
  const rest = forget(
    state,
    "form",
    "misses",
    "offered",
    "menu",
    "shown",
    "helpful",
    "doubts",
    "awaitingAgentSince",
    "eraseAskedAt",
  );
  return {
    findings: [{ name: "opted_out" }],
    effects: ticket === undefined ? [] : [appendEntry(ticket, noteEntry(note, turn.now))],
    // What waits unsent was decided under the older epoch.
    patch: { ownerEpoch: ownerEpoch + 1, expects: [], state: { ...rest, optedOutAt: turn.now } },
    drop: (state.doubts ?? []).flatMap(({ sources }) => sources),
    timers: [{ cancel: silenceTimer }],
    decision: isSilent(turn)
      ? { kind: "ignore", reason: "opted_out" }
      : converse("opted_out", ["opt_out.done"], []),
    stop: true,
  };
};
