import { entropyToMnemonic } from "@scure/bip39";
import { wordlist as czech } from "@scure/bip39/wordlists/czech.js";
import { wordlist as english } from "@scure/bip39/wordlists/english.js";
import { wordlist as french } from "@scure/bip39/wordlists/french.js";
import { wordlist as italian } from "@scure/bip39/wordlists/italian.js";
import { wordlist as japanese } from "@scure/bip39/wordlists/japanese.js";
import { wordlist as korean } from "@scure/bip39/wordlists/korean.js";
import { wordlist as portuguese } from "@scure/bip39/wordlists/portuguese.js";
import { wordlist as simplifiedChinese } from "@scure/bip39/wordlists/simplified-chinese.js";
import { wordlist as spanish } from "@scure/bip39/wordlists/spanish.js";
import { wordlist as traditionalChinese } from "@scure/bip39/wordlists/traditional-chinese.js";
import { russian } from "../../../../src/guard/wordlists/russian.ts";
import { turkish } from "../../../../src/guard/wordlists/turkish.ts";

export const bip39Lists = {
  english,
  simplifiedChinese,
  traditionalChinese,
  japanese,
  korean,
  spanish,
  french,
  italian,
  portuguese,
  czech,
  russian: [...russian],
  turkish: [...turkish],
} as const;
export type ListName = keyof typeof bip39Lists;
export const listNames: readonly ListName[] = [
  "english",
  "simplifiedChinese",
  "traditionalChinese",
  "japanese",
  "korean",
  "spanish",
  "french",
  "italian",
  "portuguese",
  "czech",
  "russian",
  "turkish",
];
export const seedSizes = [12, 15, 18, 21, 24] as const;

/** A random phrase with a valid checksum. */
export const aPhrase = (list: ListName, size: number, random: () => number): readonly string[] => {
  const entropy = Uint8Array.from({ length: (size * 4) / 3 }, () => Math.floor(random() * 256));
  return entropyToMnemonic(entropy, [...bip39Lists[list]])
    .normalize("NFC")
    .split(/[ \u3000]/);
};

export interface Layout {
  readonly name: string;
  /** The lists it makes sense with; all if it is not said. */
  readonly lists?: readonly ListName[];
  readonly write: (words: readonly string[], random: () => number) => string;
}

const latinLists: readonly ListName[] = [
  "english",
  "spanish",
  "french",
  "italian",
  "portuguese",
  "czech",
  "turkish",
];
const lettered: readonly ListName[] = [...latinLists, "russian"];
const spacedLists = listNames.filter((list) => !list.endsWith("Chinese"));

const between = (name: string, separator: string): Layout => ({
  name,
  write: (words) => words.join(separator),
});

const each = (name: string, write: (word: string, place: number) => string, separator = "\n"): Layout => ({
  name,
  write: (words) => words.map((word, i) => write(word, i + 1)).join(separator),
});

const letters = (word: string) => Array.from(word.normalize("NFC"));
const bare = (word: string) =>
  word
    .normalize("NFD")
    .replace(/[\u0300-\u036f]/g, "")
    .normalize("NFC")
    .replaceAll("ı", "i");
const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);
const inDigits = (zero: number) => (place: number) =>
  [...String(place)].map((digit) => String.fromCodePoint(zero + Number(digit))).join("");
const fullWidth = (text: string) =>
  text.replace(/[!-~]/g, (unit) => String.fromCharCode(unit.charCodeAt(0) + 0xfee0));
const mapLetters = (from: string, to: string) => {
  const targets = Array.from(to);
  const map = new Map(Array.from(from).map((letter, i) => [letter, targets[i] ?? letter]));
  return (text: string) =>
    Array.from(text)
      .map((letter) => map.get(letter) ?? letter)
      .join("");
};
const abc = "abcdefghijklmnopqrstuvwxyz";
const alphabetFrom = (first: number) =>
  mapLetters(abc, Array.from({ length: 26 }, (_, i) => String.fromCodePoint(first + i)).join(""));
const sometimes = (text: string, random: () => number, change: (letter: string) => string, share = 0.5) =>
  Array.from(text)
    .map((letter) => (random() < share ? change(letter) : letter))
    .join("");
const cyrillic = mapLetters("aeopcyxikmthbjs", "аеорсухікмтһЬјѕ");
const greek = mapLetters("aeoiknptuvx", "αεοικηρτυνχ");
const fromCyrillic = mapLetters("аеорсухкмтв", "aeopcyxkmtB");
const leet = mapLetters("aeiost", "43105" + "7");
const signs = mapLetters("asilo", "@$!1" + "0");
const columns = (words: readonly string[], count: number, byColumn: boolean) => {
  const height = Math.ceil(words.length / count);
  return Array.from({ length: height }, (_, row) =>
    Array.from({ length: count }, (_, column) => {
      const at = byColumn ? column * height + row : row * count + column;
      return words[at] === undefined ? "" : `${at + 1}. ${words[at]}`;
    })
      .filter((cell) => cell !== "")
      .join("\t  "),
  ).join("\n");
};
const shuffled = <T>(values: readonly T[], random: () => number): readonly T[] =>
  values
    .map((value) => ({ value, key: random() }))
    .sort((a, b) => a.key - b.key)
    .map(({ value }) => value);
const zalgo = (text: string, random: () => number) =>
  Array.from(text)
    .map(
      (letter) =>
        letter +
        Array.from({ length: 3 }, () => String.fromCodePoint(0x0316 + Math.floor(random() * 30))).join(""),
    )
    .join("");
const zeroWidths = ["\u200b", "\u200c", "\u200d", "\u2060", "\ufeff", "\u200e", "\u202e", "\u2066", "\u00ad"];
const withInvisible = (text: string, random: () => number) =>
  Array.from(text)
    .map((letter) =>
      random() < 0.5 ? letter + zeroWidths[Math.floor(random() * zeroWidths.length)] : letter,
    )
    .join("");
const spell = (inner: string, outer: string): Layout => ({
  name: `spelled ${JSON.stringify(inner)} ${JSON.stringify(outer)}`,
  lists: spacedLists,
  write: (words) => words.map((word) => letters(word).join(inner)).join(outer),
});

const layouts: readonly Layout[] = [
  between("spaces", " "),
  between("two spaces", "  "),
  between("ideographic spaces", "\u3000"),
  between("tabs", "\t"),
  between("no-break spaces", "\u00a0"),
  ...[
    ",",
    ", ",
    "、",
    "，",
    ";",
    "; ",
    "/",
    " / ",
    "|",
    " | ",
    " -> ",
    "→",
    " => ",
    " > ",
    "›",
    " › ",
    "+",
    " + ",
    "_",
    ".",
    "-",
    " - ",
    " – ",
    "…",
    "*",
    "~",
    "=",
    ":",
    "\\n",
    "<br>",
    "&",
    " · ",
  ].map((separator) => between(`between ${separator}`, separator)),
  between("one a line", "\n"),
  between("Windows lines", "\r\n"),
  between("blank lines between", "\n\n"),
  ...["🔑", " 🔥 ", "✨", " 1️⃣ "].map((emoji) => between(`emoji ${emoji}`, emoji)),
  each("1. a line", (word, i) => `${i}. ${word}`),
  each("1) in a row", (word, i) => `${i}) ${word}`, " "),
  each("(1)", (word, i) => `(${i}) ${word}`),
  each("1:", (word, i) => `${i}: ${word}`),
  each("1 -", (word, i) => `${i} - ${word}`),
  each("1 =", (word, i) => `${i}=${word}`, ", "),
  each("#1", (word, i) => `#${i} ${word}`, " "),
  each("01", (word, i) => `${String(i).padStart(2, "0")} ${word}`),
  each("[1]", (word, i) => `[${i}] ${word}`, " "),
  each("№1", (word, i) => `№${i} ${word}`),
  each("1st", (word, i) => `${i}${["th", "st", "nd", "rd"][i < 4 ? i : 0]} ${word}`),
  each("No. 1", (word, i) => `No. ${i} ${word}`),
  each(
    "circled numbers",
    (word, i) => `${String.fromCodePoint(i <= 20 ? 0x2460 + i - 1 : 0x3251 + i - 21)} ${word}`,
  ),
  each("full-width numbers", (word, i) => `${fullWidth(`${i}.`)}${word}`),
  each("keycaps", (word, i) => `${[...String(i)].map((digit) => `${digit}\ufe0f\u20e3`).join("")} ${word}`),
  each("Arabic numbers", (word, i) => `${inDigits(0x660)(i)}. ${word}`),
  each("Devanagari numbers", (word, i) => `${inDigits(0x966)(i)}) ${word}`),
  each("number glued", (word, i) => `${i}${word}`, " "),
  each("number behind", (word, i) => `${word}(${i})`, " "),
  each("dot behind number, no space", (word, i) => `${i}.${word}`, " "),
  each(
    "Chinese numbers",
    (word, i) =>
      `${["", "十", "二十"][Math.floor(i / 10)]}${["", "一", "二", "三", "四", "五", "六", "七", "八", "九"][i % 10]}、${word}`,
  ),
  each(
    "Roman numbers",
    (word, i) =>
      `${"x".repeat(Math.floor(i / 10))}${["", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"][i % 10]}. ${word}`,
  ),
  each("letters", (word, i) => `${abc[i - 1]}) ${word}`),
  { name: "two columns by rows", write: (words) => columns(words, 2, false) },
  { name: "two columns by columns", write: (words) => columns(words, 2, true) },
  { name: "three columns by columns", write: (words) => columns(words, 3, true) },
  { name: "four columns by rows", write: (words) => columns(words, 4, false) },
  {
    name: "numbered out of order",
    write: (words, random) =>
      shuffled(
        words.map((word, i) => `${i + 1}. ${word}`),
        random,
      ).join("\n"),
  },
  ...["- ", "* ", "• ", "‣ ", "▪ ", "✅ ", "👉", "[ ] ", "> ", "— "].map((bullet) =>
    each(`bullet ${bullet}`, (word) => bullet + word),
  ),
  each("table of Markdown", (word, i) => `| ${i} | ${word} |`),
  each("wide table", (word, i) => `| ${String(i).padEnd(6)} | ${word.padEnd(18)} |`),
  each("table of boxes", (word, i) => `│ ${i} │ ${word.padEnd(12)} │\n├────┼──────────────┤`),
  {
    name: "table of rows",
    write: (words) => `|${words.map((word, i) => ` ${word} |${i % 4 === 3 ? "\n|" : ""}`).join("")}`,
  },
  each("CSV", (word, i) => `${i},${word}`),
  { name: "JSON array", write: (words) => JSON.stringify(words) },
  { name: "JSON object", write: (words) => JSON.stringify({ wallet: "main", mnemonic: words.join(" ") }) },
  {
    name: "JSON by number",
    write: (words) =>
      JSON.stringify(Object.fromEntries(words.map((word, i) => [`word${i + 1}`, word])), null, 2),
  },
  {
    name: "JSON of objects",
    write: (words) => JSON.stringify(words.map((word, index) => ({ index, word }))),
  },
  each("YAML", (word) => `  - ${word}`),
  each("YAML keys", (word, i) => `word_${i}: ${word}`),
  each("HTML", (word) => `<li>${word}</li>`),
  each("HTML table", (word, i) => `<tr><td>${i}</td><td>${word}</td></tr>`),
  ...[
    "word",
    "Word",
    "palabra",
    "слово",
    "kelime",
    "từ",
    "palavra",
    "mot",
    "parola",
    "seed word",
    "w",
  ].flatMap((label) => [
    each(`${label} 1:`, (word, i) => `${label} ${i}: ${word}`),
    each(`${label}1 =`, (word, i) => `${label}${i} = ${word}`, ", "),
  ]),
  each("第1个", (word, i) => `第${i}个：${word}`),
  each("第1个单词", (word, i) => `第${i}个单词：${word}`),
  each("단어 1", (word, i) => `단어 ${i}: ${word}`),
  each("1번", (word, i) => `${i}번 ${word}`),
  each("1番目", (word, i) => `${i}番目: ${word}`),
  each("単語1", (word, i) => `単語${i}：${word}`),
  each("quoted", (word) => `"${word}"`, ", "),
  each("quotes of French", (word) => `«${word}»`, " "),
  each("in brackets", (word) => `[${word}]`, ""),
  each("in corner brackets", (word) => `「${word}」`, ""),
  each("hash tags", (word) => `#${word}`, " "),
  each("starred", (word) => `**${word}**`, " "),
  { name: "code block", write: (words) => `\`\`\`\n${words.join(" ")}\n\`\`\`` },
  { name: "spoiler", write: (words) => `||${words.join(" ")}||` },
  { name: "spoiler a word", write: (words) => words.map((word) => `||${word}||`).join(" ") },
  {
    name: "in a sentence",
    write: (words) =>
      `hi my wallet does not open, here is my seed ${words.join(" ")} please help me get it back`,
  },
  {
    name: "in a Chinese sentence",
    write: (words) => `你好，我的钱包打不开，助记词是 ${words.join(" ")} ，请帮我看看`,
  },
  {
    name: "with list words around",
    write: (words) => `please help open wallet ${words.join(" ")} thank you very much`,
  },
  { name: "repeated", write: (words) => `${words.join(" ")}\n${words.join(" ")}` },
  { name: "in reverse", write: (words) => [...words].reverse().join(" ") },
  {
    name: "in lines of four",
    write: (words) => words.map((word, i) => word + (i % 4 === 3 ? "\n" : " ")).join(""),
  },
  { name: "with and", write: (words) => words.join(" and ") },
  { name: "glued", lists: [...lettered, "japanese", "korean"], write: (words) => words.join("") },
  { name: "glued capitals", lists: lettered, write: (words) => words.join("").toUpperCase() },
  { name: "glued bare", lists: latinLists, write: (words) => bare(words.join("")) },
  { name: "CamelCase", lists: lettered, write: (words) => words.map(capital).join("") },
  { name: "capitals", lists: lettered, write: (words) => words.join(" ").toUpperCase() },
  { name: "Turkish capitals", lists: ["turkish"], write: (words) => words.join(" ").toLocaleUpperCase("tr") },
  { name: "Capital", lists: lettered, write: (words) => words.map(capital).join(" ") },
  {
    name: "mOcKiNg",
    lists: lettered,
    write: (words) =>
      words
        .map((word) =>
          letters(word)
            .map((letter, i) => (i % 2 ? letter.toUpperCase() : letter))
            .join(""),
        )
        .join(" "),
  },
  { name: "bare", lists: latinLists, write: (words) => words.map(bare).join(" ") },
  { name: "NFC", write: (words) => words.join(" ").normalize("NFC") },
  { name: "NFD", write: (words) => words.join(" ").normalize("NFD") },
  { name: "NFKC", write: (words) => words.join("\u3000").normalize("NFKC") },
  {
    name: "separate voicing marks",
    lists: ["japanese"],
    write: (words) => words.join(" ").normalize("NFD").replaceAll("\u3099", "゛").replaceAll("\u309a", "゜"),
  },
  {
    name: "katakana",
    lists: ["japanese"],
    write: (words) =>
      words.join(" ").replace(/[\u3041-\u3096]/g, (kana) => String.fromCharCode(kana.charCodeAt(0) + 0x60)),
  },
  { name: "full-width letters", lists: latinLists, write: (words) => fullWidth(words.map(bare).join(" ")) },
  ...[
    ["bold", 0x1d41a],
    ["script", 0x1d4d0 + 26],
    ["fraktur", 0x1d586],
    ["double-struck", 0x1d552],
    ["monospace", 0x1d68a],
    ["circled", 0x24d0],
    ["squared", 0x1f130],
    ["negative squared", 0x1f170],
    ["negative circled", 0x1f150],
  ].map(
    ([name, first]): Layout => ({
      name: `${name} letters`,
      lists: latinLists,
      write: (words) => alphabetFrom(Number(first))(words.map(bare).join(" ")),
    }),
  ),
  {
    name: "small capitals",
    lists: latinLists,
    write: (words) => mapLetters(abc, "ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘǫʀsᴛᴜᴠᴡxʏᴢ")(words.map(bare).join(" ")),
  },
  { name: "zero-width inside", write: (words, random) => withInvisible(words.join(" "), random) },
  { name: "zalgo", write: (words, random) => zalgo(words.join(" "), random) },
  {
    name: "struck through",
    write: (words) =>
      letters(words.join(" "))
        .map((letter) => `${letter}\u0336`)
        .join(""),
  },
  { name: "Cyrillic look-alikes", lists: latinLists, write: (words) => cyrillic(words.map(bare).join(" ")) },
  {
    name: "some Cyrillic look-alikes",
    lists: latinLists,
    write: (words, random) => sometimes(words.join(" "), random, cyrillic),
  },
  {
    name: "Greek look-alikes",
    lists: latinLists,
    write: (words, random) => sometimes(words.map(bare).join(" "), random, greek),
  },
  {
    name: "Latin look-alikes",
    lists: ["russian"],
    write: (words, random) => sometimes(words.join(" "), random, fromCyrillic),
  },
  {
    name: "four letters",
    lists: lettered,
    write: (words) => words.map((word) => letters(word).slice(0, 4).join("")).join(" "),
  },
  {
    name: "four letters numbered",
    lists: lettered,
    write: (words) => words.map((word, i) => `${i + 1}. ${letters(word).slice(0, 4).join("")}`).join("\n"),
  },
  {
    name: "four letters capitals",
    lists: lettered,
    write: (words) =>
      words
        .map((word) => letters(word).slice(0, 4).join(""))
        .join(" ")
        .toUpperCase(),
  },
  {
    name: "four letters glued",
    lists: lettered,
    write: (words) => words.map((word) => letters(word).slice(0, 4).join("")).join(""),
  },
  {
    name: "four letters CamelCase",
    lists: lettered,
    write: (words) => words.map((word) => capital(letters(word).slice(0, 4).join(""))).join(""),
  },
  spell(" ", "  "),
  spell(" ", "   "),
  spell(" ", "\n"),
  spell(" ", ", "),
  spell(" ", " / "),
  spell(" ", " "),
  spell(".", " "),
  spell(".", "."),
  spell("-", " "),
  spell("-", "-"),
  spell("_", " "),
  spell(",", " "),
  spell("·", " "),
  {
    name: "spelled and numbered",
    lists: spacedLists,
    write: (words) => words.map((word, i) => `${i + 1}. ${letters(word).join(" ")}`).join("\n"),
  },
  {
    name: "spelled capitals",
    lists: lettered,
    write: (words) => words.map((word) => letters(word.toUpperCase()).join(" ")).join("  "),
  },
  { name: "leet", lists: latinLists, write: (words) => leet(words.map(bare).join(" ")) },
  {
    name: "some leet",
    lists: latinLists,
    write: (words, random) => sometimes(words.map(bare).join(" "), random, leet),
  },
  {
    name: "leet with signs",
    lists: latinLists,
    write: (words, random) => sometimes(words.map(bare).join(" "), random, signs),
  },
  {
    name: "leet capitals",
    lists: latinLists,
    write: (words) => leet(words.map(bare).join(" ")).toUpperCase(),
  },
  {
    name: "numbered leet",
    lists: latinLists,
    write: (words) => words.map((word, i) => `${i + 1}. ${leet(bare(word))}`).join("\n"),
  },
  {
    name: "leet with commas",
    lists: latinLists,
    write: (words) => words.map((word) => leet(bare(word))).join(", "),
  },
  {
    name: "numbered capitals with zero-width",
    lists: lettered,
    write: (words, random) =>
      words.map((word, i) => `${i + 1}. ${withInvisible(word.toUpperCase(), random)}`).join("\n"),
  },
  {
    name: "look-alikes with commas",
    lists: latinLists,
    write: (words, random) => sometimes(words.join(", "), random, cyrillic),
  },
  {
    name: "full-width numbered",
    lists: latinLists,
    write: (words) => fullWidth(words.map((word, i) => `${i + 1}. ${bare(word)}`).join("\n")),
  },
  { name: "glued full-width", lists: latinLists, write: (words) => fullWidth(words.map(bare).join("")) },
  {
    name: "glued with zero-width between",
    write: (words) => words.join("\u200b"),
    lists: [...lettered, "japanese", "korean"],
  },
  {
    name: "bold and glued",
    lists: latinLists,
    write: (words) => alphabetFrom(0x1d41a)(words.map(bare).join("")),
  },
  {
    name: "spelled with look-alikes",
    lists: latinLists,
    write: (words, random) =>
      sometimes(words.map((word) => letters(bare(word)).join(" ")).join("   "), random, cyrillic),
  },
  {
    name: "labelled capitals",
    lists: lettered,
    write: (words) => words.map((word, i) => `WORD ${i + 1}: ${word.toUpperCase()}`).join("\n"),
  },
];

/** The layouts that make sense with a list. */
export const layoutsOf = (list: ListName): readonly Layout[] =>
  layouts.filter(({ lists }) => lists === undefined || lists.includes(list));
