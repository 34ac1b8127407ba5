import { createScorer } from "./knowledge/classifier-model.ts";
import { toConfidence } from "./knowledge/confidence.ts";
import { type Figures, type Judged, toFigures } from "./knowledge/evaluation-figures.ts";
import { extractFeatures } from "./knowledge/features.ts";
import { trainModel } from "./knowledge/train-model.ts";
import type { LabelledLine } from "./knowledge-lines.ts";

export interface Evaluation extends Figures {
  readonly locale: string;
  readonly microsPerQuery: number | null;
}

export interface EvaluationOptions {
  readonly train: readonly LabelledLine[];
  readonly test: readonly LabelledLine[];
  readonly elapsedMs: () => number;
  readonly tell: (evaluation: Evaluation) => void;
}

const OFFERED = 3;
/** Texts that are classified before the time is taken. */
const WARM_UP = 500;

/** A model per locale of the tests, and its figures; those of all together come last. */
export function evaluate({ train, test, elapsedMs, tell }: EvaluationOptions): void {
  const parts = Map.groupBy(test, ({ locale }) => locale);
  const all: Judged[] = [];
  let allMicros = 0;
  for (const [locale, lines] of parts) {
    const judge = trainJudge(
      train.filter((line) => line.locale === locale),
      locale,
    );
    for (const line of lines.slice(0, WARM_UP)) judge(line);
    const begunMs = elapsedMs();
    const judged = lines.map(judge);
    const micros = (elapsedMs() - begunMs) * 1_000;
    tell({ locale, ...toFigures(judged), microsPerQuery: micros / lines.length });
    for (const one of judged) all.push(one);
    allMicros += micros;
  }
  tell({
    locale: "all",
    ...toFigures(all),
    microsPerQuery: all.length === 0 ? null : allMicros / all.length,
  });
}

/** The label's own words count as a phrasing, as an article's title does. */
function trainJudge(lines: readonly LabelledLine[], locale: string): (line: LabelledLine) => Judged {
  const byLabel = Map.groupBy(lines, ({ label }) => label);
  const classes = Array.from(byLabel, ([label, said]) => ({ label, said })).flatMap(({ label, said }) =>
    label === null
      ? []
      : [{ slug: label, phrasings: [label.replace(/[_/.-]+/g, " "), ...said.map(({ text }) => text)] }],
  );
  const outOfScope = (byLabel.get(null) ?? []).map(({ text }) => text);
  const model = trainModel({ locale, classes, outOfScope });
  const score = createScorer(model);
  const { calibration } = model;
  // Too few texts to learn a border from: then nothing is below it.
  const border = Number.isFinite(calibration.edgeAt) ? calibration.edgeAt : 0;
  return ({ text, label }) => {
    const { ranked, scope } = toConfidence(score(extractFeatures(text, locale)), {
      ...calibration,
      outOfScope: model.hasOutOfScope ? classes.length : undefined,
      top: OFFERED,
    });
    return {
      truth: label ?? undefined,
      ranked: ranked.map(({ label: place, probability }) => ({
        slug: model.slugs[place] ?? "",
        probability,
      })),
      scope: scope - border,
    };
  };
}
