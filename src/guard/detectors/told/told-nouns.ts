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

/** What stands in the place of a secret, or names a field: "[password removed]", "⟦…⟧". */
const label = /⟦[^⟧\n]{0,80}⟧|\[[^\]\d\n:=]{1,40}\]/gu;

const labelsIn = (folded: string): readonly { readonly start: number; readonly end: number }[] =>
  /[[⟦]/.test(folded)
    ? [...folded.matchAll(label)].map(({ 0: found, index }) => ({ start: index, end: index + found.length }))
    : [];

export const nounsIn = ({ folded }: Pick<Normalised, "folded">): readonly Noun[] => {
  const nouns: Noun[] = [];
  const labels = labelsIn(folded);
  for (const match of folded.matchAll(nounPattern)) {
    const group = match.findIndex((part, i) => i > 0 && part !== undefined) - 1;
    const found = nounClasses[group % nounClasses.length];
    const { index } = match;
    if (found === undefined || labels.some(({ start, end }) => start <= index && index < end)) continue;
    nouns.push({ class: found, start: match.index, end: match.index + match[0].length });
    if (nouns.length === mostNouns) break;
  }
  return nouns;
};
