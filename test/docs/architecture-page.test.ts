import { existsSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { mayImport } from "../support/import-rules.ts";

const page = readFileSync(new URL("../../ARCHITECTURE.md", import.meta.url), "utf8");

const placesIn = (cell: string) => [...cell.matchAll(/`([^`]+)`/g)].flatMap(([, place]) => place ?? []);

it("ARCHITECTURE.md tells the same import table as is checked", () => {
  const rows = page
    .split("## Who may import whom")[1]
    ?.split("\n## ")[0]
    ?.split("\n")
    .filter((line) => line.startsWith("| `"))
    .flatMap((line) => {
      const [, folders = "", allowed = ""] = line.split("|");
      return placesIn(folders).map((folder) => [folder, placesIn(allowed).sort()] as const);
    });
  const checked = Object.entries(mayImport).map(([folder, allowed]) => [folder, [...allowed].sort()]);
  expect(Object.fromEntries(rows ?? [])).toEqual(Object.fromEntries(checked));
});

it("ARCHITECTURE.md names only sources that are there", () => {
  const root = new URL("../../", import.meta.url);
  const named = [...page.matchAll(/`((?:src|adapters|sandbox|scripts)\/[\w./-]+\.ts)`/g)].flatMap(
    ([, path]) => path ?? [],
  );
  expect(named.length).toBeGreaterThan(10);
  expect(named.filter((path) => !existsSync(new URL(path, root)))).toEqual([]);
});
