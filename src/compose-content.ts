import type { Article } from "./domain/article.ts";
import type { Guide } from "./domain/guide.ts";
import { articleCode, isLoaded, loadArticles } from "./knowledge/load-articles.ts";
import { areGuides, guideCode, loadGuides } from "./knowledge/load-guides.ts";
import { rememberFolder } from "./knowledge/remember-folder.ts";

/** What the fleet may say and ask, as it was at the last start where nothing has changed. */
export async function composeContent(folders: {
  readonly articles: string;
  readonly guides: string;
  readonly cacheFolder: string;
}): Promise<{ readonly articles: readonly Article[]; readonly guides: readonly Guide[] }> {
  const { articles: articleFolder, guides: guideFolder, cacheFolder } = folders;
  const [articles, guides] = await Promise.all([
    rememberFolder({
      folder: articleFolder,
      code: articleCode,
      cacheFolder,
      name: "articles",
      make: () => loadArticles(articleFolder),
      isMade: isLoaded,
    }),
    rememberFolder({
      folder: guideFolder,
      code: guideCode,
      cacheFolder,
      name: "guides",
      make: () => loadGuides(guideFolder),
      isMade: areGuides,
    }),
  ]);
  return { articles, guides };
}
