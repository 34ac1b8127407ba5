import { type Profiler, Session } from "node:inspector";
import { setFlagsFromString } from "node:v8";

/** What the project's own sources run, and one package besides where it is named. */
export interface Counting {
  /** A part of the addresses of what is counted. @default the sources and adapters of the project */
  readonly within?: RegExp;
}

const ownSources = /^(?!.*\/node_modules\/).*\/(?:src|adapters)\//;

// Optimised code leaves out calls that it has inlined, and when the engine optimises depends on what else runs.
setFlagsFromString("--no-turbofan");
setFlagsFromString("--no-maglev");

const session = new Session();
session.connect();
session.post("Profiler.enable");
// Once for all: what was compiled before is counted by the call only, not by the block.
session.post("Profiler.startPreciseCoverage", { callCount: true, detailed: true });

/** What ran since it was last asked. */
const taken = (): readonly Profiler.ScriptCoverage[] => {
  let scripts: readonly Profiler.ScriptCoverage[] | undefined;
  session.post("Profiler.takePreciseCoverage", (error, { result }) => {
    if (error !== null) throw error;
    scripts = result;
  });
  if (scripts === undefined) throw new Error("The engine told no counts.");
  return scripts;
};

/**
 * Begins to count how many blocks of code run, and gives what tells it: the engine counts them as it does for coverage,
 * so that no clock is needed and other processes do not count. It is blind to what the engine does in one step of its
 * own: regular expressions (`regular-expressions.test.ts` has these), searching and copying texts, sorting.
 */
export const countSteps = ({ within = ownSources }: Counting = {}): (() => number) => {
  taken();
  return () =>
    taken()
      .filter(({ url }) => within.test(url))
      .flatMap(({ functions }) => functions.flatMap(({ ranges }) => ranges))
      .reduce((sum, { count }) => sum + count, 0);
};

/** The same of some work that does not wait. */
export const countedSteps = (work: () => unknown, counting: Counting = {}): number => {
  const counted = countSteps(counting);
  work();
  return counted();
};

/** How many times the steps grow while the size doubles: 2 where they are in proportion to it. */
export const growth = (work: (size: number) => unknown, size: number): number => {
  // What is made once, such as a table, is made before.
  work(size);
  const once = countedSteps(() => work(size));
  return countedSteps(() => work(2 * size)) / once;
};
