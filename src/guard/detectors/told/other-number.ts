/** What else a number is: an error's, a card's last digits, a place's, or a telephone's. */
const errorLast = /(?:error|erro|ошибк\p{L}{0,3}|hata|loi)(?: code| kodu)?[\s:#]{0,2}$/u;
/** Turkish for "error 50012". An error that is only spoken of behind a number is what the code met: "code 482913 error". */
const errorFirst = /^\s?hatasi/u;
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
