import type { StoredFile } from "../../wire/stored-file.ts";

/** X's first ms, from which its ids count. */
export const twitterEpochMs = 1_288_834_974_657;

/** Somebody's place on X: `suspended` and `gone` are found no more. */
export type Standing = "active" | "suspended" | "gone";

export interface User {
  readonly id: string;
  readonly username: string;
  readonly name: string;
  readonly createdAt: number;
  standing: Standing;
  /** Takes no direct messages. */
  dmsClosed: boolean;
  /** Whom the user has blocked. */
  readonly blocks: Set<string>;
}

/** An app of the developer portal: its keys, and what its owner pays for. */
export interface App {
  readonly consumerKey: string;
  readonly consumerSecret: string;
  /** What the app is called with where it speaks for itself. */
  readonly bearer: string;
  /** Its numeric id, as refusals name it. */
  readonly id: string;
}

/** A user who let an app act for them. */
export interface Grant {
  readonly app: App;
  readonly user: User;
  readonly accessToken: string;
  readonly accessSecret: string;
  revoked: boolean;
}

export interface Link {
  /** In the text as it goes over the wire. */
  readonly start: number;
  readonly end: number;
  /** The short form, which stands in the text. */
  readonly url: string;
  readonly expanded: string;
}

/** A text as X keeps it: every address shortened. */
export interface LinkedText {
  readonly wire: string;
  readonly links: readonly Link[];
}

export type MediaType = "photo" | "video" | "animated_gif";

export interface Media {
  /** Such as `3_1234`. */
  readonly key: string;
  readonly id: string;
  readonly type: MediaType;
  readonly file: StoredFile;
  /** The last step of its address. */
  readonly resource: string;
}

export type DmEventType = "MessageCreate" | "ParticipantsJoin" | "ParticipantsLeave";

/** What happened in a conversation. */
export interface DmEvent {
  readonly id: string;
  readonly type: DmEventType;
  readonly at: number;
  readonly conversationId: string;
  readonly senderId: string;
  /** As its writer wrote it. */
  readonly text: string;
  readonly linked: LinkedText;
  readonly media?: Media;
  /** `app`: typed or done by hand; else by a call of the API. */
  readonly by: "app" | "api";
  /** Of those who came or went. */
  readonly participants?: readonly string[];
  /** Who deleted it for themselves. */
  readonly deletedBy: Set<string>;
}

export interface Post {
  readonly id: string;
  readonly at: number;
  readonly authorId: string;
  /** As its writer wrote it. */
  readonly text: string;
  /** Before it stands whom a reply answers: X hides them, and yet they are part of the text. */
  readonly prefix: string;
  readonly linked: LinkedText;
  /** Of the post that began the thread. */
  readonly conversationId: string;
  readonly replyTo?: string;
  /** Users whom it names, and those whom a reply names by itself. */
  readonly mentions: readonly string[];
  readonly media: readonly Media[];
  deleted: boolean;
}
