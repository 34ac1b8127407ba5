import type { Detector, Span } from "../../detector.ts";
import type { Normalised } from "../../normalise.ts";
import { issuerOf } from "./card-issuers.ts";
import { type CardNumber, cardNumbers } from "./card-numbers.ts";
import { cardWords, otherNumberWords, securityCode, unitBehind } from "./card-words.ts";
import { hasDigits } from "./digit-groups.ts";
import { distanceTo } from "./nearest-word.ts";

const testNumbers =
  /^(?:4111111111111111|4242424242424242|4012888888881881|4000056655665556|5555555555554444|5105105105105100|378282246310005|371449635398431|6011111111111117|3530111333300000|30569309025904)$/;
const saysTest =
  /\b(?:test|demo|sandbox|example|dummy|sample|fake|docs?)\b|测试|示例|テスト|테스트|тест|пример|prueba|ejemplo|teste|exemplo/;
const expiry = /(?<!\d)(?:0[1-9]|1[0-2]) ?[/|-] ?(?:20)?[2-4]\d(?!\d)/;

const bareCodeBehind = /^[\s,;:/|-]{1,4}(?:0[1-9]|1[0-2])[ /|-]?(?:20)?[2-4]\d[\s,;:/|-]{1,4}(\d{3,4})(?!\d)/;

/** Part of a longer number, of a fraction, of a link, or of a code with letters. */
const isPart = ({ text, folded }: Normalised, { start, end }: CardNumber): boolean =>
  /\d[.,]$|[a-z0-9_@#$€£¥&/\\+=-]$/u.test(
    folded.slice(Math.max(0, start - 2), start).replace(/(?:card|visa|no|:|=)$/, ""),
  ) ||
  /^(?:[a-z_@]|[.,]\d)/.test(folded.slice(end, end + 2)) ||
  /[A-Z]{2}\d{2} ?$/.test(text.slice(Math.max(0, start - 5), start));

const levelOf = (text: Normalised, number: CardNumber): Span["level"] | undefined => {
  const { start, end, digits, layout, isChecked } = number;
  const after = text.folded.slice(end, end + 40);
  if (testNumbers.test(digits) && saysTest.test(text.folded.slice(Math.max(0, start - 60), end + 40)))
    return undefined;
  const card = distanceTo(text.folded, number, cardWords);
  const other = distanceTo(text.folded, number, otherNumberWords);
  const isNamed = card !== Number.POSITIVE_INFINITY && card <= other;
  const hasExpiry = expiry.test(after.slice(0, 24));
  if (!isChecked)
    return isNamed && (card < 24 || hasExpiry) && issuerOf(digits) === "narrow" ? "soft" : undefined;
  if (isPart(text, number) && !(isNamed && card < 6)) return undefined;
  if (isNamed) return "hard";
  if (hasExpiry && (layout !== "run" || bareCodeBehind.test(after))) return "hard";
  if (other !== Number.POSITIVE_INFINITY)
    return layout === "printed" && card !== Number.POSITIVE_INFINITY ? "soft" : undefined;
  if (issuerOf(digits) === "wide") return layout === "printed" ? "soft" : undefined;
  if (layout === "printed" || hasExpiry) return "hard";
  return unitBehind.test(after) ? undefined : "soft";
};

const codeReach = 60;
/** "cvv 123", or "12/27 123" right behind the number. */
const codeBehind = new RegExp(
  `(?:${securityCode.source})[^\\d\\n]{0,12}\\n?[^\\d\\n]{0,4}(\\d{3,4})(?!\\d)`,
  "u",
);

/** The code on the back of a card, where it is told with the number. */
const codeOf = ({ folded }: Normalised, number: CardNumber): readonly Span[] => {
  const after = folded.slice(number.end, number.end + codeReach);
  const match = codeBehind.exec(after) ?? bareCodeBehind.exec(after);
  const beforeFrom = Math.max(0, number.start - codeReach);
  const earlier = match === null ? codeBehind.exec(folded.slice(beforeFrom, number.start)) : null;
  const found = match ?? earlier;
  if (found?.[1] === undefined) return [];
  const end = (match === null ? beforeFrom : number.end) + found.index + found[0].length;
  return [{ kind: "payment_card", level: "hard", start: end - found[1].length, end }];
};

const leastDigits = 13;
/** More numbers than a person tells: a file, whose rest is masked without a look at its words. */
const mostJudged = 40;

/** Numbers of payment cards: by issuer, length, check digit, and how they are written or called. */
export const paymentCard: Detector = {
  name: "payment-card",
  kinds: ["payment_card"],
  proof: "issuer, length and check digit are a card's, and it is written or called like one",
  find: (text) => {
    if (!hasDigits(text.text, leastDigits)) return [];
    return cardNumbers(text.text).flatMap((card, i): readonly Span[] => {
      const level = i < mostJudged ? levelOf(text, card) : card.isChecked ? "soft" : undefined;
      if (level === undefined) return [];
      const span: Span = { kind: "payment_card", level, start: card.start, end: card.end };
      return level === "hard" ? [span, ...codeOf(text, card)] : [span];
    });
  },
};
