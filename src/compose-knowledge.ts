import { composeDecider, type FleetConfig, inProject } from "./compose.ts";
import { locales } from "./domain/locale.ts";
import type { Knowledge } from "./knowledge/knowledge.ts";
import { type ArticleFault, lintArticles } from "./knowledge/lint-articles.ts";
import { loadArticles } from "./knowledge/load-articles.ts";
import { systemClock } from "./runtime/clock.ts";
import { tellTraining } from "./tell-training.ts";
import { bareConfig } from "./try-text.ts";

/** What the fleet of a configuration knows; of the project's own articles without one. */
export async function composeKnowledge(config: FleetConfig = bareConfig()): Promise<Knowledge> {
  const { knowledge } = await composeDecider(config, { ...systemClock, onTrained: tellTraining });
  return knowledge;
}

/** The faults of a configuration's articles, which are to stand in all ten languages. */
export function lintKnowledge({ knowledge, links }: FleetConfig = bareConfig()): readonly ArticleFault[] {
  return lintArticles({
    articles: loadArticles(knowledge.articles ?? inProject("config/articles/")),
    links,
    today: new Date(systemClock.now()).toISOString().slice(0, 10),
    requiredLocales: locales,
  });
}
