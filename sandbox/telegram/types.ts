/** What goes over the wire, as Telegram's documentation names it; only what the sandbox uses. */
export interface TgUser {
  readonly id: number;
  readonly is_bot: boolean;
  readonly first_name: string;
  readonly username?: string;
  readonly language_code?: string;
}

export interface TgChat {
  readonly id: number;
  readonly type: "private" | "group" | "supergroup" | "channel";
  readonly first_name?: string;
  readonly username?: string;
  readonly title?: string;
  readonly is_forum?: true;
}

export interface TgEntity {
  readonly type: string;
  readonly offset: number;
  readonly length: number;
  readonly url?: string;
  /** Of a `text_mention`. */
  readonly user?: TgUser;
}

export interface TgButton {
  readonly text: string;
  readonly callback_data?: string;
  readonly url?: string;
}

export type TgKeyboard = readonly (readonly TgButton[])[];

/** What has bytes. */
export const fileKinds = [
  "photo",
  "document",
  "video",
  "audio",
  "animation",
  "voice",
  "video_note",
  "sticker",
] as const;
export type FileKind = (typeof fileKinds)[number];
export type MessageKind = "text" | FileKind | "location" | "contact" | "poll" | "service";

/** What a message says of its file; the bytes are in the file store. */
export interface MessageFile {
  readonly id: string;
  readonly fileName: string;
  readonly mediaType: string;
  /** Of the bytes that are there, whatever the message claims. */
  readonly size: number;
}

/** A message in a chat, from either side, with what became of it. */
export interface ChatMessage {
  readonly id: number;
  /** As the bot sees it: `in` was written by the person, `out` by the bot. */
  readonly direction: "in" | "out";
  readonly kind: MessageKind;
  /** When the sandbox got it, ms since the epoch. */
  readonly at: number;
  readonly from: TgUser;
  /** The text, or the caption of a picture. */
  readonly text: string;
  readonly entities: readonly TgEntity[];
  readonly keyboard: TgKeyboard;
  /** The buttons of all rows, left to right, top to bottom. */
  readonly buttons: readonly TgButton[];
  readonly replyTo?: number;
  /** The topic that it stands in. */
  readonly topic?: number;
  /** Messages with the same one are one album. */
  readonly albumId?: string;
  readonly file?: MessageFile;
  /** What it carries on the wire beside: its media, the sender's chat, what a service message says. */
  readonly extra?: Readonly<Record<string, unknown>>;
  readonly editedAt?: number;
  /** Texts that an edit replaced, oldest first. */
  readonly earlierTexts: readonly string[];
  readonly deletedAt?: number;
  /** The Bot API call that sent it. */
  readonly method?: string;
}
