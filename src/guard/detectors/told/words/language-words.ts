/**
 * How one language names passwords and one-time codes, tells them, and speaks of them without telling. Every field is a list of
 * alternatives of a regular expression (`a|b|c`, no look-behind, bounded repetitions only), matched on folded text: lower case,
 * NFKC, no Latin accents (`ı` is `i`, `đ` is `d`, `ё` is `е`). Words of a `spaced` language match whole words only.
 */
export interface LanguageWords {
  readonly spaced: boolean;
  /** Mean nothing but a password, with the typos, short forms and transliterations that people use. */
  readonly password: string;
  /** May mean a password, and something else: "pass", "clave". */
  readonly weakPassword: string;
  /** Passwords that are digits by nature: "PIN", "暗証番号". */
  readonly pin: string;
  /** Mean nothing but a one-time code. */
  readonly code: string;
  /** May mean one: "code" alone is also an error, a promotion or a country. */
  readonly weakCode: string;
  /** Ways by which one-time codes come, and who sends them: "SMS", "Google", "authenticator". */
  readonly channel: string;
  /** Said of what is one's own: "my", "I". */
  readonly mine: string;
  /** Said of a certain one: "the", "this". */
  readonly certain: string;
  /** Stands between the noun and the value and says that one is the other: "is", "是", "это". */
  readonly copula: string;
  /** Stands right before a value that the secret was set to, or that was typed as it: "to", "改成", "entered". */
  readonly setTo: string;
  /** Of these, only what one does at a login: "typed", "entered", "logged in with". */
  readonly typed: string;
  /** What was done with a secret: it was set, typed, tried, sent, received, came. */
  readonly handled: string;
  /** Of these, only what gives a password a new value. */
  readonly changed: string;
  /** What services write next to a code: not to share it, how long it is valid. */
  readonly notice: string;
  readonly negation: string;
  /** The secret is gone: forgotten, lost, to be reset. */
  readonly lost: string;
  /** Codes that are no secret: error, promotion, invitation, country. */
  readonly otherCode: string;
  /** Right before a value: it names an account, an order, an amount or a place. */
  readonly account: string;
  /** Right behind a number: it counts something. */
  readonly unit: string;
  /** The value is an example, or advice is given: "for example", "such as", "a weak password". */
  readonly example: string;
  /** Plain words that are said of a secret, not told as one: "incorrect", "expired", "very". */
  readonly status: string;
  /** Numbers as words, those of one digit and of two. */
  readonly numbers: string;
  /** How codes come to a person and are passed on: "received", "it says", "shows", "reads out", "confirm with". */
  readonly arrival: string;
  /** Begins or ends an answer: "yes", "ok", "here you go". */
  readonly answer: string;
  /** Speaks of trade and amounts: numbers near it are no codes. */
  readonly money: string;
  /** Speaks of logging in, and of a login that is refused. */
  readonly access: string;
  /** Hands something over: "here is", "take". */
  readonly here: string;
  /** Says that nobody should, or will, ask for or give a secret. */
  readonly forbids: string;
  /** Asks for what follows: "send me", "what is", "tell me". */
  readonly ask: string;
}
