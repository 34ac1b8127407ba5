import type { Locale } from "../domain/locale.ts";
import { parseMarkup } from "./format-answer.ts";
import { findSecretRequest } from "./secret-request.ts";

const MAX_ANSWER = 900;
const RAW_URL =
  /\bhttps?:|\bwww\.|\bt\.me\/|(?<![\w@.])[a-z0-9][a-z0-9-]*\.(?:com|net|org|io|co|me|app|info|vip|pro|xyz|cn|hk)(?![\w-])/i;

/** What keeps a text from being said: its markup, addresses, or what it asks for. */
export function* lintAnswer(
  answer: string,
  { locale, links }: { locale: Locale; links: Readonly<Record<string, string>> },
): Generator<string> {
  const { spans, faults } = parseMarkup(answer);
  yield* faults;
  for (const { key } of spans) {
    if (key !== undefined && !(key in links)) yield `the link key "${key}" is not configured`;
  }
  const raw = RAW_URL.exec(answer);
  if (raw) yield `a raw address in an answer ("${raw[0]}"): use a link key`;
  const request = findSecretRequest(answer, locale);
  if (request) yield `an answer asks for a secret: "${request}"`;
}

export function* lintLength(answer: string): Generator<string> {
  const { length } = answer.trim();
  if (length > MAX_ANSWER) yield `the answer has ${length} characters, ${MAX_ANSWER} are allowed`;
}
