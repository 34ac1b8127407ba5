import type { Detector, Span } from "../../detector.ts";
import type { Normalised } from "../../normalise.ts";
import { isPlaceholder } from "./credential-shapes.ts";

/** What an authenticator reads from a QR code (Google's Key URI format), also inside another link or JSON. */
const link =
  /otpauth(?:-migration)?(?::|%3a)(?:\\?\/|%2f){2}(?:[^\s"'<>`]|[ ](?=[^\n]{0,200}secret(?:=|%3d))){1,2048}/gi;
const linkSecret = /(?:secret|data)(?:=|%3d)([^\s&"']{4,})/i;

const linksIn = ({ text }: Normalised): readonly Span[] =>
  [...text.matchAll(link)].flatMap(({ 0: all, index }): Span[] => {
    const secret = linkSecret.exec(all)?.[1] ?? "";
    if (secret === "" || /[^A-Za-z0-9%=+/_-]/.test(secret.slice(0, 16)) || isPlaceholder(secret)) return [];
    return [{ kind: "totp_secret", level: "hard", start: index, end: index + all.length }];
  });

const codesNoun =
  /(?:backup|recovery|emergency|scratch|rescue) (?:verification |login |2-?fa |security ){0,2}codes?|(?:备用|備用|恢复|恢復|备份|備份|救援)(?:验证|驗證)?(?:代)?[码碼]|(?:バックアップ|リカバリー?|復旧|予備)[ ・]?(?:用)?コード|(?:백업|복구|비상) ?(?:용 )?코드|(?:резервн|запасн|аварийн)\p{L}+ код\p{L}*|код\p{L}* (?:восстановления|резервн\p{L}+)|codigos? (?:de )?(?:respaldo|recuperac\p{L}+|emergencia|copia|backup|reserva)|ma (?:du phong|khoi phuc|sao luu)|(?:yedek|kurtarma) (?:2fa |giris )?kod\p{L}*/gu;
const codesHint = /codes?(?!\p{L})|[码碼]|コード|코드|код|codigo|\bma |kod/u;
/** Eight digits, or letters and digits in groups of four to six, as the services print them. */
const code =
  /(?<![\p{L}\p{N}.,:/@#-])(?:\d{4}[ -]?\d{4}|\d{6}|\d{9,10}|(?=[a-z-]{0,11}\d)[a-z0-9]{4,6}(?:-[a-z0-9]{4,6}){1,3}|(?=[a-z]{0,9}\d)(?=\d{0,9}[a-z])[a-z0-9]{8,12})(?![\p{N}.-]*[\p{Script=Latin}\p{N}])/gu;
const codesReach = 600;
const mostNouns = 20;

/** Codes that stand in for an authenticator: a list of them, or a single one right behind its noun. */
const backupCodesIn = ({ folded }: Normalised): readonly Span[] => {
  if (!codesHint.test(folded)) return [];
  return [...folded.matchAll(codesNoun)].slice(0, mostNouns).flatMap(({ 0: noun, index }): Span[] => {
    const from = index + noun.length;
    const tail = folded.slice(from, from + codesReach);
    const found = [...tail.matchAll(code)].filter(({ 0: value }) => !isPlaceholder(value));
    const [first] = found;
    if (first === undefined) return [];
    const lead = tail.slice(0, first.index);
    const isDashed = /[a-z]/.test(first[0]) && /\d/.test(first[0]) && first[0].includes("-");
    const isNear = lead.length <= 30;
    const isTold = isNear && /[:=\n是はは는é]|\b(?:is|are|es|son|sao|la)\b|это|вот/.test(lead);
    if (found.length < 3 && !(isDashed && isNear) && !(isTold && found.length === 2)) return [];
    return found.map(({ 0: value, index: at }) => ({
      kind: "totp_secret",
      level: "hard",
      start: from + at,
      end: from + at + value.length,
    }));
  });
};

/** Links that set up an authenticator, and the codes that stand in for one. */
export const totp: Detector = {
  name: "totp",
  kinds: ["totp_secret"],
  proof: "it is what an authenticator reads, or a code that stands in for one",
  find: (text) => [
    ...(text.folded.includes("otpauth") ? linksIn(text) : []),
    ...(/\d[^\n]{0,12}[\s\S]{0,4}\d/.test(text.folded) ? backupCodesIn(text) : []),
  ],
};
