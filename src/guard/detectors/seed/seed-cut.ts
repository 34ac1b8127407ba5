import type { Normalised } from "../../normalise.ts";
import type { Run } from "./seed-runs.ts";
import type { Tokens } from "./seed-tokens.ts";

/** A message as its words. */
export interface PieceMessage {
  readonly text: Normalised;
  readonly tokens: Tokens;
}

/** Words of a message, tokens `from` to `to` (exclusive), that may belong to a phrase. */
export interface Cut extends Run {
  /** Bit set of the lists that have them. */
  readonly mask: number;
  /** Natural logarithm of how much likelier the words are as a random draw than as what people say. */
  readonly score: number;
}
