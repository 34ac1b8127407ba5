import type { Finding } from "../domain/turn.ts";
import type { Classification } from "./ports.ts";

/** Articles that a person is offered to choose from. */
export const mostOffered = 3;

/** What the classifier saw, for the trace. */
export const scoresOf = ({ decision, candidates }: Classification): readonly Finding[] => [
  { name: "classified", detail: decision },
  ...candidates.slice(0, mostOffered).map(({ slug, probability }) => ({
    name: "candidate",
    detail: slug,
    score: probability,
  })),
];

/** Articles about the service itself: what they ask for is a person's own case. */
export const ownCases: ReadonlySet<string> = new Set(["human-agent", "ticket-status", "language-change"]);
