import { plainWords } from "../dialogue/words.ts";
import { coinsIn, withoutCoins } from "../knowledge/named-coins.ts";

/** What stands around the one new thing in "and for TRC20?", in every language served. */
const connecting = new Set(
  [
    "and for what about how if on in with over is it then or the via by using",
    "y para con en de por si es qué que pasa e no na do o a com pelo pela",
    "а и в с по для на через если как насчёт насчет что же тогда",
    "ve ya peki için icin ile de da nasıl olur",
    "còn thì sao với và cho trên qua con thi",
    "그럼 은요 는요 은 는 요 도 도요 으로는요 로는요 이면 면 은 어때요",
  ].flatMap((line) => line.split(" ")),
);
const connectingSigns =
  /那么?|那麼|呢|的话|的話|换成?|換成?|用|走|如果|是|では|じゃあ|なら|だと|は|の|どう|場合|ですか|で|も|吗|嗎/gu;

/** "And for TRC20?": names a coin or a network, and asks nothing by itself. */
export const isEllipsis = (text: string): boolean =>
  text.length <= 40 &&
  coinsIn(text).length > 0 &&
  plainWords(withoutCoins(text).replace(connectingSigns, " "))
    .split(" ")
    .every((word) => word === "" || connecting.has(word));
