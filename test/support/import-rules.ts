import { importsOf, type SourceFile } from "./source-tree.ts";

const nouns = ["src/domain/"];
const guarded = [...nouns, "src/guard/"];

/** Who may import whom, as ARCHITECTURE.md has it: a folder may import itself and what stands here. */
export const mayImport: Readonly<Record<string, readonly string[]>> = {
  "src/domain/": [],
  "src/guard/": nouns,
  "src/language/": guarded,
  "src/knowledge/": guarded,
  "src/dialogue/": guarded,
  "src/pipeline/": [...guarded, "src/language/", "src/knowledge/", "src/dialogue/"],
  "src/storage/": nouns,
  "src/ticketing/": nouns,
  "src/media/": nouns,
  "src/telemetry/": nouns,
  "src/config/": nouns,
  "src/runtime/": [...guarded, "src/pipeline/", "src/storage/", "src/media/", "src/telemetry/"],
  "src/http/": [...nouns, "src/storage/", "src/runtime/ports.ts", "src/telemetry/"],
  "adapters/shared/": nouns,
  "adapters/*/": [...nouns, "adapters/shared/"],
  "adapters/index.ts": [...nouns, "adapters/"],
  "sandbox/": nouns,
  "src/*.ts": ["src/", "adapters/", "sandbox/"],
};

/** Packages that one part of the tree keeps to itself. */
const packageHomes: Readonly<Record<string, readonly string[]>> = {
  telegraf: ["adapters/telegram/"],
  "discord.js": ["adapters/discord/"],
  "@discordjs/rest": ["adapters/discord/"],
  "@discordjs/ws": ["adapters/discord/"],
  "twitter-api-v2": ["adapters/twitter/"],
  "better-sqlite3": ["src/storage/"],
  kysely: ["src/storage/"],
  sharp: ["src/media/"],
  ws: ["sandbox/discord/"],
  "node-forge": ["sandbox/twitter/"],
};

/** Folders that are handed everything that they know: no files, no network, no processes. */
const pureFolders = ["src/domain/", "src/guard/", "src/dialogue/", "src/pipeline/", "src/media/"];
const outside =
  /^(node:(fs|fs\/promises|http|https|net|tls|dns|child_process|worker_threads|process)|undici|pino|hono|@hono\/.*)$/;

/** What may stand in few files only, and in which; a folder ends in a slash. */
export const onlyIn: readonly {
  readonly what: string;
  readonly pattern: RegExp;
  readonly homes: readonly string[];
}[] = [
  { what: "Date.now", pattern: /\bDate\.now\b/, homes: ["src/runtime/clock.ts", "sandbox/wire/clock.ts"] },
  { what: "new Date()", pattern: /\bnew Date\(\s*\)|\bnew Date\b(?!\s*\()/, homes: [] },
  { what: "performance.now", pattern: /\bperformance\.(now|timeOrigin)\b/, homes: ["src/runtime/clock.ts"] },
  { what: "process.hrtime", pattern: /\bprocess\.hrtime\b/, homes: ["src/runtime/clock.ts"] },
  { what: "Math.random", pattern: /\bMath\.random\b/, homes: ["src/runtime/ids.ts"] },
  {
    what: "randomness",
    pattern: /\brandom(Bytes|UUID|Int|FillSync)\b|\bgetRandomValues\b|\buuidv7(obj)?\(/,
    homes: ["src/runtime/ids.ts", "src/storage/seal.ts", "src/storage/key-file.ts", "sandbox/"],
  },
  {
    what: "process.env",
    pattern: /\bprocess\.env\b|\benv\b[^;\n]*\bfrom "node:process"/,
    homes: ["src/main.ts", "src/cli.ts"],
  },
];

/** The part of the tree that a line of the table is about, and whom it may import. */
const ruleOf = (path: string) => {
  const [top = "", second = "", ...deeper] = path.split("/");
  const lines = [
    ...(deeper.length === 0 ? [{ line: `${top}/*.ts`, home: path }] : []),
    { line: path, home: path },
    { line: `${top}/${second}/`, home: `${top}/${second}/` },
    { line: `${top}/*/`, home: `${top}/${second}/` },
    { line: `${top}/`, home: `${top}/` },
  ];
  return lines.flatMap(({ line, home }) => {
    const allowed = mayImport[line];
    return allowed === undefined ? [] : [{ home, allowed }];
  })[0];
};

const packageOf = (specifier: string) => specifier.split("/", specifier.startsWith("@") ? 2 : 1).join("/");

/** Why a file may not import what it imports. */
export const importFaults = (file: SourceFile): readonly string[] => {
  const rule = ruleOf(file.path);
  if (rule === undefined) return [`${file.path} stands in no folder of the table`];
  const { home, allowed } = rule;
  return importsOf(file).flatMap(({ specifier, target }) => {
    if (specifier === undefined) return [`${file.path} imports something computed`];
    if (target !== undefined) {
      const may = [home, ...allowed].some((place) => target.startsWith(place));
      return may ? [] : [`${file.path} imports ${target}`];
    }
    const homes = packageHomes[packageOf(specifier)];
    const elsewhere = homes !== undefined && !homes.some((place) => file.path.startsWith(place));
    const impure = outside.test(specifier) && pureFolders.some((place) => file.path.startsWith(place));
    return elsewhere || impure ? [`${file.path} imports ${specifier}`] : [];
  });
};
