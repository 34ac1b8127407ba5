import type { Clock } from "../../src/domain/clock.ts";
import type { DeskSandbox } from "../desk/desk-sandbox.ts";
import type { TelegramSandbox } from "../telegram/telegram-sandbox.ts";
import type { Fields } from "../wire/values.ts";
import { deskActions } from "./desk-actions.ts";
import { telegramActions } from "./telegram-actions.ts";
import { view } from "./view.ts";

export interface ControlWorld {
  readonly telegram: TelegramSandbox;
  readonly desk: DeskSandbox;
  readonly clock: Clock;
  readonly setFleetUrl: (url: string) => void;
}

/** One thing that another process may order; its result is answered as JSON. */
export type Action = (world: ControlWorld, fields: Fields) => unknown;

const actions: ReadonlyMap<string, Action> = new Map([
  ...Object.entries(telegramActions).map(([name, act]) => [`telegram/${name}`, act] as const),
  ...Object.entries(deskActions).map(([name, act]) => [`desk/${name}`, act] as const),
  ["view", view],
  ["fleetUrl", ({ setFleetUrl }, fields) => setFleetUrl(String(fields["url"]))],
]);

/** What `POST /control/<action>` does: the programmatic API for another process. */
export class Control {
  readonly #world: ControlWorld;

  constructor(world: ControlWorld) {
    this.#world = world;
  }

  has(action: string): boolean {
    return actions.has(action);
  }

  /** Throws an Error that says what is wrong with the order. */
  async run(action: string, fields: Fields): Promise<unknown> {
    const act = actions.get(action);
    if (!act) throw new Error(`There is no action ${action}.`);
    return (await act(this.#world, fields)) ?? {};
  }
}
