import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { AppError } from "../../src/domain/errors.ts";
import { lintArticles } from "../../src/knowledge/lint-articles.ts";
import { loadArticles } from "../../src/knowledge/load-articles.ts";
import { loadSmallTalk } from "../../src/knowledge/small-talk.ts";

const article = `category: funds
priority: high
reviewBy: 2027-06-30
links: [help-center]
related: [other-one]
collect: [coin, transaction_id]
`;
const english = `title: My withdrawal failed
phrasings: [withdrawal failed, my payout was rejected]
answer: |
  See the [help center](help-center).
followUps:
  - asked: [how long]
    answer: Hours.
reviewedBy:
`;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "articles-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const write = (name: string, text: string) => {
  mkdirSync(dirname(join(folder, name)), { recursive: true });
  writeFileSync(join(folder, name), text);
};
const faultsOf = (load: () => unknown): string => {
  try {
    load();
  } catch (error) {
    if (error instanceof AppError && error.code === "ARTICLES_INVALID") return error.message;
    throw error;
  }
  throw new Error("No fault was found.");
};

describe("loadArticles", () => {
  it("reads an article whose slug is the folder's name", () => {
    write("withdrawal-failed/article.yaml", article);
    write("withdrawal-failed/en.yaml", english);
    write("withdrawal-failed/ja.yaml", english.replace("My withdrawal failed", "出金に失敗しました"));
    const text = {
      title: "My withdrawal failed",
      phrasings: ["withdrawal failed", "my payout was rejected"],
      answer: "See the [help center](help-center).",
      followUps: [{ asked: ["how long"], answer: "Hours." }],
    };
    expect(loadArticles(folder)).toEqual([
      {
        slug: "withdrawal-failed",
        category: "funds",
        priority: "high",
        reviewBy: "2027-06-30",
        links: ["help-center"],
        related: ["other-one"],
        collect: ["coin", "transaction_id"],
        texts: { en: text, ja: { ...text, title: "出金に失敗しました" } },
      },
    ]);
  });

  it("keeps who signed", () => {
    write("a/article.yaml", article);
    write("a/en.yaml", english.replace("reviewedBy:", "reviewedBy: Ann"));
    expect(loadArticles(folder)[0]?.texts.en?.reviewedBy).toBe("Ann");
  });

  it("names every fault of every file at once, with file, path and reason", () => {
    write("a/article.yaml", article.replace("funds", "money").replace("coin", "password"));
    write("a/en.yaml", english.replace("title: My withdrawal failed", "titel: x"));
    write("b/article.yaml", article.replace("2027-06-30", "soon"));
    write("b/fr.yaml", english);
    write("c/article.yaml", "category: [");
    write("c/en.yaml", english);
    write("d/en.yaml", english);
    write("D_x/article.yaml", article);
    const faults = faultsOf(() => loadArticles(folder));
    expect(faults).toContain("a/article.yaml: category: ");
    expect(faults).toContain("a/article.yaml: collect.0: ");
    expect(faults).toContain("a/en.yaml: title: ");
    expect(faults).toContain("b/article.yaml: reviewBy: ");
    expect(faults).toContain("b/fr.yaml: is not expected here");
    expect(faults).toContain("b: has no text in any language");
    expect(faults).toContain("c/article.yaml: ");
    expect(faults).toContain("d/article.yaml: cannot be read");
    expect(faults).toContain("D_x: the name is not");
  });

  it("refuses what is no folder of an article", () => {
    write("a.yaml", article);
    expect(faultsOf(() => loadArticles(folder))).toContain("a.yaml: the name is not");
  });

  it("refuses an empty folder and one that is not there", () => {
    expect(faultsOf(() => loadArticles(folder))).toContain("holds no article");
    expect(faultsOf(() => loadArticles(join(folder, "none")))).toContain("cannot be read");
  });
});

describe("loadSmallTalk", () => {
  it("reads the lines of each language", () => {
    write("talk.yaml", "en: [hello, bye]\nzh-Hans: [你好]\n");
    expect(loadSmallTalk(join(folder, "talk.yaml"))).toEqual({ en: ["hello", "bye"], "zh-Hans": ["你好"] });
  });

  it("names what is wrong", () => {
    write("talk.yaml", "en: hello\nfr: [salut]\n");
    const faults = faultsOf(() => loadSmallTalk(join(folder, "talk.yaml")));
    expect(faults).toContain("en: ");
    expect(faults).toContain("fr");
  });
});

describe("the articles that come with the project", () => {
  it("pass the linter in English and Simplified Chinese, whatever the links resolve to", () => {
    const articles = loadArticles(new URL("../../config/articles", import.meta.url).pathname);
    const keys = articles.flatMap(({ texts, links }) => [
      ...links,
      ...Object.values(texts).flatMap((text) =>
        [text.answer, ...text.followUps.map(({ answer }) => answer)].flatMap((answer) =>
          Array.from(answer.matchAll(/\]\(([^)]+)\)/g), ([, key = ""]) => key),
        ),
      ),
    ]);
    const links = Object.fromEntries(keys.map((key) => [key, "https://example.com"]));
    expect(
      lintArticles({ articles, links, today: "2026-01-01", requiredLocales: ["en", "zh-Hans"] }),
    ).toEqual([]);
  });
});
