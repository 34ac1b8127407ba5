import { createServer } from "node:http";
import type { Clock } from "../src/domain/clock.ts";
import { Control } from "./control/control.ts";
import { type DeskOptions, DeskSandbox } from "./desk/desk-sandbox.ts";
import { type DiscordOptions, DiscordSandbox } from "./discord/discord-sandbox.ts";
import { pageFiles } from "./page/page-files.ts";
import { PageServer } from "./page/page-server.ts";
import { type TelegramOptions, TelegramSandbox } from "./telegram/telegram-sandbox.ts";
import { type TwitterOptions, TwitterSandbox } from "./twitter/twitter-sandbox.ts";
import { Changes } from "./wire/changes.ts";
import { systemClock } from "./wire/clock.ts";
import { Listener } from "./wire/listener.ts";

export interface SandboxOptions {
  /** Of Telegram, Discord, the page and the controls. @default one that is free */
  readonly port?: number;
  /** @default "127.0.0.1" */
  readonly host?: string;
  readonly telegram?: TelegramOptions;
  readonly discord?: DiscordOptions;
  readonly twitter?: TwitterOptions;
  readonly desk?: DeskOptions;
  /** Where the desk's webhooks go and the page's traces come from; `setFleetUrl` sets it later. */
  readonly fleetUrl?: string;
  readonly clock?: Clock;
}

export interface Sandbox {
  /** The page; `telegram.apiRoot`, `discord.apiRoot` and Discord's gateway are the same server. */
  readonly url: string;
  readonly telegram: TelegramSandbox;
  readonly discord: DiscordSandbox;
  /** Listens on a port of its own, with TLS: clients know X by its hosts alone. */
  readonly twitter: TwitterSandbox;
  /** Listens on a port of its own, so that it can refuse connections: see `desk.url`. */
  readonly desk: DeskSandbox;
  setFleetUrl(url: string): void;
  close(): Promise<void>;
}

export const startSandbox = async (options: SandboxOptions = {}): Promise<Sandbox> => {
  const { host = "127.0.0.1", clock = systemClock } = options;
  const changes = new Changes();
  let fleet = options.fleetUrl;
  const fleetUrl = () => fleet;
  const setFleetUrl = (url: string) => {
    fleet = url;
    changes.changed();
  };
  const telegram = new TelegramSandbox(options.telegram ?? {}, { clock, changes, fleetUrl });
  const discord = new DiscordSandbox(options.discord ?? {}, { clock, changes });
  const twitter = new TwitterSandbox(options.twitter ?? {}, { clock, changes, host, fleetUrl });
  const desk = new DeskSandbox(options.desk ?? {}, { clock, changes, host, fleetUrl });
  const control = new Control({ telegram, discord, twitter, desk, clock, setFleetUrl });
  const page = new PageServer({
    control,
    changes,
    fleetUrl,
    fileAt: pageFiles({ telegram, discord, twitter, desk }),
  });
  const server = createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
    const path = request.url ?? "";
    if (telegram.serves(path)) telegram.handle(request, response);
    else if (discord.serves(path)) discord.handle(request, response);
    else void page.handle(request, response);
  });
  server.on("upgrade", (request, socket, head) => discord.upgrade(request, socket, head));
  const listener = new Listener(server, host);
  await listener.listen(options.port ?? 0);
  await Promise.all([desk.start(), twitter.start()]);
  telegram.apiRoot = listener.url;
  discord.listensAt(listener.url);
  return {
    url: listener.url,
    telegram,
    discord,
    twitter,
    desk,
    setFleetUrl,
    close: async () => {
      telegram.stop();
      discord.stop();
      page.close();
      await Promise.all([desk.close(), twitter.close(), listener.close()]);
    },
  };
};
