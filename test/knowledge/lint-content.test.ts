import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { stringify } from "yaml";
import { linksSchema } from "../../src/config/links.ts";
import { lintContent } from "../../src/knowledge/lint-content.ts";
import { cli } from "../support/a-child.ts";
import { aWorld } from "../support/a-fleet.ts";

const slugs = ["deposit-missing", "deposit-wrong-network", "deposit-confirmations", "withdrawal-failed"];

/** Two folders with a few articles that are related to each other, and one guide, in English alone. */
const someContent = () => {
  const folder = mkdtempSync(join(tmpdir(), "content-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const folders = { articles: join(folder, "articles"), guides: join(folder, "guides") };
  for (const slug of slugs) {
    for (const file of ["article", "en"])
      cpSync(`config/articles/${slug}/${file}.yaml`, join(folders.articles, slug, `${file}.yaml`));
    const path = join(folders.articles, slug, "article.yaml");
    const related = slugs[(slugs.indexOf(slug) + 1) % slugs.length];
    writeFileSync(path, readFileSync(path, "utf8").replace(/^related:.*$/m, `related: [${related}]`));
  }
  const steps = { source: { options: { wallet: "wait", bank: "desk" } } };
  const ends = { wait: "answer", desk: { ticket: "funds" } };
  const write = (file: string, content: unknown) =>
    writeFileSync(join(folders.guides, "deposit-missing", file), stringify(content));
  cpSync("config/guides/deposit-missing/guide.yaml", join(folders.guides, "deposit-missing/guide.yaml"));
  write("guide.yaml", { article: "deposit-missing", start: "source", steps, ends });
  const options = { wallet: { label: "A wallet" }, bank: { label: "A bank" } };
  write("en.yaml", {
    steps: { source: { question: "Where from?", options } },
    ends: { wait: "Wait." },
  });
  const change = (file: string, from: string | RegExp, to: string) => {
    const path = join(folder, file);
    writeFileSync(path, readFileSync(path, "utf8").replace(from, to));
  };
  return { folders, change };
};

const faultsIn = ({ folders }: ReturnType<typeof someContent>) =>
  lintContent(folders, { links: linksSchema.parse({}), today: "2026-06-01", requiredLocales: ["en"] }).map(
    ({ file, path, reason }) => `${file.slice(file.indexOf("content-") + 15)} ${path} ${reason}`,
  );

it("articles and guides that are sound have no fault", () => {
  expect(faultsIn(someContent())).toEqual([]);
});

it("faults of form and of content, in articles and guides, are told at once, each with its file", () => {
  const content = someContent();
  content.change("articles/withdrawal-failed/article.yaml", /^priority:.*$/m, "priority: immense");
  content.change("articles/deposit-missing/en.yaml", /^title:.*$/m, "title: [a, list]");
  content.change("articles/deposit-wrong-network/article.yaml", /^reviewBy:.*$/m, "reviewBy: 2020-01-01");
  content.change("guides/deposit-missing/guide.yaml", "article: deposit-missing", "article: nowhere");
  content.change("guides/deposit-missing/en.yaml", "Where from?", "Please send your password.");

  const faults = faultsIn(content);

  expect(faults).toEqual([
    expect.stringMatching(/^articles\/deposit-missing\/en\.yaml title /),
    expect.stringMatching(/^articles\/withdrawal-failed\/article\.yaml priority /),
    expect.stringMatching(/^articles\/deposit-wrong-network\/article\.yaml .*2020-01-01 has passed/),
    expect.stringMatching(/^guides\/deposit-missing\/guide\.yaml .*"nowhere" does not exist/),
    expect.stringMatching(/^guides\/deposit-missing\/en\.yaml .*asks for a secret/),
  ]);
});

it("the command names the files, and ends with 1", { timeout: 90_000 }, async () => {
  const { folders } = someContent();
  const { configPath } = await aWorld({ sections: { knowledge: folders } });

  const { code, stdout } = await cli(["knowledge", "lint"], { FLOTILLA_CONFIG: configPath });

  expect(code).toBe(1);
  expect(stdout).toMatch(/articles\/deposit-missing\/ja\.yaml: the language is missing/);
  expect(stdout).toMatch(/guides\/deposit-missing\/ja\.yaml: the language is missing/);
});
