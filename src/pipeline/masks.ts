import type { Invited } from "../domain/event.ts";
import { locales } from "../domain/locale.ts";
import { type SecretFinding, type SecretKind, secretKinds } from "../domain/message.ts";
import type { PipelineDeps } from "./ports.ts";

/** The phrases `redacted.*` and `masked.*` stand in these brackets, which people do not type. */
const maskPattern = /\u27e6[^\u27e6\u27e7\n]{1,60}\u27e7/gu;

/** What is left to understand of a text when what the guard put in is taken out. */
export const withoutMasks = (text: string): string =>
  text
    .replace(maskPattern, " ")
    .replace(/[ \t]+/g, " ")
    .trim();

type Posted = Pick<Invited, "text" | "secrets">;

/** What is masked in what somebody wrote elsewhere though it is only suspected. */
export const suspectedIn = ({ secrets = [] }: Posted): readonly SecretFinding[] =>
  secrets.some(({ level }) => level === "hard") ? [] : secrets.filter(({ start, end }) => start < end);

/**
 * What was certainly a secret in what somebody wrote elsewhere: what was taken out of the text stands in it by name, in
 * any of the languages, also where it was found later.
 */
export const maskedKinds = (
  posted: Posted,
  phrasebook: PipelineDeps["phrasebook"],
): readonly SecretKind[] => {
  const only = new Set(suspectedIn(posted).map(({ kind }) => kind));
  return secretKinds.filter(
    (kind) =>
      !only.has(kind) &&
      locales.some((locale) => posted.text.includes(phrasebook.say(locale, { key: `redacted.${kind}` }))),
  );
};

const clauseEnd = /(?<=[\n.!?;,。！？；，、])/u;
const denseSigns = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/gu;

/** Words, and half as many for signs of a language that has no spaces. */
const wordsIn = (text: string): number =>
  (text.match(denseSigns)?.length ?? 0) / 2 +
  (text.replace(denseSigns, " ").match(/[\p{L}\p{N}']+/gu)?.length ?? 0);

/** "My password is" leads to what it names; whoever needs more words tells what happened. */
const mostLeadWords = 5;
/** With fewer words nothing is asked. */
const leastWords = 2;

/** Of a message with a secret what is left beside the secret and the words that lead to it. Empty: it tells nothing else. */
export const besideSecrets = (text: string): string => {
  const rest = text
    .split(clauseEnd)
    .map((clause) => {
      const parts = clause.split(maskPattern);
      return parts.filter((part, at) => at === parts.length - 1 || wordsIn(part) > mostLeadWords).join(" ");
    })
    .join("");
  return wordsIn(rest) < leastWords ? "" : withoutMasks(rest);
};
