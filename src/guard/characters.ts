/** Shown as nothing: zero-width, bidi and control characters, variation selectors. */
const invisible =
  /[\p{Default_Ignorable_Code_Point}\u0000-\u0008\u000e-\u001f\u007f-\u0084\u0086-\u009f\ufff9-\ufffb]/u;
/** Joins the character before it: combining marks, Hangul vowels and finals, voicing marks of their own width. */
const joining = /[\p{M}\u1161-\u11ff\ud7b0-\ud7fb\u309b\u309c\uff9e\uff9f]/u;
const decimalDigit = /\p{Nd}/u;
/** In UTF-16 units. Longer expansions (ligatures of whole phrases) hide nothing and would let a text grow eighteenfold. */
export const longestForm = 4;

/** Decimal digits stand in runs of ten in Unicode, each run starting with its zero. */
const digitValue = (codePoint: number) => {
  let zero = codePoint;
  while (decimalDigit.test(String.fromCodePoint(zero - 1))) zero -= 1;
  return String((codePoint - zero) % 10);
};

/** White letters on black circles and squares, which Unicode does not decompose: where each alphabet begins. */
const blackLetters = [0x1f150, 0x1f170];
/** Voicing marks that stand alone, and those that join. */
const voicingMarks: ReadonlyMap<number, string> = new Map([
  [0x309b, "\u3099"],
  [0x309c, "\u309a"],
]);

/** Hyphens of word processors, the figure dash and the minus sign. Longer dashes part sentences, and stay. */
const hyphens = /^[\u02d7\u2010-\u2012\u2043\u2212]$/;

/** One character in compatibility form; empty when invisible. Digits of any script become ASCII, hyphens too. */
const computeForm = (codePoint: number) => {
  const character = String.fromCodePoint(codePoint);
  if (invisible.test(character)) return "";
  if (codePoint === 0x85 || codePoint === 0x2028 || codePoint === 0x2029) return "\n";
  if (codePoint === 0x2800) return " ";
  const black = blackLetters.find((first) => codePoint >= first && codePoint < first + 26);
  if (black !== undefined) return String.fromCharCode(0x41 + codePoint - black);
  const voicing = voicingMarks.get(codePoint);
  if (voicing !== undefined) return voicing;
  if (decimalDigit.test(character)) return digitValue(codePoint);
  const form = character.normalize("NFKC");
  if (hyphens.test(form)) return "-";
  return form.length > longestForm ? character : form;
};

const forms = new Map<number, string>();

export const formOf = (codePoint: number): string => {
  let form = forms.get(codePoint);
  if (form === undefined) {
    form = computeForm(codePoint);
    forms.set(codePoint, form);
  }
  return form;
};

const unitForms = new Uint16Array(0x10000);
/** No character has a form that is half of a pair. */
const noUnit = 0xd800;

/** The same as a UTF-16 unit of a unit; undefined where it is none or several. */
export const unitFormOf = (unit: number): number | undefined => {
  let form = unitForms[unit] ?? noUnit;
  if (form === 0) {
    const written = formOf(unit);
    form = written.length === 1 ? written.charCodeAt(0) : noUnit;
    unitForms[unit] = form;
  }
  return form === noUnit ? undefined : form;
};

/** How a UTF-16 unit takes part in normalisation. `plain` stays as it is; `other` is mapped, or half of a pair. */
export const unitShape = { plain: 1, joining: 2, invisible: 3, other: 4 } as const;

const computeShape = (unit: number): number => {
  const character = String.fromCharCode(unit);
  if (invisible.test(character)) return unitShape.invisible;
  if (joining.test(character)) return unitShape.joining;
  const paired = unit >= 0xd800 && unit <= 0xdfff;
  return !paired && formOf(unit) === character ? unitShape.plain : unitShape.other;
};

const shapes = new Uint8Array(0x10000);

export const shapeOf = (unit: number): number => {
  let shape = shapes[unit] ?? unitShape.other;
  if (shape === 0) {
    shape = computeShape(unit);
    shapes[unit] = shape;
  }
  return shape;
};

const specialFolds: Readonly<Record<string, string>> = { İ: "i", ı: "i", đ: "d", ё: "е" };

const computeFold = (unit: number) => {
  const character = String.fromCharCode(unit);
  const lower = character.toLowerCase();
  const special = specialFolds[lower.length === 1 ? lower : character];
  if (special !== undefined) return special.charCodeAt(0);
  const bare = /[\p{Script=Latin}\p{Script=Greek}]/u.test(lower)
    ? lower.normalize("NFD").replace(/\p{M}/gu, "")
    : lower;
  return bare.length === 1 ? bare.charCodeAt(0) : unit;
};

const folds = new Uint16Array(0x10000);

/** Lower case without Latin accents, always one unit for one unit. */
export const foldUnit = (unit: number): number => {
  let fold = folds[unit] ?? unit;
  if (fold === 0) {
    fold = computeFold(unit);
    folds[unit] = fold;
  }
  return fold;
};

const lookAlikes: Readonly<Record<string, string>> = {
  а: "a",
  в: "b",
  с: "c",
  ԁ: "d",
  е: "e",
  һ: "h",
  н: "h",
  і: "i",
  ј: "j",
  к: "k",
  м: "m",
  о: "o",
  р: "p",
  ԛ: "q",
  ѕ: "s",
  т: "t",
  у: "y",
  ѵ: "v",
  ԝ: "w",
  х: "x",
  α: "a",
  β: "b",
  ε: "e",
  η: "n",
  ι: "i",
  κ: "k",
  ν: "v",
  ο: "o",
  ρ: "p",
  τ: "t",
  υ: "u",
  χ: "x",
  γ: "y",
  ω: "w",
  ɡ: "g",
  ɑ: "a",
  ʟ: "l",
  ո: "n",
  օ: "o",
  ѡ: "w",
};
/** Small capitals and letters of other alphabets that no sentence in these mixes with Latin ones. */
const rareLookAlikes: readonly (readonly [string, string])[] = [
  ["ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢ", "abcdefghijklmnoprstuvwyz"],
  ["ӏғґԍɴʀʏɪɩıꞁϲϳոսցհքօ", "lfrgnryiiilcjnughpo"],
];
/** Capitals that look like another letter than their small ones do. */
const capitalLookAlikes: Readonly<Record<string, string>> = { Η: "h", Ν: "n", Υ: "y", Ζ: "z", Μ: "m" };

const lookAlikeUnits = new Map(
  [
    ...Object.entries(lookAlikes),
    ...Object.entries(capitalLookAlikes),
    ...rareLookAlikes.flatMap(([from, to]) =>
      Array.from(from, (letter, i) => [letter, to[i] ?? ""] as const),
    ),
  ].map(([from, to]) => [from.charCodeAt(0), to.charCodeAt(0)]),
);

const latinUnits = new Uint16Array(0x10000);

/** A unit as the Latin letter that it looks like, folded. For detection only. */
export const latinUnit = (unit: number): number => {
  let latin = latinUnits[unit] ?? unit;
  if (latin === 0) {
    const fold = foldUnit(unit);
    latin = lookAlikeUnits.get(unit) ?? lookAlikeUnits.get(fold) ?? fold;
    latinUnits[unit] = latin;
  }
  return latin;
};

/** What a unit is to a tokeniser. */
export const unitClass = { other: 1, letter: 2, han: 3, kana: 4, digit: 5, hangul: 6 } as const;

const computeClass = (unit: number): number => {
  const character = String.fromCharCode(unit);
  if (/[0-9]/.test(character)) return unitClass.digit;
  if (/\p{Script=Han}/u.test(character)) return unitClass.han;
  if (/[\p{Script=Hiragana}\p{Script=Katakana}ー]/u.test(character)) return unitClass.kana;
  if (/\p{Script=Hangul}/u.test(character)) return unitClass.hangul;
  return /[\p{L}\p{M}]/u.test(character) ? unitClass.letter : unitClass.other;
};

const classes = new Uint8Array(0x10000);

export const classOf = (unit: number): number => {
  let found = classes[unit] ?? unitClass.other;
  if (found === 0) {
    found = computeClass(unit);
    classes[unit] = found;
  }
  return found;
};
