import type { ExpectedValue, SecretKind } from "../domain/message.ts";
import type { Normalised } from "./normalise.ts";

/** What the conversation knows that helps to tell a secret from a harmless value. */
export interface GuardContext {
  readonly expects: readonly ExpectedValue[];
  /** Somebody (an impostor, or a service that the person quotes) has just asked for a one-time code. */
  readonly askedForCode?: boolean;
  /** Only what is called a password or a code is told as one: the text is a name, an address, or our own. */
  readonly byNounOnly?: boolean;
  /** Addresses that were named lately in the conversation: what derives one of them is proved to be its key. */
  readonly addresses?: readonly string[];
}

/** What a detector found, in UTF-16 offsets of the normalised text; `end` is exclusive. */
export interface Span {
  readonly kind: SecretKind;
  readonly level: "hard" | "soft";
  readonly start: number;
  readonly end: number;
}

/**
 * Finds secrets of some kinds. A detector is pure, keeps nothing between calls, and takes time linear in
 * the length of the text: bound every look-ahead and every repetition.
 */
export interface Detector {
  readonly name: string;
  readonly kinds: readonly SecretKind[];
  /** Why what it finds is a secret, as the end of "because …". For people; see `cli guard explain`. */
  readonly proof?: string;
  find(text: Normalised, context: GuardContext): readonly Span[];
}
