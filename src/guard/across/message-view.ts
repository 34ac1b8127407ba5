import { type Normalised, normalise } from "../normalise.ts";

/** A message, or one version of it, as far as it may take part in a secret. */
export interface MessageView {
  readonly text: Normalised;
  /** From the looked-at text to the message as it was written, in UTF-16 units. */
  toPart(offset: number): number;
}

/** A piece of a secret is short; a longer message takes part with its beginning and its end. */
const longestPart = 2_000;
const half = longestPart / 2;

/** Stands for what is left out of a long message, and belongs to no word. */
const ellipsis = "\n…\n";

export const viewOf = (written: string): MessageView => {
  if (written.length <= longestPart) return { text: normalise(written), toPart: (offset) => offset };
  const shift = written.length - half - (half + ellipsis.length);
  return {
    text: normalise(written.slice(0, half) + ellipsis + written.slice(-half)),
    toPart: (offset) => (offset <= half ? offset : offset + shift),
  };
};
