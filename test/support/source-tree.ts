import { readdirSync, readFileSync } from "node:fs";
import { join, posix } from "node:path";

export interface SourceFile {
  /** From the project's root, with forward slashes. */
  readonly path: string;
  readonly text: string;
}

export interface Import {
  /** As written: `./worker.ts`, `node:fs`, `zod`. Undefined when it is computed. */
  readonly specifier: string | undefined;
  /** The imported file's path from the project's root; undefined for packages. */
  readonly target: string | undefined;
}

const extensions = /\.(ts|js|css|html)$/;

/** Every source file under these folders of the project. */
export const readTree = (root: string, folders: readonly string[]): readonly SourceFile[] =>
  folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && extensions.test(entry.name))
      .map((entry) => join(entry.parentPath, entry.name))
      .map((path) => ({
        path: path.slice(root.length).replaceAll("\\", "/").replace(/^\//, ""),
        text: readFileSync(path, "utf8"),
      })),
  );

/** The code without lines that are comments only. */
export const withoutComments = (text: string): string =>
  text
    .split("\n")
    .filter((line) => !/^\s*(\/\/|\/\*|\*)/.test(line))
    .join("\n");

const importForms = [
  /^\s*(?:import|export)\b[^;"']*?\bfrom\s*["']([^"']+)["']/gm,
  /^\s*import\s*["']([^"']+)["']/gm,
  /\bimport\((?!\?)\s*(?:["']([^"']+)["']\s*[,)])?/g,
  /\brequire\(\s*(?:["']([^"']+)["']\s*\))?/g,
];

/** What a file imports: statically, dynamically, and as types only. */
export const importsOf = (file: SourceFile): readonly Import[] => {
  const code = withoutComments(file.text);
  return importForms
    .flatMap((form) => [...code.matchAll(form)])
    .map(([, specifier]) => ({
      specifier,
      target:
        specifier?.startsWith(".") === true ? posix.join(posix.dirname(file.path), specifier) : undefined,
    }));
};

/** Circles of imports, each as the files along it. Every circle contains at least one that is told. */
export const importCycles = (files: readonly SourceFile[]): readonly string[] => {
  const targets = new Map(
    files.map((file) => [
      file.path,
      importsOf(file).flatMap(({ target }) => (target === undefined ? [] : [target])),
    ]),
  );
  const done = new Set<string>();
  const cycles: string[] = [];
  const visit = (path: string, way: readonly string[]): void => {
    const seenAt = way.indexOf(path);
    if (seenAt >= 0) cycles.push([...way.slice(seenAt), path].join(" -> "));
    if (seenAt >= 0 || done.has(path)) return;
    for (const target of targets.get(path) ?? []) visit(target, [...way, path]);
    done.add(path);
  };
  for (const path of targets.keys()) visit(path, []);
  return cycles;
};
