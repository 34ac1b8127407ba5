import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { linksSchema } from "../../src/config/links.ts";
import { AppError } from "../../src/domain/errors.ts";
import type { Guide, GuideText } from "../../src/domain/guide.ts";
import { articleSlug } from "../../src/domain/ids.ts";
import { locales } from "../../src/domain/locale.ts";
import { lintGuides } from "../../src/knowledge/lint-guides.ts";
import { loadArticles } from "../../src/knowledge/load-articles.ts";
import { loadGuides } from "../../src/knowledge/load-guides.ts";
import { createGuideShelf } from "../../src/knowledge/serve-guides.ts";
import { aGuide } from "../support/a-guide.ts";
import { anArticle } from "../support/builders.ts";

const graph = `article: deposit-missing
start: source
steps:
  source:
    options: { wallet: txid, none: wait }
  txid: { collect: transaction_id, next: ticket }
ends:
  wait: answer
  ticket: { ticket: funds }
`;
const english = `steps:
  source:
    question: Where from?
    options:
      wallet: { label: A wallet, words: [wallet] }
      none: { label: Nowhere }
  txid:
    question: Which one?
ends:
  wait: Wait.
reviewedBy:
`;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "guides-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const write = (name: string, text: string) => {
  mkdirSync(dirname(join(folder, name)), { recursive: true });
  writeFileSync(join(folder, name), text);
};

describe("loadGuides", () => {
  it("reads steps, ends and texts", () => {
    write("lost/guide.yaml", graph);
    write("lost/en.yaml", english);
    expect(loadGuides(folder)).toEqual([
      {
        slug: "lost",
        article: "deposit-missing",
        start: "source",
        steps: {
          source: {
            kind: "choice",
            options: [
              { id: "wallet", next: "txid" },
              { id: "none", next: "wait" },
            ],
          },
          txid: { kind: "reply", collect: "transaction_id", next: "ticket" },
        },
        ends: { wait: { kind: "answer" }, ticket: { kind: "ticket", category: "funds" } },
        texts: {
          en: {
            steps: {
              source: {
                question: "Where from?",
                options: {
                  wallet: { label: "A wallet", words: ["wallet"] },
                  none: { label: "Nowhere", words: [] },
                },
              },
              txid: { question: "Which one?", options: {} },
            },
            ends: { wait: "Wait." },
          },
        },
      },
    ]);
  });

  it("names every fault of every file at once", () => {
    write("a/guide.yaml", graph.replace("transaction_id", "password"));
    write("a/en.yaml", english.replace("question: Where from?", "ask: x"));
    write("b/guide.yaml", graph.replace("ticket: funds", "ticket: money"));
    write("b/notes.txt", "x");
    const load = () => loadGuides(folder);
    expect(load).toThrow(AppError);
    for (const fault of [
      "a/guide.yaml: steps.txid",
      "a/en.yaml: steps.source",
      "b/guide.yaml: ends.ticket",
      "b/notes.txt",
    ])
      expect(load).toThrow(fault);
  });
});

const articles = ["deposit-missing", "deposit-how"].map((slug) => anArticle({ slug: articleSlug(slug) }));
const links = { "help-center": "https://example.com" };
const lint = (override: Partial<Guide> = {}) =>
  lintGuides([aGuide(override)], { articles, links, requiredLocales: ["en"] }).map(({ reason }) => reason);

/** The guide's English text with one thing changed. */
const withText = (change: (text: GuideText) => Partial<GuideText>): Partial<Guide> => {
  const { en } = aGuide().texts;
  if (en === undefined) throw new Error("The guide speaks English.");
  return { texts: { en: { ...en, ...change(en) } } };
};
const withLabel = (label: string) =>
  withText(({ steps }) => ({
    steps: {
      ...steps,
      done: {
        question: "Done?",
        options: { yes: { label, words: [] }, no: { label: "No", words: [] } },
      },
    },
  }));

describe("lintGuides", () => {
  it("lets a sound guide pass", () => {
    expect(lint()).toEqual([]);
  });

  const { steps, ends } = aGuide();
  it.each<[string, Partial<Guide>, string]>([
    ["an article that does not exist", { article: articleSlug("gone") }, 'the article "gone" does not exist'],
    [
      "an end at an article that does not exist",
      { ends: { ...ends, how: { kind: "article", slug: articleSlug("gone") } } },
      'the article "gone" does not exist',
    ],
    [
      "an end at its own article",
      { ends: { ...ends, how: { kind: "article", slug: articleSlug("deposit-missing") } } },
      "leads back to its own article",
    ],
    ["a start that is no step", { start: "gone" }, 'starts at "gone"'],
    [
      "a step that leads nowhere",
      { steps: { ...steps, since: { kind: "reply", collect: "time", next: "gone" } } },
      'leads to "gone", which is nothing',
    ],
    [
      "a step that nothing leads to",
      { steps: { ...steps, more: { kind: "reply", collect: "time", next: "ticket" } } },
      'nothing leads to "more"',
    ],
    [
      "a circle",
      { steps: { ...steps, since: { kind: "reply", collect: "time", next: "done" } } },
      "in a circle: source > done > txid > since > done",
    ],
    [
      "a single option",
      { steps: { ...steps, done: { kind: "choice", options: [{ id: "yes", next: "txid" }] } } },
      "has 1 options",
    ],
    ["a missing language", { texts: {} }, "the language is missing"],
    [
      "a missing question",
      withText(({ steps: { txid: _, ...left } }) => ({ steps: left })),
      'step "txid" is missing',
    ],
    ["a missing answer", withText(() => ({ ends: {} })), 'the end "wait" is missing'],
    ["an answer to no end", withText(({ ends: own }) => ({ ends: { ...own, more: "x" } })), 'no end "more"'],
    ["a long label", withLabel("Yes, it has been done"), "has 21 characters, 20 are allowed"],
    ["a label that means two options", withLabel("NO!"), '"No" means both "yes" and "no"'],
    ["a link off the list", withText(() => ({ ends: { wait: "[x](elsewhere)" } })), 'link key "elsewhere"'],
    [
      "a question that asks for a secret",
      withText(({ steps: own }) => ({
        steps: { ...own, txid: { question: "Please send your password.", options: {} } },
      })),
      "asks for a secret",
    ],
  ])("finds %s", (_, override, reason) => {
    expect(lint(override)).toContainEqual(expect.stringContaining(reason));
  });

  it("finds two guides for one article", () => {
    const other = aGuide({ slug: "other" });
    const faults = lintGuides([aGuide(), other], { articles, links, requiredLocales: [] });
    expect(faults.map(({ file, reason }) => `${file}: ${reason}`)).toEqual([
      'other/guide.yaml: "deposit-missing" is a guide for the article "deposit-missing" too',
    ]);
  });
});

describe("createGuideShelf", () => {
  const { en } = aGuide().texts;
  const signed = en && { ...en, reviewedBy: "Ann" };
  const slug = articleSlug("deposit-missing");

  it("offers no text that nobody signed, unless it may", () => {
    const guides = [aGuide()];
    expect(createGuideShelf({ guides, serveUnreviewed: false }).of(slug, "en")).toBeUndefined();
    expect(createGuideShelf({ guides, serveUnreviewed: true }).of(slug, "en")).toBe("deposit-missing");
  });

  it("offers a guide in the article's language only, and goes on in the nearest", () => {
    const shelf = createGuideShelf({
      guides: [aGuide({ texts: signed ? { en: signed } : {} })],
      serveUnreviewed: false,
    });
    expect(shelf.of(slug, "ja")).toBeUndefined();
    expect(shelf.serve("deposit-missing", "ja")).toMatchObject({ locale: "en", text: { ends: en?.ends } });
    expect(shelf.serve("gone", "en")).toBeUndefined();
  });
});

describe("the guides that come with the project", () => {
  it("pass the linter", () => {
    const real = loadGuides("config/guides");
    expect(real.map(({ slug }) => slug)).toEqual([
      "account-locked",
      "deposit-missing",
      "identity-check",
      "order-trouble",
      "two-factor-lost",
      "withdrawal-failed",
      "withdrawal-pending",
    ]);
    const request = { articles: loadArticles("config/articles"), links: linksSchema.parse({}) };
    expect(lintGuides(real, { ...request, requiredLocales: locales })).toEqual([]);
  });
});
