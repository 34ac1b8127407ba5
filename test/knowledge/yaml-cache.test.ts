import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openYamlCache } from "../../src/knowledge/yaml-cache.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "yaml-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const file = () => join(folder, readdirSync(folder)[0] ?? "");

/** Opens the cache, parses the texts, and keeps them. */
async function parseAll(...sources: string[]) {
  const { parse, keep } = await openYamlCache(folder);
  const parsed = sources.map(parse);
  await keep();
  return parsed;
}

describe("the cache of parsed YAML", () => {
  it("gives at the next start what it parsed at this one, and writes nothing then", async () => {
    const first = await parseAll("a: [1, two]", "b: ~");
    const written = readFileSync(file());
    expect(await parseAll("a: [1, two]", "b: ~")).toEqual(first);
    expect(first).toEqual([
      { value: { a: [1, "two"] }, errors: [] },
      { value: { b: null }, errors: [] },
    ]);
    expect(readFileSync(file())).toEqual(written);
  });

  it("parses anew what has changed, and forgets what is no longer asked for", async () => {
    await parseAll("a: 1", `long: ${"x".repeat(1000)}`);
    const [parsed] = await parseAll("a: 2");
    expect(parsed?.value).toEqual({ a: 2 });
    expect(readFileSync(file()).length).toBeLessThan(500);
  });

  it("tells of faults at every start", async () => {
    for (const _ of [1, 2]) {
      const [parsed] = await parseAll("a: [1");
      expect(parsed?.value).toBeUndefined();
      expect(parsed?.errors.length).toBeGreaterThan(0);
    }
  });

  it("parses anew when its file is damaged or of another kind, and mends it", async () => {
    await parseAll("a: 1");
    const whole = readFileSync(file());
    for (const damaged of [whole.subarray(0, 40), Buffer.alloc(0), whole.with(whole.length - 2, 7)]) {
      writeFileSync(file(), damaged);
      expect((await parseAll("a: 1"))[0]?.value).toEqual({ a: 1 });
      expect(readFileSync(file())).toEqual(whole);
    }
  });

  it("parses where nothing can be kept", async () => {
    const blocked = join(folder, "file");
    writeFileSync(blocked, "");
    const { parse, keep } = await openYamlCache(join(blocked, "below"));
    expect(parse("a: 1").value).toEqual({ a: 1 });
    await expect(keep()).resolves.toBeUndefined();
  });
});
