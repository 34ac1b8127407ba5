/**
 * Words by which a message in one language shows what it is about, whatever its sentences look like. Each field is a list of folded
 * words with spaces between: `parol*` is any word that begins so, `log_in` two words in a row.
 */
export interface TopicWords {
  /** Name a password, with typos and short forms. */
  readonly secret: string;
  /** May name one: "pass", "clave", "PIN". */
  readonly weakSecret: string;
  /** Speak of an account and of getting into it. */
  readonly access: string;
  /** What one does with a password or a code: typing, trying, setting, changing it. */
  readonly typed: string;
  /** A login or a code is refused. */
  readonly refused: string;
  /** Name a one-time code. */
  readonly code: string;
  /** Ways by which codes come. */
  readonly channel: string;
  /** A code came, is shown, expires, is passed on, or confirms something. */
  readonly come: string;
  /** One's own. */
  readonly mine: string;
  /** Name what a number or an odd word is otherwise: an order, a version, a user, an error. */
  readonly label: string;
}
