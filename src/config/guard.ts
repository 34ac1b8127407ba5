import { z } from "zod";
import { secretKinds } from "../domain/message.ts";

const mostPatterns = 50;
const mostExamples = 20;

const texts = (least: number, sample: string) =>
  z
    .array(z.string().min(1).max(1_000))
    .min(least)
    .max(mostExamples)
    .meta({ examples: [[sample]] });

const patternSchema = z.strictObject({
  name: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]{0,39}$/, { error: "must be lower-case letters, digits and hyphens" })
    .meta({ examples: ["staff-badge"] })
    .describe("How faults name the pattern. Unique."),
  kind: z
    .enum(secretKinds)
    .meta({ examples: ["token"] })
    .describe("What it finds: decides the label in its place and the warning's advice."),
  level: z
    .enum(["hard", "soft"])
    .default("soft")
    .meta({ examples: ["hard"] })
    .describe(
      "`hard`: deleted and warned of. `soft`: masked everywhere, and the person is asked in private.",
    ),
  pattern: z
    .string()
    .min(1)
    .max(500)
    .meta({ examples: ["\\bSTF-(\\d{8})\\b"] })
    .describe(
      "A regular expression in RE2 syntax: no look-around, no back-references. It is matched against the text in NFKC form without invisible characters; `(?i)` ignores case. With a group, the group is what is taken out. A match is at most 256 characters long.",
    ),
  examples: texts(1, "my badge is STF-00417293").describe(
    "Made-up texts in which it must find something; tried at each start.",
  ),
  counterExamples: texts(1, "ticket STF-12").describe(
    "Texts in which it must find nothing; tried at each start.",
  ),
});

const checkNamesDiffer = (patterns: readonly { readonly name: string }[], context: z.RefinementCtx) => {
  patterns.forEach(({ name }, index) => {
    if (patterns.findIndex((other) => other.name === name) === index) return;
    context.addIssue({ code: "custom", path: [index, "name"], message: "is the name of an earlier pattern" });
  });
};

export const guardSchema = z
  .strictObject({
    patterns: z
      .array(patternSchema)
      .max(mostPatterns)
      .superRefine(checkNamesDiffer)
      .default([])
      .meta({
        examples: [
          [
            {
              name: "staff-badge",
              kind: "token",
              pattern: "\\bSTF-(\\d{8})\\b",
              examples: ["my badge is STF-00417293"],
              counterExamples: ["ticket STF-12"],
            },
          ],
        ],
      })
      .describe("What is a secret at your house, beside what the guard finds by itself; docs/guard.md."),
  })
  .prefault({})
  .describe("What the secret guard looks for beyond its own detectors.");
