import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { AppError } from "../../src/domain/errors.ts";
import { createPhrasebook, loadPhrases } from "../../src/language/phrasebook.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "phrases-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const write = (name: string, text: string) => writeFileSync(join(folder, name), text);
const faults = (): string => {
  try {
    loadPhrases(folder);
  } catch (error) {
    if (error instanceof AppError && error.code === "ARTICLES_INVALID") return error.message;
    throw error;
  }
  return "";
};

const english = `hello: Hello, {name}!
ticket:
  left: "{count, plural, one {# ticket} other {# tickets}} left"
  kind: "{kind, select, photo {A photo} other {A file}} by <{name}>"
`;

describe("the phrasebook", () => {
  it("says a phrase with its arguments, plurals and choices", () => {
    write("en.yaml", english);
    const book = createPhrasebook(loadPhrases(folder));
    expect(book.say("en", { key: "hello", args: { name: "Ann" } })).toBe("Hello, Ann!");
    expect(book.say("en", { key: "ticket.left", args: { count: 1 } })).toBe("1 ticket left");
    expect(book.say("en", { key: "ticket.left", args: { count: 2 } })).toBe("2 tickets left");
    expect(book.say("en", { key: "ticket.kind", args: { kind: "photo", name: "Bo" } })).toBe(
      "A photo by <Bo>",
    );
  });

  it("uses the plural rules of the language it speaks", () => {
    write("en.yaml", 'n: "{n, plural, one {# day} other {# days}}"');
    write("ru.yaml", 'n: "{n, plural, one {# день} few {# дня} many {# дней} other {# дня}}"');
    const book = createPhrasebook(loadPhrases(folder));
    expect([1, 3, 5].map((n) => book.say("ru", { key: "n", args: { n } }))).toEqual([
      "1 день",
      "3 дня",
      "5 дней",
    ]);
  });

  it("speaks English where the language has no phrases, and takes arguments as they are", () => {
    write("en.yaml", english);
    const book = createPhrasebook(loadPhrases(folder));
    expect(book.say("ko", { key: "hello", args: { name: "{kind} **Ann**" } })).toBe("Hello, {kind} **Ann**!");
  });

  it("knows its keys, and throws on one that it does not know", () => {
    write("en.yaml", english);
    const book = createPhrasebook(loadPhrases(folder));
    expect(book.keys()).toEqual(["hello", "ticket.left", "ticket.kind"]);
    expect([book.has("hello"), book.has("ticket")]).toEqual([true, false]);
    expect(() => book.say("en", { key: "ticket" })).toThrow('no phrase "ticket"');
  });
});

describe("loadPhrases", () => {
  it("names every fault at once", () => {
    write("en.yaml", english);
    write(
      "zh-Hans.yaml",
      'hello: 你好，{nam}！\nticket:\n  left: "{count, plural, other {#}"\n  more: 更多\nlist: [1]\n',
    );
    write("klingon.yaml", "hello: nuqneH");
    write("ja.yaml", "hello: [");
    const text = faults();
    expect(text).toContain("zh-Hans.yaml: hello: has the arguments nam, in English they are name");
    expect(text).toContain("zh-Hans.yaml: ticket.left: is not valid MessageFormat");
    expect(text).toContain("zh-Hans.yaml: ticket.more: en.yaml has no such key");
    expect(text).toContain("zh-Hans.yaml: ticket.kind: is missing");
    expect(text).toContain("list: is neither a text nor a group of texts");
    expect(text).toContain('klingon.yaml: "klingon" is not a language of the fleet');
    expect(text).toContain("ja.yaml: ");
  });

  it("holds choices equal in all languages, and lets plurals differ", () => {
    write("en.yaml", 'a: "{k, select, x {1} other {2}}"\nb: "{n, plural, one {1} other {2}}"');
    write("zh-Hans.yaml", 'a: "{k, select, y {1} other {2}}"\nb: "{n, plural, other {2}}"');
    expect(faults().split("\n").slice(1)).toEqual([
      "zh-Hans.yaml: a: has the arguments k (select other|y), in English they are k (select other|x)",
    ]);
  });

  it("needs English, and a folder that is there", () => {
    expect(faults()).toContain("en.yaml: is missing");
    expect(() => loadPhrases(join(folder, "none"))).toThrow("cannot be read");
  });

  it("accepts the phrases that come with the project", () => {
    const phrases = loadPhrases(new URL("../../config/locales", import.meta.url).pathname);
    expect([...phrases.keys()]).toEqual(expect.arrayContaining(["en", "zh-Hans"]));
  });
});
