import { type ParseYaml, type PlainYaml, parseYaml } from "../domain/plain-yaml.ts";
import { readCacheFile, sha256, writeCacheFile } from "./cache-file.ts";

const name = "parsed-yaml";

/** Parses YAML, and knows what it parsed before the last {@link YamlCache.keep}: parsing takes longer than all else at a start. */
export interface YamlCache {
  readonly parse: ParseYaml;
  /** Keeps what was asked for since the cache was opened, and nothing else. */
  keep(): Promise<void>;
}

/** Texts go by their content, so that what has changed is parsed anew. Faulty ones are not kept. */
export async function openYamlCache(folder: string): Promise<YamlCache> {
  const kept = await readCacheFile(folder, name);
  const known: ReadonlyMap<unknown, unknown> = kept instanceof Map ? kept : new Map();
  const used = new Map<string, unknown>();
  let isNew = false;

  const parse = (source: string): PlainYaml => {
    const key = sha256(source).toString("base64");
    if (known.has(key)) {
      const value = known.get(key);
      used.set(key, value);
      return { value, errors: [] };
    }
    const parsed = parseYaml(source);
    if (parsed.errors.length === 0) {
      used.set(key, parsed.value);
      isNew = true;
    }
    return parsed;
  };

  return {
    parse,
    keep: async () => {
      if (isNew || used.size < known.size) await writeCacheFile({ folder, name, value: used });
      isNew = false;
    },
  };
}
