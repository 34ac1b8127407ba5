import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cleanName } from "../../../adapters/shared/clean-name.ts";
import { readPerson } from "../../../adapters/telegram/person.ts";

describe("cleaning a name", () => {
  it.each([
    ["an ordinary one", "Mia Wong", "Mia Wong"],
    ["Chinese", "王小明", "王小明"],
    ["control characters", "Mi\u0000a\u0007\u001b[31m", "Mia[31m"],
    ["a direction mark that turns the line around", "Mia\u202etxt.exe", "Miatxt.exe"],
    ["zero width characters", "H\u200bT\u200dX\ufeff", "HTX"],
    ["a lone surrogate", "Mia\ud83d", "Mia"],
    ["lines and blanks", "  Mia\u2028\n\t  W ", "Mia W"],
    ["nothing visible", "\u200b\u2060\u0000", ""],
    ["letters that show nothing", "\u3164\u115f\u2800\ufe0f", ""],
    ["an emoji", "Mia 🚀", "Mia 🚀"],
  ])("keeps or removes %s", (_, name, clean) => {
    expect(cleanName(name)).toBe(clean);
  });

  it("cuts ten thousand characters to 160 units, and no emoji in two", () => {
    expect(cleanName("x".repeat(10_000))).toHaveLength(160);
    expect(cleanName(`${"x".repeat(159)}🚀${"y".repeat(9_000)}`)).toBe("x".repeat(159));
  });

  it("always gives a short, well-formed line", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 200 }), (name) => {
        const clean = cleanName(name);
        expect(clean.length).toBeLessThanOrEqual(160);
        expect(clean.isWellFormed()).toBe(true);
        expect(clean).not.toMatch(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/u);
      }),
    );
  });
});

describe("a person", () => {
  it("without a visible name is called by the username, or by the id", () => {
    expect(readPerson({ id: 5, first_name: "\u200b", username: "mia" })?.displayName).toBe("mia");
    expect(readPerson({ id: 5, first_name: "\u3164", username: "mia" })?.displayName).toBe("mia");
    expect(readPerson({ id: 5 })?.displayName).toBe("5");
  });

  it("without an id is nobody", () => {
    expect(readPerson({ first_name: "Mia" })).toBeUndefined();
    expect(readPerson("Mia")).toBeUndefined();
    expect(readPerson({ id: 0, first_name: "Mia" })).toBeUndefined();
  });
});
