import type { AttachmentRef, SecretFinding } from "../domain/message.ts";
import type { Person } from "../domain/person.ts";
import { type RedactionContext, redactText } from "./redact-text.ts";

/** UTF-16 units that are kept of a name, and of an address. */
export const longestName = 256;
export const longestAddress = 4_096;

/** What stands beside a text answers no question: it holds no expected values, and no number in it is a code. */
const alone = (context: RedactionContext): RedactionContext => ({
  ...context,
  expects: [],
  askedForCode: false,
  byNounOnly: true,
});

/** Findings of places beside the text have no place in it. */
export const besides = (context: RedactionContext) => {
  const secrets: SecretFinding[] = [];
  const clean = (text: string): string => {
    const result = redactText(text, alone(context));
    secrets.push(...result.secrets.map(({ kind, level }) => ({ kind, level, start: 0, end: 0 })));
    return result.text;
  };
  return { secrets, clean };
};

const escapes = /(?:%[0-9A-Fa-f]{2})+/g;

/** With its escapes resolved, but for those that stand for no text. */
const decoded = (url: string) =>
  url.replaceAll("+", " ").replace(escapes, (run) => {
    try {
      return decodeURIComponent(run);
    } catch {
      return run;
    }
  });

/** An address is looked at as it stands and as it reads when its escapes are resolved. */
export const cleanUrl = (url: string, clean: (text: string) => string): string => {
  const short = url.slice(0, longestAddress);
  const plain = decoded(short);
  const cleanPlain = plain === short ? plain : clean(plain);
  return cleanPlain === plain ? clean(short) : cleanPlain;
};

/** A file's name is looked at without its ending, and as it reads where signs stand for spaces. */
export const cleanFileName = (fileName: string, clean: (text: string) => string): string => {
  const name = fileName.slice(0, longestName);
  const stem = name.replace(/\.[0-9A-Za-z]{1,8}$/, "");
  const ending = name.slice(stem.length);
  const cleanStem = clean(stem);
  if (cleanStem !== stem) return cleanStem + ending;
  const spaced = stem.replace(/[_+]+|%20/g, " ");
  const cleanSpaced = spaced === stem ? stem : clean(spaced);
  if (cleanSpaced !== spaced) return cleanSpaced + ending;
  return ending === "" ? name : clean(name);
};

/** The last part of an address, which on some platforms is the file's name. */
const lastPart = /^https?:\/\/[^?#]*\/([^/?#]+)/i;

/** Whether an address reads the same without its secrets. */
const isCleanAt = (ref: string, clean: (text: string) => string): boolean => {
  const read = decoded(lastPart.exec(ref)?.[1] ?? "");
  return cleanFileName(read, clean) === read;
};

/** A file as somebody sent it, without the secrets in its name. What is fetched from an address that holds one is not fetched. */
export const cleanAttachment = (
  { fileName, ...file }: AttachmentRef,
  clean: (text: string) => string,
): AttachmentRef => {
  const name = fileName === undefined ? undefined : cleanFileName(fileName, clean);
  const kept = { ...file, ...(name === undefined ? {} : { fileName: name }) };
  if (!lastPart.test(file.ref)) return kept;
  return name === fileName && isCleanAt(file.ref, clean) ? kept : { ...kept, ref: "" };
};

/** A file of which nobody could look at the name, nor at an address that may hold it. */
export const withheldAttachment = ({ fileName: _, ref, ...file }: AttachmentRef): AttachmentRef => ({
  ...file,
  ref: lastPart.test(ref) ? "" : ref,
});

const mostHarmlessNames = 2_000;
/** Names in which nothing was found lately: every message brings its author's along. */
const harmlessNames = new Set<string>();

const cleanName = (written: string, context: RedactionContext): string => {
  const name = written.slice(0, longestName);
  const isUsual = context.detectors === undefined;
  if (isUsual && harmlessNames.has(name)) return name;
  const { text, secrets } = redactText(name, alone(context));
  if (isUsual && secrets.length === 0) {
    if (harmlessNames.size >= mostHarmlessNames) harmlessNames.clear();
    harmlessNames.add(name);
  }
  return text;
};

export const redactPerson = (person: Person, context: RedactionContext): Person => {
  const { displayName, username } = person;
  return {
    ...person,
    displayName: cleanName(displayName, context),
    ...(username === undefined ? {} : { username: cleanName(username, context) }),
  };
};
