import type { Clock } from "../../../src/domain/clock.ts";
import type { Changes } from "../../wire/changes.ts";
import type { Chat } from "../chat.ts";
import type { TgChat, TgUser } from "../types.ts";

/** A person or a bot. */
export interface Who {
  readonly user: TgUser;
}

/** What a group has to do with a bot. */
export interface GroupBot extends Who {
  /** Privacy mode is off. */
  readonly readsAll: boolean;
  tell(kind: string, content: object, chatId?: number): unknown;
  openChat(about: TgChat): Chat;
}

export interface GroupWorld {
  readonly clock: Clock;
  readonly changes: Changes;
  readonly bots: () => readonly GroupBot[];
}

/** Who Telegram says wrote what an anonymous admin wrote. */
export const anonymousAdmin: TgUser = {
  id: 1_087_968_824,
  is_bot: true,
  first_name: "Group",
  username: "GroupAnonymousBot",
};

/** Who Telegram says wrote what was written as a channel. */
export const channelWriter: TgUser = {
  id: 136_817_688,
  is_bot: true,
  first_name: "Channel",
  username: "Channel_Bot",
};

/** Who Telegram says forwarded a linked channel's post. */
export const telegramItself: TgUser = { id: 777_000, is_bot: false, first_name: "Telegram" };

/** Whoever made a group of which nobody else is said to be the owner. */
export const someOwner: TgUser = { id: 777_001, is_bot: false, first_name: "Owner" };

export const secondsOf = (at: number): number => Math.floor(at / 1_000);
