import type { Regex } from "./regex-tree.ts";

/** How often the engine looked at a character; the search gives up beyond `most`. */
export interface Steps {
  count: number;
  readonly most: number;
}

export class TooManySteps extends Error {}

interface Run {
  readonly text: string;
  readonly byPoint: boolean;
  readonly multiline: boolean;
  readonly steps: Steps;
  readonly groups: Map<number | string, readonly [number, number]>;
}

/** Goes on behind a match; a match that cannot go on is taken back, as backtracking engines do. */
type Next = (at: number) => number | undefined;

const isWord = (unit: string | undefined) => unit !== undefined && /\w/.test(unit);

const step = ({ steps }: Run) => {
  steps.count += 1;
  if (steps.count > steps.most) throw new TooManySteps();
};

const characterAt = ({ text, byPoint }: Run, at: number, backwards: boolean): string => {
  if (!backwards) return byPoint ? String.fromCodePoint(text.codePointAt(at) ?? 0) : (text[at] ?? "");
  const pair = text.slice(Math.max(0, at - 2), at);
  return byPoint && /^[\ud800-\udbff][\udc00-\udfff]$/.test(pair) ? pair : (text[at - 1] ?? "");
};

const holdsAt = (what: "^" | "$" | "\\b" | "\\B", run: Run, at: number): boolean => {
  const { text, multiline } = run;
  if (what === "^") return at === 0 || (multiline && text[at - 1] === "\n");
  if (what === "$") return at === text.length || (multiline && text[at] === "\n");
  return (isWord(text[at - 1]) !== isWord(text[at])) === (what === "\\b");
};

interface Try {
  readonly run: Run;
  readonly at: number;
  readonly next: Next;
  readonly backwards: boolean;
}

const tryOne = (fits: (character: string) => boolean, { run, at, next, backwards }: Try) => {
  step(run);
  if (backwards ? at === 0 : at >= run.text.length) return undefined;
  const character = characterAt(run, at, backwards);
  if (!fits(character)) return undefined;
  return next(backwards ? at - character.length : at + character.length);
};

const tryParts = (parts: readonly Regex[], from: number, attempt: Try): number | undefined => {
  const { next, backwards } = attempt;
  const part = parts[backwards ? parts.length - 1 - from : from];
  if (part === undefined) return next(attempt.at);
  return match(part, { ...attempt, next: (at) => tryParts(parts, from + 1, { ...attempt, at }) });
};

/** The same without a call for each turn, where a turn takes one character. */
const tryRun = (
  { least, most, lazy }: Extract<Regex, { kind: "repeat" }>,
  fits: (character: string) => boolean,
  attempt: Try,
): number | undefined => {
  const places = [attempt.at];
  const further = () => {
    const at = places.at(-1) ?? 0;
    const end = places.length > most ? undefined : tryOne(fits, { ...attempt, at, next: (to) => to });
    if (end !== undefined) places.push(end);
    return end !== undefined;
  };
  while (places.length <= (lazy ? least : most) && further());
  if (places.length <= least) return undefined;
  if (!lazy) {
    for (let turns = places.length - 1; turns >= least; turns -= 1) {
      const end = attempt.next(places[turns] ?? 0);
      if (end !== undefined) return end;
    }
    return undefined;
  }
  for (let turns = least; ; turns += 1) {
    const end = attempt.next(places[turns] ?? 0);
    if (end !== undefined) return end;
    if (!further()) return undefined;
  }
};

const tryRepeat = (
  repeat: Extract<Regex, { kind: "repeat" }>,
  done: number,
  attempt: Try,
): number | undefined => {
  const { body, least, most, lazy } = repeat;
  const { at: from, next } = attempt;
  const again = () =>
    done >= most
      ? undefined
      : match(body, {
          ...attempt,
          // An optional turn that takes nothing is none.
          next: (at) =>
            at === from && done >= least ? undefined : tryRepeat(repeat, done + 1, { ...attempt, at }),
        });
  if (done < least) return again();
  return lazy ? (next(from) ?? again()) : (again() ?? next(from));
};

const tryLook = (look: Extract<Regex, { kind: "look" }>, { run, at, next }: Try): number | undefined => {
  const found = match(look.body, { run, at, next: (end) => end, backwards: look.behind }) !== undefined;
  return found === look.negative ? undefined : next(at);
};

const match = (tree: Regex, attempt: Try): number | undefined => {
  const { run, at, next, backwards } = attempt;
  switch (tree.kind) {
    case "one":
      return tryOne(tree.fits, attempt);
    case "sequence":
      return tryParts(tree.parts, 0, attempt);
    case "choice": {
      for (const way of tree.ways) {
        const end = match(way, attempt);
        if (end !== undefined) return end;
      }
      return undefined;
    }
    case "repeat":
      return tree.body.kind === "one" ? tryRun(tree, tree.body.fits, attempt) : tryRepeat(tree, 0, attempt);
    case "group":
      return match(tree.body, {
        ...attempt,
        next: (end) => {
          const place = backwards ? ([end, at] as const) : ([at, end] as const);
          run.groups.set(tree.number, place);
          if (tree.name !== undefined) run.groups.set(tree.name, place);
          return next(end);
        },
      });
    case "look":
      return tryLook(tree, attempt);
    case "edge":
      step(run);
      return holdsAt(tree.what, run, at) ? next(at) : undefined;
    case "back": {
      const [from, to] = run.groups.get(tree.to) ?? [0, 0];
      const before = run.text.slice(from, to);
      run.steps.count += before.length;
      return run.text.startsWith(before, at) ? next(at + before.length) : undefined;
    }
    default:
      return tree satisfies never;
  }
};

/** Steps of finding all matches in a text from its beginning, by an engine that backtracks. */
export const stepsOf = (
  tree: Regex,
  { flags }: Pick<RegExp, "flags">,
  { text, most }: { text: string; most: number },
): number => {
  const steps: Steps = { count: 0, most };
  const run = { text, byPoint: flags.includes("u"), multiline: flags.includes("m"), steps };
  for (let at = 0; at <= text.length; ) {
    const end = match(tree, { run: { ...run, groups: new Map() }, at, next: (to) => to, backwards: false });
    at = end === undefined || end === at ? at + 1 : end;
  }
  return steps.count;
};
