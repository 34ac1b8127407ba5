import type { SecretFinding, SecretKind } from "../../domain/message.ts";
import type { Detector, GuardContext } from "../detector.ts";
import { exchangeApiKey } from "../detectors/credentials/exchange-api-key.ts";
import { labelledCredential } from "../detectors/credentials/labelled-credential.ts";
import { totp } from "../detectors/credentials/totp.ts";
import { hexKey } from "../detectors/keys/hex-key.ts";
import { endsInTelling } from "../detectors/told/ends-in-telling.ts";
import { toldInCjk } from "../detectors/told/told-cjk.ts";
import { toldSecret } from "../detectors/told/told-secret.ts";
import { scan } from "../scan.ts";

/** What a message announces that is to come in the next one. */
export type Telling = "told" | "value" | undefined;

const endsInSign = /[:：=]\s*$/;
/** Names of keys, which announce what would look harmless otherwise. */
const keyNames =
  /key|secret|token|api|2fa|totp|authenticator|密钥|密鑰|私钥|私鑰|秘钥|ключ|секрет|キー|키|clave|chave|khoa|anahtar/i;
const mostSaid = 200;

export const tellingOf = (written: string): Telling => {
  const text = written.slice(-mostSaid);
  if (endsInTelling(text) !== undefined) return "told";
  return endsInSign.test(text) && keyNames.test(text) ? "value" : undefined;
};

const longestValue = 200;
const longestChatter = 24;
const digit = /[0-9]/;

const toldDetectors: readonly Detector[] = [toldSecret, toldInCjk];
const valueDetectors: readonly Detector[] = [hexKey, exchangeApiKey, labelledCredential, totp];

export interface ToldAcross {
  readonly kind: SecretKind;
  readonly part: number;
  readonly start: number;
  readonly end: number;
}

/** A value has a digit or a mark in it, or stands alone: other messages are not worth a look at what came before. */
const mayBeValue = (text: string): boolean =>
  text.length <= longestValue &&
  (digit.test(text) || /^\s*\S{4,64}\s*$/.test(text) || /\S[!#$%&*+@^_=~]|[!#$%&*+@^_=~]\S/.test(text));

/** The message that announces, right before or with a short word of chatter in between. */
const announcing = (
  tellingAt: (part: number) => Telling,
  texts: readonly string[],
  part: number,
): number | undefined => {
  if (tellingAt(part - 1) !== undefined) return part - 1;
  const between = texts[part - 1] ?? "";
  const isChatter = between.length <= longestChatter && !digit.test(between);
  return isChatter && part > 1 && tellingAt(part - 2) !== undefined ? part - 2 : undefined;
};

/** A password, a code or a key whose name was said in one message and its value in the next. */
export const toldAcross = (
  tellingAt: (part: number) => Telling,
  texts: readonly string[],
  context: GuardContext,
): ToldAcross | undefined => {
  for (let part = 1; part < texts.length; part += 1) {
    const value = texts[part] ?? "";
    if (!mayBeValue(value)) continue;
    const from = announcing(tellingAt, texts, part);
    if (from === undefined) continue;
    const said = `${(texts[from] ?? "").slice(-mostSaid).trimEnd()} `;
    const detectors = tellingAt(from) === "told" ? toldDetectors : valueDetectors;
    const inValue = ({ level, start }: SecretFinding) => level === "hard" && start >= said.length;
    const found = scan(said + value, context, { detectors }).findings.find(inValue);
    if (found !== undefined)
      return { kind: found.kind, part, start: found.start - said.length, end: found.end - said.length };
  }
  return undefined;
};
