import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { importFaults, mayImport, onlyIn } from "./support/import-rules.ts";
import {
  importCycles,
  importsOf,
  readTree,
  type SourceFile,
  withoutComments,
} from "./support/source-tree.ts";

const root = fileURLToPath(new URL("../", import.meta.url));
const sources = readTree(root, ["src", "adapters", "sandbox"]);
const modules = sources.filter((file) => file.path.endsWith(".ts"));
const file = (path: string, text: string): SourceFile => ({ path, text });

const lineCap = 300;
const tooLong = (files: readonly SourceFile[]) =>
  files.filter(({ text }) => text.trimEnd().split("\n").length > lineCap).map(({ path }) => path);

const forbidden = (files: readonly SourceFile[]) =>
  files.flatMap(({ path, text }) =>
    onlyIn
      .filter(
        ({ pattern, homes }) =>
          !homes.some((home) => path.startsWith(home)) && pattern.test(withoutComments(text)),
      )
      .map(({ what }) => `${path} uses ${what}`),
  );

const defaultExports = (files: readonly SourceFile[]) =>
  files
    .filter(({ text }) => /^\s*export\s+(default\b|\{[^}]*\bas default\b)/m.test(withoutComments(text)))
    .map(({ path }) => path);

const passesAll = /^\s*export\s+(type\s+)?\*[^;]*?\bfrom\s*["']\./m;
const passesSome = /^\s*export\s+(type\s+)?\{[^}]*\}[^;]*?\bfrom\s*["']\./m;
const hasItsOwn = /^\s*export\s+(async\s+)?(const|let|function|class|interface|type\s+\w)/m;

const barrels = (files: readonly SourceFile[]) =>
  files
    .map(({ path, text }) => ({ path, code: withoutComments(text) }))
    .filter(({ code }) => passesAll.test(code) || (passesSome.test(code) && !hasItsOwn.test(code)))
    .map(({ path }) => path);

describe("the sources", () => {
  it("are there, and import each other", () => {
    expect(modules.length).toBeGreaterThan(20);
    expect(modules.flatMap(importsOf).filter(({ target }) => target !== undefined).length).toBeGreaterThan(
      50,
    );
  });

  it("import only files that are there", () => {
    const known = new Set(sources.map(({ path }) => path));
    const missing = modules.flatMap((source) =>
      importsOf(source)
        .filter(({ target }) => target !== undefined && !known.has(target))
        .map(({ specifier }) => `${source.path} imports ${specifier}`),
    );
    expect(missing).toEqual([]);
  });

  it("import only whom they may", () => {
    expect(modules.flatMap(importFaults)).toEqual([]);
  });

  it("import each other in no circle", () => {
    expect(importCycles(modules)).toEqual([]);
  });

  it(`have at most ${lineCap} lines each`, () => {
    expect(tooLong(sources)).toEqual([]);
  });

  it("take time, chance and settings from where these are handed in", () => {
    expect(forbidden(modules)).toEqual([]);
  });

  it("have named exports, and no file that only passes on", () => {
    expect(defaultExports(modules)).toEqual([]);
    expect(barrels(modules)).toEqual([]);
  });
});

describe("the checks find a planted fault:", () => {
  it.each([
    ["a layer above", "src/guard/redact.ts", 'import { x } from "../runtime/worker.ts";'],
    ["a type of a layer above", "src/domain/turn.ts", 'import type {\n  X,\n} from "../storage/db.ts";'],
    ["a layer above, late", "src/pipeline/pipeline.ts", 'const a = await import("../storage/db.ts");'],
    ["a layer above, passed on", "src/storage/db.ts", 'export { x } from "../runtime/worker.ts";'],
    ["a side effect of a layer above", "src/storage/db.ts", 'import "../runtime/worker.ts";'],
    ["another adapter", "adapters/telegram/index.ts", 'import { x } from "../discord/parse.ts";'],
    ["storage from an adapter", "adapters/telegram/index.ts", 'import { x } from "../../src/storage/db.ts";'],
    [
      "the fleet from the sandbox",
      "sandbox/telegram/server.ts",
      'import { x } from "../../src/runtime/worker.ts";',
    ],
    ["more of runtime than its ports", "src/http/health.ts", 'import { x } from "../runtime/worker.ts";'],
    ["a computed path", "src/storage/db.ts", "const a = await import(name);"],
    ["a computed require", "src/storage/db.ts", "const a = require(name);"],
    ["another's package", "src/runtime/worker.ts", 'import { Kysely } from "kysely";'],
    ["a part of another's package", "src/runtime/worker.ts", 'import x from "telegraf/types";'],
    ["input in a pure folder", "src/pipeline/pipeline.ts", 'import { readFileSync } from "node:fs";'],
    ["a folder without a rule", "src/misc/thing.ts", ""],
  ])("%s", (_, path, text) => {
    expect(importFaults(file(path, text))).toHaveLength(1);
  });

  it("nothing in what is allowed", () => {
    const text = [
      'import { join } from "node:path";',
      'import { z } from "zod";',
      '// import { x } from "../runtime/worker.ts";',
      'import type { Turn } from "../domain/turn.ts";',
      'import { redact } from "../guard/redact.ts";',
    ].join("\n");
    expect(importFaults(file("src/dialogue/intake.ts", text))).toEqual([]);
    expect(importsOf(file("src/dialogue/intake.ts", text))).toHaveLength(4);
  });

  it("a circle, through types too", () => {
    const a = file("src/domain/a.ts", 'import type { B } from "./b.ts";');
    const b = file("src/domain/b.ts", 'import { c } from "./c.ts";');
    const c = file("src/domain/c.ts", 'import { a } from "./a.ts";');
    expect(importCycles([a, b, c])).toEqual([
      "src/domain/a.ts -> src/domain/b.ts -> src/domain/c.ts -> src/domain/a.ts",
    ]);
    expect(importCycles([a, b])).toEqual([]);
  });

  it.each([
    "const now = Date.now();",
    "const now = new Date();",
    "const now = new Date;",
    "const t = performance.now();",
    "const x = Math.random();",
    "const x = crypto.randomUUID();",
    "const home = process.env.HOME;",
    'const home = process.env["HOME"];',
    'import { env } from "node:process";',
  ])("%s", (text) => {
    expect(forbidden([file("src/runtime/worker.ts", text)])).toHaveLength(1);
  });

  it("no clock in a date made from one, or in a comment", () => {
    const text = "// Date.now() is not for us\nconst day = new Date(turn.now).toISOString();";
    expect(forbidden([file("src/runtime/worker.ts", text)])).toEqual([]);
  });

  it("a file that is too long, a default export and a barrel", () => {
    expect(tooLong([file("src/a.ts", "x\n".repeat(300)), file("src/b.ts", "x\n".repeat(301))])).toEqual([
      "src/b.ts",
    ]);
    expect(
      defaultExports([file("src/a.ts", "export default 1;"), file("src/b.ts", "export const b = 1;")]),
    ).toEqual(["src/a.ts"]);
    expect(
      barrels([file("src/a.ts", 'export * from "./b.ts";'), file("src/b.ts", 'import { b } from "./c.ts";')]),
    ).toEqual(["src/a.ts"]);
  });
});

it("the table knows every folder of src", () => {
  const folders = new Set(
    modules
      .map(({ path }) => path.split("/").slice(0, 2).join("/"))
      .filter((path) => path.startsWith("src/") && !path.endsWith(".ts")),
  );
  const unknown = [...folders].filter((folder) => mayImport[`${folder}/`] === undefined);
  expect(unknown).toEqual([]);
});
