/** A regular expression as a tree, as far as the guard's own need it; see {@link parseRegex}. */
export type Regex =
  /** Takes one code unit, or one code point with the flag u, that fits. */
  | { readonly kind: "one"; readonly source: string; readonly fits: (character: string) => boolean }
  | { readonly kind: "sequence"; readonly parts: readonly Regex[] }
  | { readonly kind: "choice"; readonly ways: readonly Regex[] }
  | {
      readonly kind: "repeat";
      readonly body: Regex;
      readonly least: number;
      readonly most: number;
      readonly lazy: boolean;
    }
  | { readonly kind: "group"; readonly body: Regex; readonly number: number; readonly name?: string }
  | { readonly kind: "look"; readonly body: Regex; readonly behind: boolean; readonly negative: boolean }
  | { readonly kind: "edge"; readonly what: "^" | "$" | "\\b" | "\\B" }
  | { readonly kind: "back"; readonly to: number | string };

interface Reading {
  readonly source: string;
  readonly flags: string;
  at: number;
  groups: number;
}

const escapeAt = ({ source, at, flags }: Reading): string => {
  const rest = source.slice(at);
  const long = flags.includes("u") ? /^\\(?:u\{[0-9a-fA-F]+\}|[pP]\{[^}]+\})/.exec(rest)?.[0] : undefined;
  return long ?? /^\\(?:u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|c[A-Za-z]|[\s\S])/u.exec(rest)?.[0] ?? "";
};

const one = (source: string, flags: string): Regex => {
  const regex = new RegExp(`^(?:${source})$`, flags.replace(/[gymd]/g, ""));
  const known = new Map<string, boolean>();
  const fits = (character: string): boolean => {
    const fit = known.get(character) ?? regex.test(character);
    known.set(character, fit);
    return fit;
  };
  return { kind: "one", source, fits };
};

const readClass = (reading: Reading): Regex => {
  const from = reading.at;
  reading.at += 1;
  while (reading.source[reading.at] !== "]") {
    if (reading.at >= reading.source.length) throw new Error(`${reading.source}: a class has no end`);
    reading.at += reading.source[reading.at] === "\\" ? escapeAt(reading).length : 1;
  }
  reading.at += 1;
  return one(reading.source.slice(from, reading.at), reading.flags);
};

const readGroup = (reading: Reading): Regex => {
  const head =
    /^\((?:\?(?:<[=!]|[=!:]|<[A-Za-z_][A-Za-z0-9_]*>))?/.exec(reading.source.slice(reading.at))?.[0] ?? "(";
  reading.at += head.length;
  const name = /^\(\?<([A-Za-z_]\w*)>$/.exec(head)?.[1];
  const number = head === "(" || name !== undefined ? ++reading.groups : 0;
  const body = readChoice(reading);
  if (reading.source[reading.at] !== ")") throw new Error(`${reading.source}: a group has no end`);
  reading.at += 1;
  if (head === "(?:") return body;
  if (number > 0) return { kind: "group", body, number, ...(name !== undefined && { name }) };
  return { kind: "look", body, behind: head.includes("<"), negative: head.endsWith("!") };
};

const readEscape = (reading: Reading): Regex => {
  const escaped = escapeAt(reading);
  const named = /^\\k<([^>]+)>/.exec(reading.source.slice(reading.at));
  reading.at += named?.[0].length ?? escaped.length;
  if (named?.[1] !== undefined) return { kind: "back", to: named[1] };
  if (escaped === "\\b" || escaped === "\\B") return { kind: "edge", what: escaped };
  return /^\\[1-9]$/.test(escaped) ? { kind: "back", to: Number(escaped[1]) } : one(escaped, reading.flags);
};

const readAtom = (reading: Reading): Regex => {
  const character = reading.flags.includes("u")
    ? String.fromCodePoint(reading.source.codePointAt(reading.at) ?? 0)
    : (reading.source[reading.at] ?? "");
  if (character === "(") return readGroup(reading);
  if (character === "[") return readClass(reading);
  if (character === "\\") return readEscape(reading);
  reading.at += character.length;
  if (character === "^" || character === "$") return { kind: "edge", what: character };
  return one(character, reading.flags);
};

const readRepeated = (reading: Reading): Regex => {
  const body = readAtom(reading);
  const [whole, sign, least, comma, most] =
    /^(?:([*+?])|\{(\d+)(,?)(\d*)\})\??/.exec(reading.source.slice(reading.at)) ?? [];
  if (whole === undefined) return body;
  reading.at += whole.length;
  const lazy = whole.length > 1 && whole.endsWith("?");
  if (sign !== undefined)
    return {
      kind: "repeat",
      body,
      least: sign === "+" ? 1 : 0,
      most: sign === "?" ? 1 : Number.POSITIVE_INFINITY,
      lazy,
    };
  const upTo = comma === "" ? Number(least) : most === "" ? Number.POSITIVE_INFINITY : Number(most);
  return { kind: "repeat", body, least: Number(least), most: upTo, lazy };
};

const readChoice = (reading: Reading): Regex => {
  const ways: Regex[] = [];
  let parts: Regex[] = [];
  while (reading.at < reading.source.length && reading.source[reading.at] !== ")") {
    if (reading.source[reading.at] === "|") {
      reading.at += 1;
      ways.push({ kind: "sequence", parts });
      parts = [];
    } else parts.push(readRepeated(reading));
  }
  const last: Regex = { kind: "sequence", parts };
  return ways.length === 0 ? last : { kind: "choice", ways: [...ways, last] };
};

export const parseRegex = ({ source, flags }: Pick<RegExp, "source" | "flags">): Regex => {
  const reading: Reading = { source, flags, at: 0, groups: 0 };
  const tree = readChoice(reading);
  if (reading.at < source.length) throw new Error(`${source}: stopped at ${reading.at}`);
  return tree;
};
