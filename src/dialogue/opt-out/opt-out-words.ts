/**
 * How people of one language say that they want no more messages. Compared with plain words without accents, which these
 * are therefore written in; where `dense`, without spaces as well.
 */
export interface OptOutWords {
  /** One word that may also be about a form, or about something of one's own; divided by commas. */
  readonly stops: string;
  /** What can mean nothing else, as sources of patterns for the whole text. Who does not want to talk to us may want a person. */
  readonly leaves: readonly string[];
  /** What may stand before it and behind it and tells nothing more. */
  readonly before: string;
  readonly after: string;
  readonly dense?: true;
  /** Without its accents a short word of this language is another one: a text that has some is compared with them. */
  readonly accented?: true;
}
