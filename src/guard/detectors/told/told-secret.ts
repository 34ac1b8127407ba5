import type { Detector, Span } from "../../detector.ts";
import { codeOf } from "./told-code.ts";
import { toldByMessage } from "./told-message.ts";
import { type Noun, nounsIn } from "./told-nouns.ts";
import { passwordOf } from "./told-password.ts";
import { nounHint } from "./told-words.ts";

/** Texts in scripts that write words together are judged as a whole by `toldInCjk`. */
const hasCjk = /[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]/;

const isCode = ({ class: found }: Noun) => found === "code" || found === "weakCode";

/** Each noun with the stretch of text in which what it announces may stand: from its neighbour to its neighbour. */
const stretches = (nouns: readonly Noun[], length: number) =>
  nouns.map((noun, i) => ({ noun, from: nouns[i - 1]?.end ?? 0, to: nouns[i + 1]?.start ?? length }));

/** Passwords and one-time codes told in a sentence, in ten languages. */
export const toldSecret: Detector = {
  name: "told-secret",
  kinds: ["password", "one_time_code"],
  find: (text): readonly Span[] => {
    const nouns = nounHint.test(text.folded) ? nounsIn(text) : [];
    const { length } = text.folded;
    const codes = stretches(nouns.filter(isCode), length);
    const passwords = stretches(
      nouns.filter((noun) => !isCode(noun)),
      length,
    );
    return [
      ...(hasCjk.test(text.folded) ? [] : toldByMessage(text, nouns)),
      ...codes.flatMap(({ noun, ...stretch }) => codeOf(text, noun, stretch)),
      ...passwords.flatMap(({ noun, ...stretch }) => passwordOf(text, noun, stretch)),
    ];
  },
};
