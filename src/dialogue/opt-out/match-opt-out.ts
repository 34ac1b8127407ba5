import { bareWords, plainWords } from "../words.ts";
import { chinese, japanese, korean } from "./dense.ts";
import { russian, turkish, vietnamese } from "./eastern.ts";
import type { OptOutWords } from "./opt-out-words.ts";
import { english, portuguese, spanish } from "./western.ts";

/**
 * That somebody wants no more messages. `stop`: in one word, which may also be about a form or about something of their
 * own. `leave`: in words that can mean nothing else.
 */
export type OptOut = "stop" | "leave";

/** Whoever says more than this tells something in which such words may appear. */
const longestWish = 80;

interface Matcher {
  readonly kind: OptOut;
  readonly matches: (plain: string) => boolean;
}

/** Whether a Latin letter has its accent. */
const isAccented = (plain: string) => plain !== bareWords(plain);

const matchersOf = ({ stops, leaves, before, after, dense, accented }: OptOutWords): readonly Matcher[] => {
  const [lead, tail] = dense === true ? ["", ""] : [" ", " "];
  const stop = stops
    .split(",")
    .map((words) => words.trim())
    .join("|");
  const wholeOf = (core: string) => `^(?:(?:${before}|${stop})${lead})*(?:${core})(?:${tail}(?:${after}))*$`;
  return [{ kind: "stop", core: stop } as const, { kind: "leave", core: leaves.join("|") } as const].map(
    ({ kind, core }): Matcher => {
      const source = wholeOf(core);
      const bare = new RegExp(bareWords(source), "u");
      if (dense === true)
        return { kind, matches: (plain) => bare.test(bareWords(plain.replaceAll(" ", ""))) };
      if (accented !== true) return { kind, matches: (plain) => bare.test(bareWords(plain)) };
      const exact = new RegExp(source, "u");
      return {
        kind,
        matches: (plain) => (isAccented(plain) ? exact.test(plain) : kind === "leave" && bare.test(plain)),
      };
    },
  );
};

/** People say "stop" in any language; Vietnamese is typed without accents where it cannot mean "right". */
const everywhere: Matcher = {
  kind: "stop",
  matches: (plain) => ["stop", "dung lai", "ngung lai"].includes(plain),
};

const matchers: readonly Matcher[] = [
  everywhere,
  ...[english, spanish, portuguese, russian, turkish, vietnamese, chinese, japanese, korean].flatMap(
    matchersOf,
  ),
];

/** Whether a text asks for silence, as a whole and in any of the languages. */
export const matchOptOut = (text: string): OptOut | undefined => {
  if (text.length > longestWish) return undefined;
  const plain = plainWords(text);
  return plain === "" ? undefined : matchers.find(({ matches }) => matches(plain))?.kind;
};
