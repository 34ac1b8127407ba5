/** Keeps the last result: one stage after another asks the same of the same text. */
const rememberingLast = (read: (text: string) => string) => {
  let last = { text: "", result: read("") };
  return (text: string): string => {
    if (text !== last.text) last = { text, result: read(text) };
    return last.result;
  };
};

/** Lower case, one form of each character, no punctuation or emoji, single spaces: what word lists compare. */
export const plainWords = rememberingLast((text) =>
  text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[’‘`´]/g, "'")
    .replace(/[^\p{L}\p{M}\p{N}'@+]+/gu, " ")
    .replace(/\s+/g, " ")
    .trim(),
);

/** Whether there is anything to understand: a letter or a digit. */
export const hasWords = (text: string): boolean => /[\p{L}\p{N}]/u.test(text);

const politeStart = /^(?:(?:hi|hello|hey|ok|okay|please|pls|plz|sorry|well|so|and|oh|um|sir|dear|team) )+/;
const politeEnd = /(?: (?:please|pls|plz|thanks|thank you|thx|sir|then|bro|mate|there|again|ok|okay|asap))+$/;
const politeChinese =
  /^(?:请问|请|麻烦|麻烦你|你好|您好|那|嗯|好的)+|(?:谢谢|吧|呢|啊|呀|哦|了|一下|可以吗|好吗)+$/g;

/** The same without what people say around a request. Empty becomes the text itself. */
export const coreWords = rememberingLast((text) => {
  const words = plainWords(text);
  const core = words.replace(politeStart, "").replace(politeEnd, "").replace(politeChinese, "").trim();
  return core === "" ? words : core;
});
