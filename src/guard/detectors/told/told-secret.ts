import type { Detector } from "../../detector.ts";
import { codeOf } from "./told-code.ts";
import { passwordOf } from "./told-password.ts";
import { nounsIn } from "./told-telling.ts";
import {
  codeHint,
  codeNoun,
  passwordHint,
  passwordNoun,
  weakCodeNoun,
  weakPasswordNoun,
} from "./told-words.ts";

const threeDigits = /\d[ -]?\d[ -]?\d/;

/** Passwords and one-time codes told in a sentence, in ten languages. */
export const toldSecret: Detector = {
  name: "told-secret",
  kinds: ["password", "one_time_code"],
  find: (text) => {
    const codes =
      threeDigits.test(text.text) && codeHint.test(text.folded)
        ? [...nounsIn(text, codeNoun, false), ...nounsIn(text, weakCodeNoun, true)]
        : [];
    const passwords = passwordHint.test(text.folded)
      ? [...nounsIn(text, passwordNoun, false), ...nounsIn(text, weakPasswordNoun, true)]
      : [];
    return [
      ...codes.flatMap((noun) => codeOf(text, noun)),
      ...passwords.flatMap((noun) => passwordOf(text, noun)),
    ];
  },
};
