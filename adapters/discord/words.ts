import type { TicketCategory } from "../../src/domain/ticket.ts";

/** A command or one of its options as people see it. Names are lower case, of letters, digits, `-` and `_` only. */
interface NamedWords {
  readonly name: string;
  readonly description: string;
}

/** What the adapter itself says, because Discord waits for it: forms, commands, and that something went wrong. */
export interface Words {
  readonly tryAgain: string;
  /** Nothing else was said for a while, such as when a person at the desk reads along. */
  readonly received: string;
  /** Names the support command as it is called in this language. */
  readonly notOurs: string;
  readonly formTitle: string;
  readonly category: string;
  readonly categories: Readonly<Record<TicketCategory, string>>;
  readonly what: string;
  readonly whatHint: string;
  readonly when: string;
  readonly account: string;
  readonly accountHint: string;
  readonly files: string;
  readonly filesHint: string;
  readonly reportTitle: string;
  readonly reportWho: string;
  readonly reportWhat: string;
  readonly commands: {
    readonly support: NamedWords;
    readonly supportQuestion: NamedWords;
    readonly supportFile: NamedWords;
    readonly ticket: NamedWords;
    readonly verify: NamedWords;
    readonly verifyWhat: NamedWords;
    readonly report: NamedWords;
    readonly language: NamedWords;
    readonly languageWhich: NamedWords;
    /** Commands in the menu of a message. */
    readonly askAboutMessage: string;
    readonly reportMessage: string;
  };
}
