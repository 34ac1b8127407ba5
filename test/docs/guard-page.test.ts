import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { detectors } from "../../src/guard/detectors.ts";

const page = readFileSync(new URL("../../docs/guard.md", import.meta.url), "utf8");
const rows = page.split("\n").filter((line) => /^\| `[a-z-]+` \| `[a-z_]+`/.test(line));

describe("the page about the guard", () => {
  it("lists every detector in its order, with its kinds and its proof", () => {
    expect(rows).toEqual(
      detectors.map(
        ({ name, kinds, proof }) =>
          `| \`${name}\` | ${kinds.map((kind) => `\`${kind}\``).join(", ")} | ${proof} |`,
      ),
    );
  });

  it("has a proof of each", () => {
    for (const { name, proof } of detectors) expect(proof, name).toMatch(/^[a-z].{15,}[^.]$/);
  });
});
