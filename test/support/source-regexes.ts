/** What may stand before a slash that begins a regular expression, and not before one that divides. */
const beforeRegex = /(?:^|[(,=:[!&|?{};+\-*%<>~^]|=>|\breturn|\btypeof|\bcase|\bof|\bin)$/;

const endOfString = (code: string, from: number): number => {
  const quote = code[from];
  for (let at = from + 1; at < code.length; at += 1) {
    if (code[at] === "\\") at += 1;
    else if (code[at] === quote) return at + 1;
    else if (quote === "`" && code.startsWith("${", at)) at = endOfHole(code, at + 2) - 1;
  }
  return code.length;
};

/** Behind the brace that ends what stands in a template. */
const endOfHole = (code: string, from: number): number => {
  let depth = 1;
  for (let at = from; at < code.length; at += 1) {
    const character = code[at] ?? "";
    if (`"'\``.includes(character)) at = endOfString(code, at) - 1;
    else if (character === "{") depth += 1;
    else if (character === "}" && --depth === 0) return at + 1;
  }
  return code.length;
};

const endOfRegex = (code: string, from: number): number => {
  let inClass = false;
  for (let at = from + 1; at < code.length; at += 1) {
    const character = code[at];
    if (character === "\\") at += 1;
    else if (character === "[") inClass = true;
    else if (character === "]") inClass = false;
    else if (character === "/" && !inClass) return at + 1;
    else if (character === "\n") break;
  }
  throw new Error(`A regular expression has no end: ${code.slice(from, from + 60)}`);
};

/** The regular expressions that are written out in a source; those made of strings are not among them. */
export const regexLiterals = (code: string): readonly RegExp[] => {
  const found: RegExp[] = [];
  let before = "";
  for (let at = 0; at < code.length; ) {
    const character = code[at] ?? "";
    if (code.startsWith("//", at)) at = (code.indexOf("\n", at) + 1 || code.length + 1) - 1;
    else if (code.startsWith("/*", at)) at = code.indexOf("*/", at) + 2;
    else if (`"'\``.includes(character)) {
      at = endOfString(code, at);
      before = '"';
    } else if (character === "/" && beforeRegex.test(before)) {
      const end = endOfRegex(code, at);
      const flags = /^[a-z]*/.exec(code.slice(end))?.[0] ?? "";
      found.push(new RegExp(code.slice(at + 1, end - 1), flags));
      at = end + flags.length;
      before = "/";
    } else {
      if (character.trim() !== "") before = (before + character).slice(-8);
      at += 1;
    }
  }
  return found;
};

/** What a folder makes of strings while its files are imported, which must not have been before. */
export const regexesMadeBy = async (folder: string, files: readonly string[]): Promise<readonly RegExp[]> => {
  const made: RegExp[] = [];
  const Own = RegExp;
  const watched = new Proxy(Own, {
    construct(target, given) {
      const regex: RegExp = Reflect.construct(target, given);
      if (new Error("here").stack?.includes(folder)) made.push(regex);
      return regex;
    },
  });
  globalThis.RegExp = watched;
  try {
    for (const file of files) await import(/* @vite-ignore */ file);
  } finally {
    globalThis.RegExp = Own;
  }
  return made;
};
