import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { readCacheFile, writeCacheFile } from "./cache-file.ts";

interface Making<Value> {
  readonly folder: string;
  /** Files of ours that say what is made of it. */
  readonly code: readonly string[];
  readonly cacheFolder: string;
  readonly name: string;
  readonly make: () => Value;
  readonly isMade: (kept: unknown) => kept is Value;
}

/**
 * What was made of the folder at an earlier start; made anew once a file in it, or the code, is another than it was.
 * To read, parse and check hundreds of small files takes longer than all else at a start.
 */
export async function rememberFolder<Value>(making: Making<Value>): Promise<Value> {
  const { folder, code, cacheFolder, name, make, isMade } = making;
  const reading = readCacheFile(cacheFolder, name);
  const state = stateOf(folder, code);
  const kept = await reading;
  if (state === undefined) return make();
  if (Array.isArray(kept) && kept[0] === state && isMade(kept[1])) return kept[1];
  const value = make();
  await writeCacheFile({ folder: cacheFolder, name, value: [state, value] });
  return value;
}

/** Undefined when something cannot be looked at: whoever makes it says what. */
function stateOf(folder: string, code: readonly string[]): string | undefined {
  try {
    const files = readdirSync(folder).flatMap((entry) => {
      const path = join(folder, entry);
      return statSync(path).isDirectory() ? readdirSync(path).map((file) => join(path, file)) : [path];
    });
    return [...files, ...code].map(stamp).join("\n");
  } catch {
    return undefined;
  }
}

/** The time of the last change of its entry cannot be set back, so that no other file passes for this one. */
function stamp(path: string): string {
  const { size, ino, mtimeMs, ctimeMs } = statSync(path);
  return `${path} ${size} ${ino} ${mtimeMs} ${ctimeMs}`;
}
