import { collectSlot } from "../dialogue/collect.ts";
import { type FormMove, type Slots, startForm } from "../dialogue/form.ts";
import { createIntake } from "../dialogue/intake.ts";
import { isOnlyWish, matchWhole } from "../dialogue/intents.ts";
import { hasWords } from "../dialogue/words.ts";
import type { Told } from "../domain/conversation.ts";
import type { Phrase } from "../domain/decision.ts";
import type { TicketCategory } from "../domain/ticket.ts";
import type { StageResult, Turn } from "../domain/turn.ts";
import { readAct } from "./act.ts";
import { countFilesToGive } from "./files.ts";
import { withoutMasks } from "./masks.ts";
import { askedElsewhere, bareForm, isPersons } from "./tickets.ts";
import { refuseTicket, toTicket } from "./to-ticket.ts";
import type { Tools } from "./tools.ts";

export const tellsSomething = (text: string) =>
  hasWords(text) &&
  !text.startsWith("/") &&
  /\p{L}{2}/u.test(text) &&
  matchWhole(text) === undefined &&
  !isOnlyWish(text);

/** What was told longer ago may be about something else. */
const toldLifeMs = 60 * 60_000;

/** Of the last lines the longest tells most: the rest is in the transcript. */
const mostLines = 5;

/** What the person has said already, in this turn or shortly before: nobody is made to say it twice. */
const saidBefore = (turn: Turn, lookBackMs: number): string | undefined => {
  const act = readAct(turn);
  if (act.kind === "said" && tellsSomething(act.text)) return act.text;
  return saidEarlier(turn, lookBackMs);
};

/** The same without this turn. */
export const saidEarlier = (turn: Turn, lookBackMs: number): string | undefined =>
  [...askedElsewhere(turn), ...turn.history]
    .filter((line) => isPersons(line) && turn.now - line.at <= lookBackMs)
    .map((past) => withoutMasks(past.text))
    .filter(tellsSomething)
    .slice(-mostLines)
    .reduce<string | undefined>((told, text) => (text.length > (told?.length ?? 0) ? text : told), undefined);

/** What it is about, from the last article shown or from what was said. */
const topicOf = (turn: Turn, { said, tools }: { said: string | undefined; tools: Tools }) => {
  const { knowledge, voice } = tools;
  const locale = voice.localeOf(turn);
  const heard = said === undefined ? undefined : knowledge.classify(said, locale);
  const slug =
    heard === undefined || heard.decision === "handover"
      ? turn.conversation.state.lastArticle
      : heard.candidates[0]?.slug;
  return slug === undefined ? undefined : knowledge.serve(slug, locale, turn.now);
};

/** Whoever agrees to what is sent knows of the files that go along. */
const withFiles = (turn: Turn, { say, form }: Extract<FormMove, { kind: "ask" }>): readonly Phrase[] => {
  const count = countFilesToGive(turn);
  const consent = say.findIndex(({ key }) => key === "intake.consent");
  return form.step !== "review" || count === 0 || consent < 0
    ? say
    : say.toSpliced(consent, 0, { key: "intake.files", args: { count } });
};

/** Asks the form's question, with what it changes in the conversation. */
export const askForm = (turn: Turn, move: Extract<FormMove, { kind: "ask" }>): StageResult => ({
  patch: {
    expects: move.expects,
    state: { ...turn.conversation.state, form: { ...move.form, askedAt: turn.now } },
  },
  decision: {
    kind: "ask",
    reason: `form_${move.form.step}`,
    say: withFiles(turn, move),
    buttons: move.buttons,
  },
});

/** What was told in a guide, while nothing else has been shown since. */
const toldLately = (turn: Turn): Told | undefined => {
  const { guided, lastArticle } = turn.conversation.state;
  return guided !== undefined && guided.endedIn === lastArticle && turn.now - guided.at <= toldLifeMs
    ? guided
    : undefined;
};

/** Opens the short way to a person; whoever can be asked nothing more gets the ticket at once. */
export const beginIntake = (
  turn: Turn,
  {
    category,
    urgent = false,
    told = toldLately(turn),
    tools,
  }: { category?: TicketCategory | undefined; urgent?: boolean; told?: Told | undefined; tools: Tools },
): StageResult => {
  const { settings, voice } = tools;
  const said = saidBefore(turn, settings.lookBackMs);
  const topic =
    told === undefined
      ? topicOf(turn, { said, tools })
      : tools.knowledge.serve(told.article, voice.localeOf(turn), turn.now);
  const known = category ?? topic?.category;
  const slots: Slots = {
    ...(known === undefined ? {} : { category: known }),
    ...(said === undefined ? {} : { said }),
    ...(urgent || topic?.urgent === true ? { urgent: "yes" } : {}),
    ...(topic === undefined
      ? {}
      : { collect: collectSlot(topic.collect.filter((name) => !told?.collected.includes(name))) }),
    ...(told === undefined
      ? {}
      : { what: told.words, ...(told.when === undefined ? {} : { when: told.when }) }),
  };
  if (turn.caps.ticketsLeft <= 0) return refuseTicket(turn, tools);
  if (turn.caps.repliesLeft <= 0) return toTicket(turn, { form: bareForm(slots, turn.now), tools });

  const move = startForm(createIntake(voice.quote), { slots, now: turn.now });
  if (move.kind !== "ask") return {};
  const asked = askForm(turn, {
    ...move,
    say: [{ key: told === undefined ? "intake.begin" : "guide.to_ticket" }, ...move.say],
  });
  return { ...asked, findings: [{ name: "intake", detail: known ?? "unknown" }] };
};
