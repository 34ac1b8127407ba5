import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { slowOn } from "./support/slow-regexes.ts";
import { regexesMadeBy, regexLiterals } from "./support/source-regexes.ts";
import { readTree } from "./support/source-tree.ts";

/** The guard's own are in `test/guard/linear.test.ts`. */
const root = fileURLToPath(new URL("../", import.meta.url));
const sources = readTree(root, ["src", "adapters"]).filter(({ path }) => !path.startsWith("src/guard/"));

const written = sources.flatMap(({ path, text }) =>
  regexLiterals(text).map((regex) => [path, String(regex), regex] as const),
);
const madeIn = async (folder: string) => {
  const files = sources.filter(({ path }) => `/${path}`.startsWith(folder));
  const regexes = await regexesMadeBy(
    folder,
    files.map(({ path }) => `${root}${path}`),
  );
  return regexes.map((regex) => [folder, String(regex).slice(0, 60), regex] as const);
};
const dialogue = await madeIn("/src/dialogue/");
const knowledge = await madeIn("/src/knowledge/");

describe("regular expressions outside the guard", () => {
  it("are found, written out and made of strings", () => {
    expect(written.length).toBeGreaterThan(200);
    expect(dialogue.length).toBeGreaterThan(3);
    expect(knowledge.length).toBeGreaterThan(3);
  });

  it.each([...written, ...dialogue, ...knowledge])(
    "take steps in proportion to the text: %s %s",
    (_, __, regex) => {
      expect(slowOn(regex)).toEqual([]);
    },
  );
});
