/** What else a number beside it is: an error's, a card's last ones, of a place, or a telephone's. */
const errorLast = /(?:error|erro|ошибк\p{L}{0,3}|hata|loi)(?: code| kodu)?[\s:#]{0,2}$/u;
const errorFirst = /^\s?(?:hata|error|ошибк|loi)/u;
const cardsLast =
  /(?:last|ultim\p{L}{2}|finais|final|последн\p{L}{2}|son|cuoi)(?:\s\p{L}{1,9}){0,4}[\s:]{1,2}$|(?:digits?|digitos|цифры|hanesi|so cuoi)[^\d.]{0,24}$/u;
const card = /card|tarjeta|cartao|карт|kart|the ngan hang|so the/u;
const place = /postal|zip code|индекс|posta kodu|buu (?:dien|chinh)/u;
const placeReach = 40;
const telephone = /^\d{3}-\d{4}$/;

interface Beside {
  readonly written: string;
  /** Folded. */
  readonly before: string;
  readonly after: string;
}

/** Whether what stands right beside a number says that it is no code. */
export const isOtherNumber = ({ written, before, after }: Beside): boolean =>
  telephone.test(written) ||
  errorLast.test(before) ||
  errorFirst.test(after) ||
  place.test(before.slice(-placeReach)) ||
  (cardsLast.test(before) && card.test(`${before} | ${after}`));
