import type { Params } from "./params.ts";

/** A call as the sandbox got and answered it. */
export interface LoggedRequest {
  readonly at: number;
  /** The bot's username. */
  readonly bot: string;
  readonly method: string;
  readonly chatId: number | undefined;
  readonly params: Params;
  /** 0: the connection was reset. */
  readonly status: number;
  readonly error?: string;
}
