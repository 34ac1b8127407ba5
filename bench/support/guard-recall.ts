import { scanMessages } from "../../src/guard/scan-messages.ts";
import { type GuardCases, guardCases } from "./guard-cases.ts";
import { progress, round } from "./result.ts";

export interface Recall {
  readonly what: string;
  readonly cases: number;
  readonly hard: number;
  readonly hardOrSoft: number;
  readonly target: string;
  readonly ok: boolean;
}

const targetOf = ({ hard, any, mostHard }: GuardCases["goal"]) =>
  [
    hard === undefined ? "" : `>= ${hard * 100} % hard`,
    any === undefined ? "" : `>= ${any * 100} % hard or soft`,
    mostHard === undefined ? "" : `<= ${mostHard} hard`,
  ]
    .filter((part) => part !== "")
    .join(", ");

const recallOf = ({ what, cases, goal }: GuardCases): Recall => {
  let count = 0;
  let hard = 0;
  let any = 0;
  for (const texts of cases) {
    const found = scanMessages(
      texts.map((text) => ({ text })),
      { expects: [] },
    );
    count += 1;
    if (found.length > 0) any += 1;
    if (found.some(({ level }) => level === "hard")) hard += 1;
  }
  progress(`goal 11: ${what}: ${hard} hard and ${any - hard} soft of ${count}`);
  return {
    what,
    cases: count,
    hard: round(hard / count, 5),
    hardOrSoft: round(any / count, 5),
    target: targetOf(goal),
    ok:
      hard / count >= (goal.hard ?? 0) &&
      any / count >= (goal.any ?? 0) &&
      hard <= (goal.mostHard ?? Number.POSITIVE_INFINITY),
  };
};

/** What is found of secrets that the tests' generators make, and of what only looks like one. */
export const guardRecall = (cases: number): readonly Recall[] => guardCases(cases).map(recallOf);
