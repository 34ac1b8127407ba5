/** Writes what is derived from the configuration's schema and from the articles. With `--check` it writes nothing and fails on a difference. */
import { readFileSync, writeFileSync } from "node:fs";
import { generatedFiles } from "./generated-files.ts";

const root = new URL("../", import.meta.url);
const check = process.argv.includes("--check");

const current = (path: string) => {
  try {
    return readFileSync(new URL(path, root), "utf8");
  } catch {
    return undefined;
  }
};

const stale = Object.entries(generatedFiles()).filter(([path, text]) => current(path) !== text);
if (!check) for (const [path, text] of stale) writeFileSync(new URL(path, root), text);
for (const [path] of stale) console.log(check ? `${path} is out of date: npm run generate` : `wrote ${path}`);
if (check && stale.length > 0) process.exitCode = 1;
