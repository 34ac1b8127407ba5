/** Check digits of numbers that stand for people. All take ASCII digits (and letters where the number has some). */

const weighted = (digits: string, weights: readonly number[]): number =>
  weights.reduce((sum, weight, i) => sum + weight * (digits.charCodeAt(i) - 48), 0);

/** ISO/IEC 7812-1, annex B: every second digit from the right counts double. */
export const isLuhn = (digits: string): boolean => {
  let sum = 0;
  for (let i = 0; i < digits.length; i += 1) {
    const digit = digits.charCodeAt(digits.length - 1 - i) - 48;
    const value = i % 2 === 1 ? digit * 2 : digit;
    sum += value > 9 ? value - 9 : value;
  }
  return sum % 10 === 0;
};

const chineseWeights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/** GB 11643-1999, after ISO 7064 MOD 11-2; the last of the 18 may be an X. */
export const isChineseChecked = (id: string): boolean =>
  "10X98765432".charAt(weighted(id, chineseWeights) % 11) === id.charAt(17).toUpperCase();

/** Resident registration numbers of Korea, 13 digits; foreigners' differ by 2. */
export const isKoreanChecked = (id: string): boolean => {
  const rest = (11 - (weighted(id, [2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5]) % 11)) % 10;
  const isForeign = "5678".includes(id.charAt(6));
  return (isForeign ? (rest + 2) % 10 : rest) === Number(id.charAt(12));
};

/** T.C. kimlik numarası, 11 digits, the last two of which check the others. */
export const isTurkishChecked = (id: string): boolean => {
  const digits = [...id].map(Number);
  const sum = (at: readonly number[]) => at.reduce((total, i) => total + (digits[i] ?? 0), 0);
  const tenth = (((sum([0, 2, 4, 6, 8]) * 7 - sum([1, 3, 5, 7])) % 10) + 10) % 10;
  return digits[0] !== 0 && tenth === digits[9] && sum([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]) % 10 === digits[10];
};

const cpfDigit = (id: string, size: number) => {
  const weights = Array.from({ length: size }, (_, i) => size + 1 - i);
  return ((weighted(id, weights) * 10) % 11) % 10;
};

/** CPF of Brazil, 11 digits with two check digits. */
export const isBrazilianChecked = (id: string): boolean =>
  new Set(id).size > 1 &&
  cpfDigit(id, 9) === Number(id.charAt(9)) &&
  cpfDigit(id, 10) === Number(id.charAt(10));

/** DNI and NIE of Spain: the letter is the number modulo 23; X, Y, Z stand for 0, 1, 2. */
export const isSpanishChecked = (id: string): boolean => {
  const number = id.slice(0, -1).replace(/^[XYZ]/, (letter) => String("XYZ".indexOf(letter)));
  return "TRWAGMYFPDXBNJZSQVHLCKE".charAt(Number(number) % 23) === id.slice(-1);
};

/** My Number of Japan, 12 digits (ordinance of 2014, article 5). */
export const isJapaneseChecked = (id: string): boolean => {
  const rest = weighted(id, [6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2]) % 11;
  return (rest <= 1 ? 0 : 11 - rest) === Number(id.charAt(11));
};

/** СНИЛС of Russia, 9 digits and two that check them. */
export const isSnilsChecked = (id: string): boolean =>
  (weighted(id, [9, 8, 7, 6, 5, 4, 3, 2, 1]) % 101) % 100 === Number(id.slice(9));

/** Identity cards of Taiwan: a letter of the place, numbered 10 to 35 in an order of its own, and nine digits. */
export const isTaiwaneseChecked = (id: string): boolean => {
  const place = "ABCDEFGHJKLMNPQRSTUVXYWZIO".indexOf(id.charAt(0)) + 10;
  const sum = Math.floor(place / 10) + (place % 10) * 9 + weighted(id.slice(1), [8, 7, 6, 5, 4, 3, 2, 1, 1]);
  return place >= 10 && sum % 10 === 0;
};

const hongKongValue = (character: string) => (character === " " ? 36 : Number.parseInt(character, 36));

/** HKID: one or two letters, six digits and a check digit, which may be an A. */
export const isHongKongChecked = (id: string): boolean => {
  const padded = id.padStart(9, " ");
  const sum = [...padded].reduce((total, character, i) => total + hongKongValue(character) * (9 - i), 0);
  return sum % 11 === 0;
};

const mrzValue = (unit: number) => {
  if (unit === 60) return 0;
  return unit >= 65 ? unit - 55 : unit - 48;
};

/** ICAO Doc 9303-3, section 4.9: weights 7, 3, 1 over `0-9A-Z<`. */
export const isMrzChecked = (field: string, check: string): boolean => {
  let sum = 0;
  for (let i = 0; i < field.length; i += 1) sum += mrzValue(field.charCodeAt(i)) * ([7, 3, 1][i % 3] ?? 1);
  return check === "<" ? sum === 0 : String(sum % 10) === check;
};
