import type { Clock } from "../../src/domain/clock.ts";
import type { DeskSandbox } from "../desk/desk-sandbox.ts";
import type { DiscordSandbox } from "../discord/discord-sandbox.ts";
import type { TelegramSandbox } from "../telegram/telegram-sandbox.ts";
import type { TwitterSandbox } from "../twitter/twitter-sandbox.ts";
import type { Fields } from "../wire/values.ts";

export interface ControlWorld {
  readonly telegram: TelegramSandbox;
  readonly discord: DiscordSandbox;
  readonly twitter: TwitterSandbox;
  readonly desk: DeskSandbox;
  readonly clock: Clock;
  readonly setFleetUrl: (url: string) => void;
}

/** One thing that another process may order; its result is answered as JSON. */
export type Action = (world: ControlWorld, fields: Fields) => unknown;
