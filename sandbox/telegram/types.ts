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
}

export interface TgEntity {
  readonly type: string;
  readonly offset: number;
  readonly length: number;
  readonly url?: string;
}

export interface TgButton {
  readonly text: string;
  readonly callback_data?: string;
  readonly url?: string;
}

export type TgKeyboard = readonly (readonly TgButton[])[];

export const mediaKinds = ["photo", "voice", "sticker", "document"] as const;
export type MediaKind = (typeof mediaKinds)[number];

/** A message in a chat, from either side, with what became of it. */
export interface ChatMessage {
  readonly id: number;
  /** As the bot sees it: `in` was written by the person, `out` by the bot. */
  readonly direction: "in" | "out";
  readonly kind: "text" | MediaKind;
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
  readonly editedAt?: number;
  /** Texts that an edit replaced, oldest first. */
  readonly earlierTexts: readonly string[];
  readonly deletedAt?: number;
  /** The Bot API call that sent it. */
  readonly method?: string;
}
