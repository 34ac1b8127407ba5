import { describe, expect, it } from "vitest";
import { foundIn } from "../../support.ts";
import { english } from "./tables/english.ts";
import { portuguese } from "./tables/portuguese.ts";
import { russian } from "./tables/russian.ts";
import { spanish } from "./tables/spanish.ts";
import type { ToldTable } from "./tables/told-table.ts";
import { turkish } from "./tables/turkish.ts";
import { vietnamese } from "./tables/vietnamese.ts";

const tables: readonly (readonly [string, ToldTable])[] = [
  ["English", english],
  ["Spanish", spanish],
  ["Portuguese", portuguese],
  ["Russian", russian],
  ["Turkish", turkish],
  ["Vietnamese", vietnamese],
];

/** What of a found value is masked: the whole of it, and nothing that would tell where it ends. */
const covers = (found: readonly string[], value: string) =>
  found.some((finding) => finding.includes(value.slice(0, 60)));

describe.each(tables)("%s", (_, { passwords, codes, harmless }) => {
  it.each(passwords)("tells a password: %s", (message, value) => {
    const found = foundIn(message);
    expect(covers(found, value), found.join(", ")).toBe(true);
  });

  it.each(codes)("tells a one-time code: %s", (message, value) => {
    const found = foundIn(message);
    expect(covers(found, value), found.join(", ")).toBe(true);
  });

  it.each(harmless)("tells nothing certain: %s", (message) => {
    expect(foundIn(message).filter((finding) => finding.includes(" hard "))).toEqual([]);
  });

  it("is certain of at least 85 of a hundred", () => {
    const told = [...passwords, ...codes];
    const certain = told.filter(([message]) =>
      foundIn(message).some((finding) => finding.includes(" hard ")),
    );
    expect(certain.length / told.length).toBeGreaterThanOrEqual(0.85);
  });
});
