import { cpSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll } from "vitest";

/** Some of the project's articles, in two languages: a fleet with these alone starts sooner. */
export const useFewArticles = (slugs: readonly string[]) => {
  let folder = "";
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "few-articles-"));
    for (const slug of slugs) {
      mkdirSync(join(folder, "articles", slug), { recursive: true });
      for (const file of ["article", "en", "zh-Hans"])
        cpSync(`config/articles/${slug}/${file}.yaml`, join(folder, "articles", slug, `${file}.yaml`));
    }
  });
  afterAll(() => rmSync(folder, { recursive: true }));
  /** The section of the configuration that serves them. */
  return () => ({
    knowledge: {
      articles: join(folder, "articles"),
      cacheFolder: join(folder, "cache"),
      locales: ["en", "zh-Hans"],
    },
  });
};
