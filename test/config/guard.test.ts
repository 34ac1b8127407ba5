import { describe, expect, it } from "vitest";
import { composeDetectors } from "../../src/compose-detectors.ts";
import { aConfig, faultsIn, load } from "./given.ts";

const pattern = (fields: string) =>
  `{patterns: [{name: badge, kind: token, pattern: 'STF-\\d{8}', examples: ["STF-00417293"], counterExamples: ["STF-1"]${fields}}]}`;

describe("the operator's patterns", () => {
  it("are none when nothing is said", () => {
    expect(load(aConfig()).guard.patterns).toEqual([]);
  });

  it("mask and do not delete, unless they say so", () => {
    expect(load(aConfig({ guard: pattern("") })).guard.patterns).toMatchObject([
      { name: "badge", level: "soft" },
    ]);
  });

  it.each([
    [
      "an unknown kind",
      "{patterns: [{name: badge, kind: badge, pattern: x, examples: [x], counterExamples: [y]}]}",
      "guard.patterns[0].kind",
    ],
    [
      "no examples",
      "{patterns: [{name: badge, kind: token, pattern: x, examples: [], counterExamples: [y]}]}",
      "guard.patterns[0].examples",
    ],
    [
      "a name with spaces",
      "{patterns: [{name: my badge, kind: token, pattern: x, examples: [x], counterExamples: [y]}]}",
      "guard.patterns[0].name",
    ],
  ])("are refused for %s", (_, guard, place) => {
    expect(faultsIn(aConfig({ guard })).message).toContain(place);
  });

  it("have names that differ", () => {
    const one = "{name: badge, kind: token, pattern: x, examples: [x], counterExamples: [y]}";
    expect(faultsIn(aConfig({ guard: `{patterns: [${one}, ${one}]}` })).message).toContain(
      "guard.patterns[1].name",
    );
  });

  it("are tried before the fleet starts: a fault names pattern and place, and quotes no example", async () => {
    const { guard } = load(aConfig({ guard: pattern("").replace("STF-1", "STF-12345678") }));
    const refused = composeDetectors(guard.patterns);
    await expect(refused).rejects.toMatchObject({ code: "CONFIG_INVALID" });
    await expect(refused).rejects.toThrow(/guard\.patterns\[0\]\.counterExamples\[0\].*badge/);
    await expect(refused).rejects.not.toThrow(/12345678/);
  });

  it("are one more detector", async () => {
    const found = await composeDetectors(load(aConfig({ guard: pattern("") })).guard.patterns);
    expect(found?.at(-1)?.name).toBe("operator-patterns");
    expect(await composeDetectors([])).toBeUndefined();
  });
});
