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

/**
 * What the adapter needs of a way to talk with people on X. Its direct messages are one; its encrypted chat, and its
 * activity stream for receiving, can be others. All throw ApiFailure only.
 */
export interface Transport {
  /** Resolves to the id of the message that came of it. */
  send(userId: string, message: Outgoing, signal: AbortSignal): Promise<string>;
  /** Our own messages to a person since then, the oldest first, as far as X tells them at once. */
  sentTo(
    userId: string,
    query: { readonly since: number; readonly us: string; readonly signal: AbortSignal },
  ): Promise<readonly SentMessage[]>;
  /** Messages of all conversations, the newest first; `token` is of the page before. */
  messages(options: {
    readonly token?: string | undefined;
    readonly signal: AbortSignal;
  }): Promise<NativePage>;
}
