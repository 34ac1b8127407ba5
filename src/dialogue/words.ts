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
    // A Turkish capital İ leaves its dot behind.
    .replace(/i\u0307/g, "i")
    .replace(/[’‘`´]/g, "'")
    .replace(/[^\p{L}\p{M}\p{N}'@+]+/gu, " ")
    .replace(/\s+/g, " ")
    .trim(),
);

const bareLetters: Readonly<Record<string, string>> = { ı: "i", đ: "d", ё: "е" };

/** Plain words without their accents, as people type who are in a hurry. */
export const bareWords = rememberingLast((words) =>
  words
    .normalize("NFD")
    .replace(/(\p{Script=Latin})\p{M}+/gu, "$1")
    .normalize("NFC")
    .replace(/[ıđё]/g, (letter) => bareLetters[letter] ?? letter),
);

/** Whether there is anything to understand: a letter or a digit. */
export const hasWords = (text: string): boolean => /[\p{L}\p{N}]/u.test(text);

const politeStart =
  /^(?:(?:hi|hello|hey|ok|okay|please|pls|plz|sorry|well|so|and|oh|um|sir|dear|team|hola|buenas|por favor|oi|olá|ola|привет|здравствуйте|пожалуйста|ну|merhaba|lütfen|lutfen|dạ|vâng|ad ơi|ad|bạn ơi|làm ơn|vui lòng|あの|すみません|저기요|네) )+/;
const politeEnd =
  /(?: (?:please|pls|plz|thanks|thank you|thx|sir|then|bro|mate|there|again|ok|okay|asap|por favor|porfa|porfavor|pf|pfv|gracias|obrigado|obrigada|пожалуйста|пж|плиз|спасибо|lütfen|lutfen|teşekkürler|nhé|nha|ạ|với|đi|giúp mình|ad|ad ơi|부탁드려요|부탁드립니다|부탁해요|해 주세요|해주세요))+$|(?:でお願いします|をお願いします|お願いします|してください|ください|です|でお願い|お願い)$/;
const politeChinese =
  /^(?:请问|请|麻烦|麻烦你|你好|您好|那|嗯|好的)+|(?:谢谢|吧|呢|啊|呀|哦|了|一下|可以吗|好吗)+$/g;

/** The same without what people say around a request. Empty becomes the text itself. */
export const coreWords = rememberingLast((text) => {
  const words = plainWords(text);
  const core = words.replace(politeStart, "").replace(politeEnd, "").replace(politeChinese, "").trim();
  return core === "" ? words : core;
});
