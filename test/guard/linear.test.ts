import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { slowOn } from "../support/slow-regexes.ts";
import { regexesMadeBy, regexLiterals } from "../support/source-regexes.ts";
import { readTree } from "../support/source-tree.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));
const sources = readTree(root, ["src/guard"]);
const regexes = async (): Promise<ReadonlyMap<string, RegExp>> => {
  const written = sources.flatMap(({ text }) => regexLiterals(text));
  const made = await regexesMadeBy(
    "/src/guard/",
    sources.map(({ path }) => `${root}${path}`),
  );
  return new Map([...written, ...made].map((regex) => [String(regex), regex]));
};

describe("the count of steps", () => {
  it.each([
    [/(?:a+)+b/, "nested repetition"],
    [/(?:a|a)*b/, "two ways to the same"],
    [/(?:\w{1,30}\s?){1,10}x/, "bounded ones, nested"],
    [/\s+$/, "what is tried again from each place"],
    [/a.*b.*c/, "two that share a text"],
    [/(?<=a.*)b/, "looking far behind"],
  ])("tells that %s is not linear: %s", (regex) => {
    expect(slowOn(regex)).not.toEqual([]);
  });

  it.each([/password\s{0,3}is/i, /[0-9a-f]{64}/g, /(?<![0-9])\d{6}(?!\d)/, /^[a-z]+$/, /"[^"]{0,80}"/])(
    "tells that %s is",
    (regex) => {
      expect(slowOn(regex)).toEqual([]);
    },
  );

  it("is of the same matches as the platform's", () => {
    const text = "my password is Abc-123, 密码：xyz the code 482913 4111 1111";
    for (const regex of [
      /(?<word>[a-z]+) is ([A-Z]\w*)/g,
      /\d{4}(?: \d{4})*/g,
      /(?<=：)\w+?(?= )/g,
      /(\d)\1{2}/g,
    ]) {
      const found = [...text.matchAll(regex)].length;
      expect(found, String(regex)).toBeGreaterThan(0);
    }
  });
});

describe("regular expressions of the guard", async () => {
  const found = await regexes();

  it("are found, written out and made of strings", () => {
    expect(found.size).toBeGreaterThan(60);
    expect(
      regexLiterals(
        "const a = b / c / d; const e = /x[/]\\/y/g; // /no/\nconst f = `$" + "{g(/z/)} /n/`; h(/i/u)",
      ).map(String),
    ).toEqual(["/x[/]\\/y/g", "/i/u"]);
  });

  it.each([...found])("take steps in proportion to the text: %s", (_, regex) => {
    expect(slowOn(regex)).toEqual([]);
  });
});
