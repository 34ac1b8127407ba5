import { hasGroupsOfFour, isPlaceholder, mayHoldOpaque, mixOf } from "./credential-shapes.ts";

/** A value that may be a credential, if the words beside it say so. Offsets are those of the normalised text. */
export interface Candidate {
  readonly start: number;
  readonly end: number;
  readonly value: string;
}

const runs = /[A-Za-z0-9_+/-]{16,}={0,2}/g;
/** An authenticator shows its key in groups of four. Base32 knows no 0, 1, 8 and 9 (RFC 4648, section 6). */
const grouped =
  /(?<![A-Za-z0-9])(?:[A-Z2-7]{4}(?:[ \n-][A-Z2-7]{4}){3,15}|[a-z2-7]{4}(?:[ \n-][a-z2-7]{4}){3,15})(?![A-Za-z0-9])/g;
export const base32 = /^(?:[A-Z2-7]{16,64}|[a-z2-7]{16,64})$/;
/** A token may be as long as a JWT of many claims. */
const longestToken = 4_096;

/** In groups with spaces, as an authenticator shows its key. */
export const isGroups = (value: string) => /[ \n]/.test(value);

/** Letters only, in groups: four-letter words in a row read the same, but for their vowels. */
export const isDrawn = (value: string) =>
  /[2-7]/.test(value) ||
  (/[b-df-hj-np-tv-z]{4}/i.test(value.replace(/[ \n-]/g, "")) && /[qxzjkvw]/i.test(value));

/** "withdrawal-records": words, and no groups of a key. */
const kebab = /^(?!(?:[a-z]{4}-)+[a-z]{4}$)[a-z]{3,}(?:-[a-z]{2,}){1,6}$/;

const isWorthALook = ({ value }: Candidate) => {
  if (value.length > longestToken || isPlaceholder(value)) return false;
  if (kebab.test(value)) return false;
  if (isGroups(value)) return isDrawn(value);
  return mixOf(value) !== "none" || base32.test(value.replaceAll("-", ""));
};

const longestPath = 200;
const pathEnd = /[\s"'`<>(=]/;

/** Part of a link's path or host; a parameter of a link begins behind its `=`. */
const isInPath = (text: string, { start, value }: Candidate) => {
  if (text[start - 1] === "=") return false;
  if (value.startsWith("//")) return true;
  let from = start;
  while (from > 0 && start - from < longestPath && !pathEnd.test(text.charAt(from - 1))) from -= 1;
  return /:\/|www\.|[\w-]\.(?:[a-z]{2,}[/:?#]|$)/i.test(text.slice(from, start));
};

const toCandidate = ({ 0: value, index }: RegExpExecArray): Candidate => ({
  start: index,
  end: index + value.length,
  value,
});

const allCandidates = (text: string): readonly Candidate[] => {
  const plain = mayHoldOpaque(text) ? [...text.matchAll(runs)].map(toCandidate) : [];
  const inGroups = hasGroupsOfFour(text) ? [...text.matchAll(grouped)].map(toCandidate) : [];
  return inGroups.length === 0 ? plain : [...plain, ...inGroups].sort((a, b) => a.start - b.start);
};

/** More in one text is a file: the rest of it is masked without being judged. */
const mostJudged = 200;

/** What to judge by the words beside it, and what is too much for that; both in order of place. */
export const candidatesIn = (
  text: string,
): { readonly judged: readonly Candidate[]; readonly rest: readonly Candidate[] } => {
  const all = allCandidates(text);
  return {
    judged: all
      .slice(0, mostJudged)
      .filter((candidate) => isWorthALook(candidate) && !isInPath(text, candidate)),
    rest: all.slice(mostJudged),
  };
};
