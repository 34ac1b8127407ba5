import type { Article } from "../domain/article.ts";
import { locales as allLocales, type Locale } from "../domain/locale.ts";
import type { ClassifierModel } from "./classifier-model.ts";
import { jobHash, readCachedModel, writeCachedModel } from "./model-cache.ts";
import type { OutOfScope } from "./small-talk.ts";
import { type TrainingJob, trainModel } from "./train-model.ts";
import type { TrainingPool } from "./training-pool.ts";

/** How far the training is: it takes seconds a language. */
export interface Trained {
  readonly locale: Locale;
  /** Languages that are ready, of all that are to be. */
  readonly ready: number;
  readonly all: number;
}

export interface ModelRequest {
  readonly articles: readonly Article[];
  readonly outOfScope: OutOfScope;
  /** The languages that are served. Every one that the articles have, unless said. */
  readonly locales?: readonly Locale[];
  /** Where models are kept from one start to the next; without it they are trained at every start. */
  readonly cacheFolder?: string;
  /** Without it models are trained on this thread, which is busy meanwhile. */
  readonly pool?: TrainingPool;
  /** Told of each model that had to be trained, as it is ready. */
  readonly onTrained?: ((trained: Trained) => void) | undefined;
}

/** A model for every language that some article has. */
export async function loadModels(request: ModelRequest): Promise<ReadonlyMap<Locale, ClassifierModel>> {
  const { articles, locales = allLocales } = request;
  const used = locales.filter((locale) => articles.some(({ texts }) => texts[locale]));
  let ready = 0;
  const models = await Promise.all(
    used.map(async (locale) => {
      const { model, isNew } = await loadModel(toJob(request, locale), request);
      ready += 1;
      if (isNew) request.onTrained?.({ locale, ready, all: used.length });
      return model;
    }),
  );
  return new Map(used.flatMap((locale, index) => (models[index] ? [[locale, models[index]] as const] : [])));
}

async function loadModel(
  job: TrainingJob,
  { cacheFolder: folder, pool }: ModelRequest,
): Promise<{ readonly model: ClassifierModel; readonly isNew: boolean }> {
  const train = async () => (pool ? pool.train(job) : trainModel(job));
  if (folder === undefined) return { model: await train(), isNew: true };
  const hash = jobHash(job);
  const cached = await readCachedModel(folder, hash);
  if (cached) return { model: cached, isNew: false };
  const model = await train();
  await writeCachedModel({ folder, hash, model });
  return { model, isNew: true };
}

/** An article's title counts as one of its phrasings. */
function toJob({ articles, outOfScope }: ModelRequest, locale: Locale): TrainingJob {
  const classes = articles.flatMap(({ slug, texts }) => {
    const text = texts[locale];
    return text ? [{ slug, phrasings: [text.title, ...text.phrasings] }] : [];
  });
  return { locale, classes, outOfScope: outOfScope[locale] ?? [] };
}
