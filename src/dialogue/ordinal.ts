import { plainWords } from "./words.ts";

const words: readonly (readonly string[])[] = [
  ["1", "one", "first", "1st", "一", "第一", "第1", "a"],
  ["2", "two", "second", "2nd", "二", "两", "第二", "第2", "b"],
  ["3", "three", "third", "3rd", "三", "第三", "第3", "c"],
  ["4", "four", "fourth", "4th", "四", "第四", "第4", "d"],
  ["5", "five", "fifth", "5th", "五", "第五", "第5", "e"],
  ["6", "six", "sixth", "6th", "六", "第六", "第6", "f"],
];

const around =
  /^(?:the |number |no |option |nr |it's |its |i mean |i choose |choose |选|选择|我选|是|要)+|(?: one| option| please|个|项|条|种|号)+$/g;

/** "2", "the second one", "第二个" as an index from 0, among `count` choices. */
export const matchOrdinal = (text: string, count: number): number | undefined => {
  if (text.length > 30) return undefined;
  const plain = plainWords(text);
  if (/^(?:the )?last(?: one)?$|^最后(?:一个)?$/.test(plain)) return count > 0 ? count - 1 : undefined;
  // "one" is a choice and also the tail of "the second one".
  const bare = [plain, plain.replace(around, "").trim()];
  const index = words.findIndex((names) => bare.some((form) => names.includes(form)));
  return index >= 0 && index < count ? index : undefined;
};
