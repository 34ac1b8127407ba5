import type { Fields } from "../wire/values.ts";
import type { Action, ControlWorld } from "./action.ts";
import { businessActions } from "./business-actions.ts";
import { deskActions } from "./desk-actions.ts";
import { discordActions } from "./discord-actions.ts";
import { groupActions } from "./group-actions.ts";
import { inboxActions } from "./inbox-actions.ts";
import { loadActions } from "./load-actions.ts";
import { mediaActions } from "./media-actions.ts";
import { pageActions } from "./page-actions.ts";
import { serverActions } from "./server-actions.ts";
import { telegramActions } from "./telegram-actions.ts";
import { twitterActions } from "./twitter-actions.ts";
import { view } from "./view.ts";

const actions: ReadonlyMap<string, Action> = new Map([
  ...Object.entries({
    ...telegramActions,
    ...groupActions,
    ...mediaActions,
    ...businessActions,
    ...loadActions,
  }).map(([name, act]) => [`telegram/${name}`, act] as const),
  ...Object.entries(discordActions).map(([name, act]) => [`discord/${name}`, act] as const),
  ...Object.entries(twitterActions).map(([name, act]) => [`twitter/${name}`, act] as const),
  ...Object.entries(deskActions).map(([name, act]) => [`desk/${name}`, act] as const),
  ...Object.entries({ ...pageActions, ...serverActions, ...inboxActions }).map(
    ([name, act]) => [`page/${name}`, act] as const,
  ),
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
