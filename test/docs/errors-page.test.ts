import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { errorCodes } from "../../src/domain/errors.ts";

const page = readFileSync(new URL("../../docs/errors.md", import.meta.url), "utf8");
const sections = page.split(/^## /m).slice(1);

it("docs/errors.md has one heading per error code, in the same order", () => {
  expect(sections.map((section) => section.split("\n", 1)[0])).toEqual(Object.keys(errorCodes));
});

it("every error says what to do", () => {
  const silent = sections
    .filter((section) => !/^\*\*Do:\*\* \S/m.test(section))
    .map((section) => section.split("\n", 1)[0]);
  expect(silent).toEqual([]);
});
