import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Article } from "../../src/domain/article.ts";
import { createKnowledge, type Knowledge, type KnowledgeOptions } from "../../src/knowledge/knowledge.ts";
import { loadArticles } from "../../src/knowledge/load-articles.ts";
import { loadSmallTalk } from "../../src/knowledge/small-talk.ts";
import { trainModel } from "../../src/knowledge/train-model.ts";
import { createTrainingPool } from "../../src/knowledge/training-pool.ts";
import { type GoalResult, median, progress, round } from "../support/result.ts";
import type { RunOptions } from "../support/run-options.ts";

const targets = { perSecondAndCore: 8_000, p50Micros: 100, startMs: 150, trainingMs: 10_000, hostileMs: 20 };
const inProject = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));

const hostile = ["a", "withdraw ", "提币没到账", "😀", "\u0000\u202e", "مرحبا password "].map((part) =>
  part.repeat(Math.ceil(100_000 / part.length)),
);

/** What people are likely to send: the articles' own phrasings, with a word more so that none is known by heart. */
const messagesOf = (articles: readonly Article[]): readonly string[] =>
  articles.flatMap(({ texts }) => (texts.en?.phrasings ?? []).map((phrasing) => `hello, ${phrasing}?`));

function speedOf(knowledge: Knowledge, texts: readonly string[]) {
  for (const text of texts) knowledge.classify(text, "en");
  const before = process.cpuUsage();
  const micros = texts.map((text) => {
    const begunAt = performance.now();
    knowledge.classify(text, "en");
    return (performance.now() - begunAt) * 1_000;
  });
  const { user, system } = process.cpuUsage(before);
  const slowestMs = Math.max(
    ...hostile.map((text) => {
      const begunAt = performance.now();
      knowledge.classify(text, "en");
      return performance.now() - begunAt;
    }),
  );
  return {
    perSecondAndCore: round((texts.length / (user + system)) * 1e6, 0),
    p50Micros: round(median(micros), 1),
    hostileMs: round(slowestMs, 2),
  };
}

const manyIn = ["en", "es", "pt", "vi", "tr"] as const;

/** 300 articles of 20 phrasings: those of five languages as if they were one. In ms of CPU. */
function trainingMs(articles: readonly Article[]): number {
  const classes = manyIn
    .flatMap((locale) =>
      articles.map(({ slug, texts }) => ({
        slug: `${slug}-${locale}`,
        phrasings: (texts[locale]?.phrasings ?? []).slice(0, 20),
      })),
    )
    .filter(({ phrasings }) => phrasings.length > 0)
    .slice(0, 300);
  const before = process.cpuUsage();
  trainModel({ locale: "en", classes, outOfScope: [] });
  return process.cpuUsage(before).user / 1_000;
}

/** Goal 12: the classifier with the project's articles, in this process. */
export async function classifier({ quick }: RunOptions): Promise<GoalResult> {
  const cacheFolder = mkdtempSync(join(tmpdir(), "classifier-"));
  try {
    const articles = loadArticles(inProject("config/articles/"));
    const options: KnowledgeOptions = {
      articles,
      outOfScope: loadSmallTalk(inProject("config/small-talk.yaml")),
      links: {},
      now: Date.now,
      serveUnreviewed: true,
      cacheFolder,
      pool: createTrainingPool(2),
    };
    progress("goal 12: models of all languages, trained");
    await createKnowledge(options);
    const starts: number[] = [];
    for (let n = 0; n < (quick ? 2 : 7); n += 1) {
      const begunAt = performance.now();
      await createKnowledge(options);
      starts.push(performance.now() - begunAt);
    }
    progress("goal 12: speed");
    const speed = speedOf(await createKnowledge(options), messagesOf(articles));
    progress("goal 12: training of 300 articles");
    const training = trainingMs(articles);
    const startMs = median(starts);
    return {
      goal: 12,
      name: "the classifier: messages a second on one core",
      value: speed.perSecondAndCore,
      unit: "classifications a second of CPU",
      target: targets.perSecondAndCore,
      ok:
        speed.perSecondAndCore >= targets.perSecondAndCore &&
        speed.p50Micros <= targets.p50Micros &&
        speed.hostileMs <= targets.hostileMs &&
        startMs <= targets.startMs &&
        training <= targets.trainingMs,
      detail: {
        targets,
        articles: articles.length,
        ...speed,
        cachedStartMs: round(startMs, 1),
        trainingMs: round(training, 0),
      },
    };
  } finally {
    rmSync(cacheFolder, { recursive: true });
  }
}
