import type { Locale } from "../domain/locale.ts";
import { QuestionLeaders } from "./question-leaders.ts";
import type { WeighQuestion } from "./weigh-questions.ts";

/** What a person asked and was not told. */
export interface Question {
  /** Redacted. */
  readonly text: string;
  readonly locale: Locale;
  /** ms since the epoch. */
  readonly at: number;
  /** The articles that came nearest then, best first. */
  readonly nearest: readonly { readonly slug: string; readonly probability: number }[];
}

/** Questions that are one in other words. */
export interface QuestionCluster {
  readonly count: number;
  /** On how many days (UTC) it was asked, and the first and last of them. */
  readonly days: number;
  readonly firstDay: string;
  readonly lastDay: string;
  readonly locales: readonly Locale[];
  /** Up to three different texts. */
  readonly samples: readonly string[];
  /** The two articles that came nearest, by the mean of their probabilities. */
  readonly nearest: readonly { readonly slug: string; readonly probability: number }[];
}

export interface Clusters {
  /** Largest first; of two alike the one that was asked last. */
  readonly clusters: readonly QuestionCluster[];
  /** Questions that resemble no other, after there were too many such. */
  readonly leftOut: number;
}

const MOST_CLUSTERS = 20_000;
const SAMPLES = 3;
const NEAREST = 2;

interface Gathered {
  count: number;
  firstAt: number;
  lastAt: number;
  readonly days: Set<string>;
  readonly locales: Set<Locale>;
  readonly samples: Set<string>;
  readonly chances: Map<string, number>;
}

/** Puts each question to the first one that it resembles; what resembles none begins a cluster of its own. */
export function clusterQuestions(
  questions: Iterable<Question>,
  { weigh, mostClusters = MOST_CLUSTERS }: { weigh: WeighQuestion; mostClusters?: number },
): Clusters {
  const leaders = new QuestionLeaders(mostClusters);
  const gathered: Gathered[] = [];
  /** Where a text was put: people send the same words again and again. */
  const placed = new Map<string, number>();
  let leftOut = 0;
  for (const question of questions) {
    const key = `${question.locale} ${question.text.toLowerCase()}`;
    const place = placed.get(key) ?? leaders.place(weigh(question.text, question.locale));
    if (place === undefined) {
      leftOut += 1;
      continue;
    }
    placed.set(key, place);
    const cluster = gathered[place] ?? begin(question);
    gathered[place] = cluster;
    add(cluster, question);
  }
  gathered.sort((a, b) => b.count - a.count || b.lastAt - a.lastAt);
  return { clusters: gathered.map(toCluster), leftOut };
}

const begin = ({ at }: Question): Gathered => ({
  count: 0,
  firstAt: at,
  lastAt: at,
  days: new Set(),
  locales: new Set(),
  samples: new Set(),
  chances: new Map(),
});

const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10);

function add(cluster: Gathered, { text, locale, at, nearest }: Question): void {
  cluster.count += 1;
  cluster.firstAt = Math.min(cluster.firstAt, at);
  cluster.lastAt = Math.max(cluster.lastAt, at);
  cluster.days.add(dayOf(at));
  cluster.locales.add(locale);
  if (cluster.samples.size < SAMPLES) cluster.samples.add(text);
  for (const { slug, probability } of nearest)
    cluster.chances.set(slug, (cluster.chances.get(slug) ?? 0) + probability);
}

const toCluster = (cluster: Gathered): QuestionCluster => ({
  count: cluster.count,
  days: cluster.days.size,
  firstDay: dayOf(cluster.firstAt),
  lastDay: dayOf(cluster.lastAt),
  locales: [...cluster.locales].sort(),
  samples: [...cluster.samples],
  nearest: Array.from(cluster.chances, ([slug, sum]) => ({ slug, probability: sum / cluster.count }))
    .sort((a, b) => b.probability - a.probability)
    .slice(0, NEAREST),
});
