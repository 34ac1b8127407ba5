import type { NativePage } from "./native.ts";

/** One message as it goes out. */
export interface Outgoing {
  readonly text: string;
  /** A file that X was given before. */
  readonly mediaId?: string | undefined;
}

/** A message of our own, as X lists it. */
export interface SentMessage {
  readonly id: string;
  readonly text: string;
  readonly hasFile: boolean;
}

/** Our own messages to a person, the newest first. */
export interface SentPage {
  readonly messages: readonly SentMessage[];
  /** Of the page behind it; undefined: there is nothing more of what was asked for. */
  readonly next: string | undefined;
}

/**
 * What the adapter needs of a way to talk with people on X. Its direct messages are one; its encrypted chat, and its
 * activity stream for receiving, can be others. All throw ApiFailure only.
 */
export interface Transport {
  /** Resolves to the id of the message that came of it. */
  send(userId: string, message: Outgoing, signal: AbortSignal): Promise<string>;
  /** Our own messages to a person from this id on, as far as X tells them at once; `token` is of the page before. */
  sentTo(
    userId: string,
    query: {
      readonly leastId: string;
      readonly us: string;
      readonly token?: string | undefined;
      readonly signal: AbortSignal;
    },
  ): Promise<SentPage>;
  /** Messages of all conversations, the newest first; `token` is of the page before. */
  messages(options: {
    readonly token?: string | undefined;
    readonly signal: AbortSignal;
  }): Promise<NativePage>;
}
