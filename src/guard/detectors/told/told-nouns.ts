import type { Normalised } from "../../normalise.ts";
import { type NounClass, nounClasses, nounPattern } from "./told-words.ts";

/** A word that names a password or a code. */
export interface Noun {
  readonly class: NounClass;
  readonly start: number;
  readonly end: number;
}

/** Behind this many, a text is judged more cheaply: see the detector. */
export const mostNouns = 40;

export const nounsIn = ({ folded }: Pick<Normalised, "folded">): readonly Noun[] => {
  const nouns: Noun[] = [];
  for (const match of folded.matchAll(nounPattern)) {
    const group = match.findIndex((part, i) => i > 0 && part !== undefined) - 1;
    const found = nounClasses[group % nounClasses.length];
    if (found === undefined) continue;
    nouns.push({ class: found, start: match.index, end: match.index + match[0].length });
    if (nouns.length === mostNouns) break;
  }
  return nouns;
};
