import { relative } from "node:path";
import { composeDecider, type FleetConfig, inProject } from "./compose.ts";
import { locales } from "./domain/locale.ts";
import { describeFault } from "./knowledge/content-files.ts";
import type { Knowledge } from "./knowledge/knowledge.ts";
import { lintContent } from "./knowledge/lint-content.ts";
import { loadArticles } from "./knowledge/load-articles.ts";
import { createQuestionWeigher, type WeighQuestion } from "./knowledge/weigh-questions.ts";
import { systemClock } from "./runtime/clock.ts";
import { tellTraining } from "./tell-training.ts";
import { bareConfig } from "./try-text.ts";

/** What the fleet of a configuration knows; of the project's own articles without one. */
export async function composeKnowledge(config: FleetConfig = bareConfig()): Promise<Knowledge> {
  const { knowledge } = await composeDecider(config, { ...systemClock, onTrained: tellTraining });
  return knowledge;
}

const articlesOf = ({ knowledge }: FleetConfig) => knowledge.articles ?? inProject("config/articles/");

/** The faults of a configuration's articles and guides, which are to stand in all ten languages; a line each. */
export function lintKnowledge(config: FleetConfig = bareConfig()): readonly string[] {
  const { knowledge, links } = config;
  const folders = { articles: articlesOf(config), guides: knowledge.guides ?? inProject("config/guides/") };
  const today = new Date(systemClock.now()).toISOString().slice(0, 10);
  return lintContent(folders, { links, today, requiredLocales: locales }).map((fault) =>
    describeFault({ ...fault, file: relative("", fault.file) }),
  );
}

/** How questions are compared, in the light of the configuration's articles. */
export const composeWeigher = (config: FleetConfig): WeighQuestion =>
  createQuestionWeigher(loadArticles(articlesOf(config)));
