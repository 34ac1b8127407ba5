import { hasWords } from "./dialogue/words.ts";
import type { ConversationId } from "./domain/ids.ts";
import type { Locale } from "./domain/locale.ts";
import {
  type Clusters,
  clusterQuestions,
  type Question,
  type QuestionCluster,
} from "./knowledge/cluster-questions.ts";
import type { WeighQuestion } from "./knowledge/weigh-questions.ts";
import { detectLocale } from "./language/detect.ts";
import { withoutMasks } from "./pipeline/masks.ts";
import type { PastPort, PastTurn } from "./storage/port-past.ts";
import type { TurnTrace } from "./storage/turn-trace.ts";

export interface GapsRequest {
  readonly past: PastPort["past"];
  readonly weigh: WeighQuestion;
  /** ms since the epoch. */
  readonly since: number;
  readonly locale?: Locale;
  /** Told how far it is, for whoever waits. */
  readonly tell: (words: string) => void;
  /** @default 100,000 */
  readonly mostQuestions?: number;
}

export interface Gaps extends Clusters {
  readonly questions: number;
  /** There are older ones that were not looked at. */
  readonly hasMore: boolean;
}

const turnsAtOnce = 1_000;
const MOST_QUESTIONS = 100_000;
const toldEvery = { turns: 20_000, questions: 10_000 };
/** Of a question; what it is about stands at its beginning. */
const MOST_CHARACTERS = 200;

/** `cli knowledge gaps`: what people asked and no article answered, alike questions together. */
export async function findGaps(request: GapsRequest): Promise<Gaps> {
  const { weigh, tell } = request;
  const { questions, hasMore } = await readUnanswered(request);
  const told = function* () {
    for (const [at, question] of questions.entries()) {
      if (at > 0 && at % toldEvery.questions === 0) tell(`${at} of ${questions.length} questions compared`);
      yield question;
    }
  };
  return { questions: questions.length, hasMore, ...clusterQuestions(told(), { weigh }) };
}

/** The newest first. */
async function readUnanswered({
  past,
  since,
  locale: wanted,
  tell,
  mostQuestions = MOST_QUESTIONS,
}: GapsRequest): Promise<{ readonly questions: readonly Question[]; readonly hasMore: boolean }> {
  const questions: Question[] = [];
  const isUnanswered = createUnanswered();
  let before: number | undefined;
  let read = 0;
  for (;;) {
    const turns = await past.turnsBefore({
      since,
      limit: turnsAtOnce,
      ...(before !== undefined && { seq: before }),
    });
    for (const turn of turns) {
      if (!isUnanswered(turn)) continue;
      const question = toQuestion(turn);
      if (question === undefined || (wanted !== undefined && question.locale !== wanted)) continue;
      if (questions.length === mostQuestions) return { questions, hasMore: true };
      questions.push(question);
    }
    const last = turns.at(-1);
    if (last === undefined) return { questions, hasMore: false };
    before = last.seq;
    read += turns.length;
    if (read % toldEvery.turns === 0) tell(`${read} turns read, ${questions.length} questions found`);
  }
}

/** Whether a turn left a question open. Asked of all turns, the newest first: a "did you mean" is answered by what comes later. */
function createUnanswered(): (turn: PastTurn) => boolean {
  const chosen = new Map<ConversationId, Set<string>>();
  return ({ conversationId, trace }) => {
    const choice = choiceIn(trace);
    if (choice !== undefined)
      chosen.set(conversationId, (chosen.get(conversationId) ?? new Set()).add(choice));
    const verdict = findingsOf(trace).find(({ name }) => name === "classified")?.detail;
    if (verdict === undefined || verdict === "answer" || trace.decision.kind === "answer") return false;
    // What is written behind a ticket is for the desk.
    if (trace.owner === "queued" || trace.owner === "human") return false;
    if (verdict !== "ask") return true;
    const later = chosen.get(conversationId);
    const taken = nearestIn(trace).find(({ slug }) => later?.has(slug));
    if (taken !== undefined) later?.delete(taken.slug);
    return taken === undefined;
  };
}

/** The article that somebody chose of those that were offered: by its title, its button, or the number of either. */
function choiceIn({ events, decision }: TurnTrace): string | undefined {
  const isChoice =
    decision.reason === "chosen" ||
    decision.reason === "button" ||
    events.some(({ kind }) => kind === "button.pressed");
  return decision.kind === "answer" && isChoice ? decision.slug : undefined;
}

const findingsOf = ({ stages }: TurnTrace) => stages.find(({ stage }) => stage === "answer")?.findings ?? [];

const nearestIn = (trace: TurnTrace): Question["nearest"] =>
  findingsOf(trace).flatMap(({ name, detail, score }) =>
    name === "candidate" && detail !== undefined ? [{ slug: detail, probability: score ?? 0 }] : [],
  );

function toQuestion({ at, trace, said }: PastTurn): Question | undefined {
  const text = toSample(said().join(" "));
  if (!hasWords(withoutMasks(text))) return undefined;
  return { text, locale: trace.locale ?? detectLocale(text, {}).locale, at, nearest: nearestIn(trace) };
}

/** What may lead to a person (names, addresses, numbers), and what a terminal would obey. */
const leading =
  /https?:\/\/\S+|(?<![\w.+@-])[\w.+-]*@[\w.+@-]+|0x[0-9a-f]+|\b(?=\w*\d)\w{12,}\b|\+?\d(?:[ .()-]?\d){4,}/giu;

const toSample = (text: string): string =>
  text
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, " ")
    .trim()
    .replace(leading, "…")
    .slice(0, MOST_CHARACTERS)
    .toWellFormed();

const percent = (probability: number) => `${(100 * probability).toFixed(0)} %`;

/** A cluster for a person to read. */
export function describeCluster({ count, days, firstDay, lastDay, ...cluster }: QuestionCluster): string {
  const when = firstDay === lastDay ? firstDay : `on ${days} days, ${firstDay} to ${lastDay}`;
  const nearest = cluster.nearest.map(({ slug, probability }) => `${slug} ${percent(probability)}`);
  return [
    `${count} × ${when}  ${cluster.locales.join(", ")}`,
    ...cluster.samples.map((sample) => `    "${sample}"`),
    `    nearest: ${nearest.join(", ") || "no article"}`,
  ].join("\n");
}

/** What the list leaves out, if anything. */
export function describeRest({ questions, clusters, leftOut, hasMore }: Gaps, shown: number): string {
  const more = Math.max(0, clusters.length - shown);
  return [
    `${questions} unanswered question(s) in ${clusters.length} group(s)`,
    ...(more > 0 ? [`${more} smaller group(s) are not shown`] : []),
    ...(leftOut > 0 ? [`${leftOut} question(s) resemble no other`] : []),
    ...(hasMore ? ["older ones were not looked at"] : []),
  ].join("; ");
}
