import type { Article } from "../domain/article.ts";
import { locales as allLocales, type Locale } from "../domain/locale.ts";
import type { ClassifierModel } from "./classifier-model.ts";
import { jobHash, readCachedModel, writeCachedModel } from "./model-cache.ts";
import type { OutOfScope } from "./small-talk.ts";
import { type TrainingJob, trainModel } from "./train-model.ts";
import type { TrainingPool } from "./training-pool.ts";

export interface ModelRequest {
  readonly articles: readonly Article[];
  readonly outOfScope: OutOfScope;
  /** The languages that are served. Every one that the articles have, unless said. */
  readonly locales?: readonly Locale[];
  /** Where models are kept from one start to the next; without it they are trained at every start. */
  readonly cacheFolder?: string;
  /** Without it models are trained on this thread, which is busy meanwhile. */
  readonly pool?: TrainingPool;
}

/** A model for every language that some article has. */
export async function loadModels(request: ModelRequest): Promise<ReadonlyMap<Locale, ClassifierModel>> {
  const { articles, locales = allLocales } = request;
  const used = locales.filter((locale) => articles.some(({ texts }) => texts[locale]));
  const models = await Promise.all(used.map((locale) => loadModel(toJob(request, locale), request)));
  return new Map(used.flatMap((locale, index) => (models[index] ? [[locale, models[index]] as const] : [])));
}

async function loadModel(
  job: TrainingJob,
  { cacheFolder: folder, pool }: ModelRequest,
): Promise<ClassifierModel> {
  const train = async () => (pool ? pool.train(job) : trainModel(job));
  if (folder === undefined) return train();
  const hash = jobHash(job);
  const cached = await readCachedModel(folder, hash);
  if (cached) return cached;
  const model = await train();
  await writeCachedModel({ folder, hash, model });
  return model;
}

/** An article's title counts as one of its phrasings. */
function toJob({ articles, outOfScope }: ModelRequest, locale: Locale): TrainingJob {
  const classes = articles.flatMap(({ slug, texts }) => {
    const text = texts[locale];
    return text ? [{ slug, phrasings: [text.title, ...text.phrasings] }] : [];
  });
  return { locale, classes, outOfScope: outOfScope[locale] ?? [] };
}
