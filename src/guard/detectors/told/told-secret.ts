import type { Detector, Span } from "../../detector.ts";
import type { Normalised } from "../../normalise.ts";
import { codesOfMessage } from "./message-codes.ts";
import { passwordsOfMessage, strengthOf, tokensIn } from "./message-passwords.ts";
import { codeOf } from "./told-code.ts";
import { codeValuesIn } from "./told-digits.ts";
import { mostNouns, type Noun, nounsIn } from "./told-nouns.ts";
import { passwordOf } from "./told-password.ts";
import { phrasesOf } from "./told-phrase.ts";
import { isHarmless } from "./told-value.ts";
import { isDictated, spacedNounHint } from "./told-words.ts";
import { surroundingsOf, topic, topicWordsOf } from "./topics.ts";

/** Nouns in scripts that write words together, and the texts around them, are judged by `toldInCjk`. */
const hasCjk = /[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]/;

/** Longer texts are told by their nouns only. */
const longestMessage = 400;
const mayHoldCode = /[A-Z]-?\d[A-Z\d-]|\d[A-Z][A-Z\d-]|\d[ _.·•*-]{0,3}\d[ _.·•*-]{0,3}\d[ _.·•*-]{0,3}\d/;
const mayHoldPassword =
  /[^\s\d](?:\d|[!#$%&*+.?@^_~-][0-9A-Za-z\u0080-\uffff])|\d[^\s\d]{2}|[a-z][A-Z][A-Za-z]{1,30}!/;

const mayHoldPhrase = /(?:phrase|frase|фраза|cum mat|cumles)[^:=]{0,40}[:=]/;

/** What an interface answers: `"code": "200000"`. */
const statusLast = /"(?:code|status)"\s?:\s?"?$/;

/** What a short message tells as a whole, and what its single nouns may no more tell: values with a label of their own. */
interface MessageView {
  readonly spans: readonly Span[];
  isLabelled(span: Span): boolean;
}
const nothing: MessageView = { spans: [], isLabelled: () => false };

const viewOf = (text: Normalised, isExpecting: boolean): MessageView => {
  if (text.text.length > longestMessage || hasCjk.test(text.folded)) return nothing;
  const codes =
    mayHoldCode.test(text.text) || isDictated(text.folded) ? codeValuesIn(text, 0, text.text.length) : [];
  const tokens = mayHoldPassword.test(text.text) ? tokensIn(text) : [];
  if (codes.length === 0 && tokens.length === 0 && !mayHoldPhrase.test(text.folded)) return nothing;
  const words = topicWordsOf(text.folded);
  return {
    spans: [
      ...codesOfMessage({ text, words, isExpecting }, codes),
      ...passwordsOfMessage(text, words, tokens),
    ],
    isLabelled: ({ start, end }) =>
      statusLast.test(text.folded.slice(Math.max(0, start - 16), start)) ||
      surroundingsOf({ folded: text.folded, words, start, end }).isLabelled,
  };
};

/** Several words that speak of passwords or logins themselves are what a screen says, no password. */
const isSaid = ({ folded }: Normalised, { start, end }: Span): boolean => {
  const value = folded.slice(start, end);
  return (
    value.includes(" ") && topicWordsOf(value).some(({ topics }) => topics !== 0 && topics !== topic.mine)
  );
};

const anyToken = /[^\s]{6,64}/gu;
const mostTokens = 200;

/** Behind the last noun that is looked at, whatever looks like a secret is taken for one. */
const overflowOf = (text: Normalised, from: number): readonly Span[] => {
  const spans: Span[] = codeValuesIn(text, from, text.text.length).map(({ start, end }) => ({
    kind: "one_time_code",
    level: "soft",
    start,
    end,
  }));
  let seen = 0;
  for (const { 0: token, index } of text.text.slice(from).matchAll(anyToken)) {
    if (!mayHoldPassword.test(token) || strengthOf(token) < 3 || isHarmless(token)) continue;
    spans.push({ kind: "password", level: "soft", start: from + index, end: from + index + token.length });
    seen += 1;
    if (seen === mostTokens) break;
  }
  return spans;
};

const isCode = ({ class: found }: Noun) => found === "code" || found === "weakCode";

/** A one-time password may be a password that is not of digits. */
const isSecretWord = /pas+|parol|пароль|sifre|senha|contrasena|clave|mat khau/;

/** Each noun with the stretch of text in which what it announces may stand: from its neighbour to its neighbour. */
const stretches = (nouns: readonly Noun[], length: number) =>
  nouns.map((noun, i) => ({ noun, from: nouns[i - 1]?.end ?? 0, to: nouns[i + 1]?.start ?? length }));

/** Passwords and one-time codes told in a sentence, in ten languages. */
export const toldSecret: Detector = {
  name: "told-secret",
  kinds: ["password", "one_time_code"],
  proof: "a sentence tells it as a password or a code",
  find: (text, { expects, byNounOnly }): readonly Span[] => {
    const nouns = spacedNounHint.test(text.folded)
      ? nounsIn(text).filter(({ start, end }) => !hasCjk.test(text.folded.slice(start, end)))
      : [];
    const { length } = text.folded;
    const codes = stretches(nouns.filter(isCode), length);
    const passwords = stretches(
      nouns.filter((noun) => !isCode(noun) || isSecretWord.test(text.folded.slice(noun.start, noun.end))),
      length,
    );
    const view = byNounOnly === true ? nothing : viewOf(text, expects.length > 0);
    const last = nouns.length < mostNouns ? undefined : nouns.at(-1);
    return [
      ...(last === undefined ? [] : overflowOf(text, last.end)),
      ...view.spans,
      ...codes
        .flatMap(({ noun, ...stretch }) => codeOf(text, noun, stretch))
        .filter((span) => !view.isLabelled(span)),
      ...passwords
        .flatMap(({ noun, ...stretch }) => passwordOf(text, noun, stretch))
        .filter((span) => !isSaid(text, span)),
      ...(byNounOnly === true ? [] : phrasesOf(text, nouns)),
    ];
  },
};
