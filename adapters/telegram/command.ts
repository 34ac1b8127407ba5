/** Letters, digits and _: what names of commands and bots consist of. */
const isWord = (code: number) =>
  (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 48 && code <= 57) || code === 95;

const wordEnd = (text: string, start: number): number => {
  let end = start;
  while (isWord(text.charCodeAt(end))) end += 1;
  return end;
};

export interface Command {
  readonly name: string;
  readonly args: string;
  /** The bot named after the @, in lower case. */
  readonly addressee?: string;
}

const maxNameUnits = 32;
const slash = 47;
const at = 64;

/** `/name args` or `/name@bot args` at the beginning of a text; undefined for anything else, such as a path. */
export const readCommand = (text: string): Command | undefined => {
  if (text.charCodeAt(0) !== slash) return undefined;
  const nameEnd = wordEnd(text, 1);
  if (nameEnd === 1 || nameEnd - 1 > maxNameUnits) return undefined;
  const named = text.charCodeAt(nameEnd) === at;
  const end = named ? wordEnd(text, nameEnd + 1) : nameEnd;
  if (end < text.length && text.slice(end, end + 1).trim() !== "") return undefined;
  const command = { name: text.slice(1, nameEnd).toLowerCase(), args: text.slice(end).trim() };
  return named ? { ...command, addressee: text.slice(nameEnd + 1, end).toLowerCase() } : command;
};
