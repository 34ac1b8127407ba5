import { z } from "zod";
import { wholeNumber } from "./fields.ts";

/** When many people's questions are one incident. */
export const incidentsSchema = z
  .strictObject({
    people: wholeNumber({ least: 2, most: 100_000, default: 8 }).describe(
      "More people than this who ask about one article (or about one coin with it) within ten minutes are an incident, if they are also many more than usual.",
    ),
    factor: wholeNumber({ least: 2, most: 1_000, default: 5 }).describe(
      "How many times as many as usual they must be. Usual is what ten minutes of that hour of the day had in the week before.",
    ),
    quietMs: wholeNumber({ least: 60_000, most: 86_400_000, default: 1_800_000 }).describe(
      "The incident is over when it was not so for this long (ms).",
    ),
  })
  .prefault({})
  .describe(
    "Many people with one problem: the operator is told, and answers about it say that several people report it.",
  );
