import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const root = fileURLToPath(new URL("../../", import.meta.url));
const pages = [
  ...readdirSync(root).filter((name) => name.endsWith(".md")),
  ...readdirSync(join(root, "docs"), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".md"))
    .map((name) => join("docs", name)),
];
const read = (page: string) => readFileSync(join(root, page), "utf8");

/** A heading as its address, as the common renderers of Markdown make it. */
const anchorOf = (heading: string) =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, "")
    .trim()
    .replaceAll(/\s/g, "-");

const anchorsIn = (page: string) =>
  [...read(page).matchAll(/^#+ (.+)$/gm)].map(([, heading = ""]) => anchorOf(heading));

/** Without examples of code, where brackets mean something else. */
const proseOf = (page: string) => read(page).replaceAll(/^```[\s\S]*?^```|`[^`\n]*`/gm, "");

const brokenLinks = (page: string) =>
  [...proseOf(page).matchAll(/\]\((?!https?:)([^)#\s]*)(?:#([^)\s]+))?\)/g)].flatMap(
    ([link, path = "", anchor]) => {
      const target = path === "" ? page : relative(root, join(root, dirname(page), path));
      if (!existsSync(join(root, target))) return [link];
      return anchor === undefined || anchorsIn(target).includes(anchor) ? [] : [link];
    },
  );

describe("the documents", () => {
  it.each(pages)("%s leads only to what is there", (page) => {
    expect(brokenLinks(page)).toEqual([]);
  });

  it("name only metrics that exist", () => {
    const known = read("src/telemetry/families.ts");
    const named = [...read("docs/operations.md").matchAll(/`(flotilla_\w+)`/g)].flatMap(
      ([, name]) => name ?? [],
    );
    expect(named.length).toBeGreaterThan(5);
    expect(named.filter((name) => !known.includes(`"${name}"`))).toEqual([]);
  });

  it("tell no command that is not there", () => {
    const cli = read("src/cli.ts") + read("src/guard-commands.ts") + read("src/knowledge-commands.ts");
    const told = pages.flatMap((page) =>
      [...read(page).matchAll(/run -s cli -- ([a-z][a-z-]*)/g)].map(([, name]) => name),
    );
    expect(told.length).toBeGreaterThan(5);
    expect(told.filter((name) => !cli.includes(`"${name}"`))).toEqual([]);
  });

  it("tell no npm script that is not there", () => {
    const { scripts } = JSON.parse(read("package.json"));
    const told = pages.flatMap((page) =>
      [...read(page).matchAll(/npm run (?:-s )?([a-z]+)/g)].map(([, name]) => name),
    );
    expect(told.length).toBeGreaterThan(5);
    expect(told.filter((name) => name === undefined || scripts[name] === undefined)).toEqual([]);
  });
});
