import { normalise } from "../../normalise.ts";
import { type Noun, nounsIn } from "./told-nouns.ts";
import { everyWord, here, isOnlyTelling } from "./told-words.ts";

/** A secret is announced by the end of a message; what stands further back is another matter. */
const longestEnd = 80;
const signEnd = /(?:[:=>→-]|👉|👇|⬇)\ufe0f?\s*$/u;
const questionEnd = /[?？]\s*$/;

const announced = (noun: Noun): "password" | "one_time_code" =>
  noun.class === "code" || noun.class === "weakCode" ? "one_time_code" : "password";

/**
 * What a message announces that is to come in the next one: "my password is:", "here is the code", "验证码是". Undefined for
 * questions, for messages that tell the secret themselves, and for those that only speak of one.
 */
export const endsInTelling = (text: string): "password" | "one_time_code" | undefined => {
  const { folded } = normalise(text.slice(-longestEnd).trimEnd());
  if (questionEnd.test(folded)) return undefined;
  const clause = folded.slice(
    Math.max(folded.lastIndexOf("\n"), folded.search(/[.!。！]\s[^.!。！]*$/u)) + 1,
  );
  const offset = folded.length - clause.length;
  const noun = nounsIn({ folded }).at(-1);
  if (noun === undefined || noun.start < offset) return undefined;
  const before = folded.slice(offset, noun.start);
  const tail = folded.slice(noun.end);
  if (
    everyWord.negation.test(clause) ||
    everyWord.lost.test(clause) ||
    everyWord.otherCode.test(clause) ||
    !isOnlyTelling(tail)
  )
    return undefined;
  const isTied = signEnd.test(tail) || everyWord.copulaLast.test(tail);
  const isAlone = before.trim() === "" && noun.class !== "weakPassword";
  const isHanded =
    here.test(before) ||
    here.test(tail) ||
    (everyWord.mine.test(before) &&
      before.trim().split(/\s+/u).length <= 2 &&
      !/\p{L}{2}\S{0,64}\s{1,8}\p{L}{2}/u.test(before));
  return isTied || isAlone || isHanded ? announced(noun) : undefined;
};
