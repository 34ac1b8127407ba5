import type { IncomingMessage, ServerResponse } from "node:http";
import type { Clock } from "../../src/domain/clock.ts";
import type { Changes } from "../wire/changes.ts";
import { type Fault, FaultBook, type FaultOrder } from "../wire/faults.ts";
import { RequestLog } from "../wire/request-log.ts";
import type { Fields } from "../wire/values.ts";
import { Bot, type BotOptions } from "./bot.ts";
import type { BusinessConnection } from "./business/business-connection.ts";
import type { Chat } from "./chat.ts";
import { Group, type GroupOptions } from "./group/group.ts";
import { type LimitSettings, telegramLimits } from "./limits.ts";
import { type LoadOptions, LoadRun } from "./load.ts";
import type { LoggedRequest } from "./logged-request.ts";
import { FileServer } from "./media/file-server.ts";
import { FileStore, type StoredFile } from "./media/file-store.ts";
import { Person, type PersonOptions } from "./person.ts";
import { TelegramServer } from "./telegram-server.ts";

export interface TelegramOptions {
  /** @default {@link telegramLimits} */
  readonly limits?: LimitSettings | "off";
  /** Keep the last calls. Benchmarks switch it off. @default true */
  readonly log?: boolean;
  /** Waits between a webhook's attempts; the last one goes on. @default 100 ms, doubled to 5 s */
  readonly webhookRetryMs?: readonly number[];
  /** Every answer is held back by 0 to this long. @default 0 */
  readonly jitterMs?: number;
}

export interface RaidOptions {
  readonly perS: number;
  readonly seconds: number;
  /** Groups that are flooded; 0: direct chats. @default 1 */
  readonly chats?: number;
  /** @default 5,000 */
  readonly persons?: number;
  readonly texts?: readonly string[];
  /** @default none: nobody asks the bot anything */
  readonly mention?: string;
  readonly bot?: string;
}

const webhookRetryMs = [100, 200, 400, 800, 1_600, 3_200, 5_000];

/** Telegram as tests and the start page see it: bots, people, chats, faults. */
export class TelegramSandbox {
  readonly faults: FaultBook;
  /** Every load that was ordered, in order. */
  readonly loads: LoadRun[] = [];
  readonly #bots = new Map<string, Bot>();
  readonly #people = new Map<number, Person>();
  readonly #groups = new Map<number, Group>();
  readonly #files: FileStore;
  readonly #log: RequestLog<LoggedRequest>;
  readonly #server: TelegramServer;
  readonly #fileServer: FileServer;
  readonly #clock: Clock;
  readonly #changes: Changes;
  readonly #limits: LimitSettings | "off";
  readonly #webhook: { readonly retryMs: readonly number[]; readonly fleetUrl: () => string | undefined };
  /** What to give to an adapter; set when the sandbox listens. */
  apiRoot = "";

  constructor(
    options: TelegramOptions,
    world: { clock: Clock; changes: Changes; fleetUrl: () => string | undefined },
  ) {
    this.#webhook = { retryMs: options.webhookRetryMs ?? webhookRetryMs, fleetUrl: world.fleetUrl };
    this.#clock = world.clock;
    this.#changes = world.changes;
    this.faults = new FaultBook(() => world.changes.changed());
    this.#files = new FileStore(() => world.clock.now());
    this.#limits = options.limits ?? telegramLimits;
    this.#log = new RequestLog(options.log ?? true);
    this.#server = new TelegramServer({
      bots: this.#bots,
      faults: this.faults,
      log: this.#log,
      jitterMs: options.jitterMs ?? 0,
      ...world,
    });
    this.#fileServer = new FileServer({
      bots: this.#bots,
      files: this.#files,
      faults: this.faults,
      count: (method, status) => this.#log.count(method, status),
    });
  }

  /** Whether a request's path is one of Telegram's. */
  serves(path: string): boolean {
    return path.startsWith("/bot") || path.startsWith("/file/bot");
  }

  handle(request: IncomingMessage, response: ServerResponse): void {
    if (request.url?.startsWith("/file/")) this.#fileServer.handle(request, response);
    else this.#server.handle(request, response);
  }

  get bots(): readonly Bot[] {
    return [...this.#bots.values()];
  }

  get people(): readonly Person[] {
    return [...this.#people.values()];
  }

  addBot(options: BotOptions): Bot {
    if (!/^\d+:.+$/.test(options.token)) throw new Error("A bot's token is <number>:<secret>.");
    const bot = new Bot(options, {
      clock: this.#clock,
      changes: this.#changes,
      faults: this.faults,
      limits: this.#limits,
      groups: this.#groups,
      files: this.#files,
      webhook: this.#webhook,
    });
    this.#bots.set(options.token, bot);
    return bot;
  }

  /** By username, with or without `@`. @default the first one */
  bot(username?: string): Bot {
    const wanted = username?.replace(/^@/, "");
    const bot = wanted === undefined ? this.bots[0] : this.bots.find(({ user }) => user.username === wanted);
    if (!bot) throw new Error(wanted === undefined ? "No bot was added." : `There is no bot @${wanted}.`);
    return bot;
  }

  /** The person of that id; made when there is none. */
  person(options: PersonOptions): Person {
    const known = this.#people.get(options.id);
    if (known) return known;
    const person = new Person(options, {
      clock: this.#clock,
      files: this.#files,
      bot: (username) => this.bot(username),
      bots: () => this.bots,
      group: (id) => this.groupById(id),
    });
    this.#people.set(options.id, person);
    return person;
  }

  /** The group of that id; made when there is none. */
  group(options: GroupOptions): Group {
    const known = this.#groups.get(options.id);
    if (known) return known;
    const world = { clock: this.#clock, changes: this.#changes, bots: () => this.bots };
    const group = new Group(options, world, (next) => this.group(next));
    this.#groups.set(options.id, group);
    return group;
  }

  get groups(): readonly Group[] {
    return [...this.#groups.values()];
  }

  groupById(id: number): Group {
    const group = this.#groups.get(id);
    if (!group) throw new Error(`There is no group ${id}.`);
    return group;
  }

  /** The connection of that id, of any bot. */
  businessById(id: string): BusinessConnection {
    const connection = this.bots.map((bot) => bot.business.get(id)).find((known) => known !== undefined);
    if (!connection) throw new Error(`There is no business connection ${id}.`);
    return connection;
  }

  /** A file that a person or a bot sent, with its bytes. */
  file(id: string): StoredFile | undefined {
    return this.#files.find(id);
  }

  chat(id: number, bot?: string): Chat {
    const chat = this.bot(bot).chat(id) ?? this.#people.get(id)?.chat(bot === undefined ? {} : { bot });
    if (!chat) throw new Error(`There is no chat ${id}.`);
    return chat;
  }

  /** How a bot's webhook stands; undefined without one. */
  webhook(bot?: string) {
    const { webhook, queue } = this.bot(bot);
    if (!webhook) return undefined;
    const { settings, delivered, failures, lastError } = webhook;
    return { url: settings.url, pending: queue.pending, delivered, failures, lastError: lastError?.message };
  }

  /** Queues an update as it stands, however odd. Returns its id. */
  inject(update: Fields, bot?: string): number {
    return this.bot(bot).inject(update);
  }

  /** Many updates at once; replies to their persons are counted, not kept. */
  load(options: LoadOptions & { readonly bot?: string }): LoadRun {
    const bot = this.bot(options.bot);
    const run = new LoadRun(options, {
      now: () => this.#clock.now(),
      nextMessageId: () => bot.nextMessageId(),
      ready: () => bot.queue.sourceReady(),
      mention: `@${bot.user.username}`,
      photoId: this.#files.add("photo").id,
    });
    this.loads.push(run);
    bot.loads.unshift(run);
    bot.queue.addSource(run);
    return run;
  }

  /** A flood of people who nobody asked for. */
  raid({ perS, seconds, chats = 1, persons = 5_000, texts, mention = "", bot }: RaidOptions): LoadRun {
    return this.load({
      updates: Math.round(perS * seconds),
      ratePerS: perS,
      persons,
      firstPersonId: 6_000_000,
      texts: texts ?? ["Claim your airdrop before it ends"],
      kinds: chats > 0 ? { group: 1 } : { direct: 1 },
      groups: Math.max(1, chats),
      mention,
      ...(bot !== undefined && { bot }),
    });
  }

  /** Sends that were over an allowance; ordered 429s are not among them. */
  get overAllowance(): number {
    return this.bots.reduce((sum, { limits }) => sum + (limits?.refused ?? 0), 0);
  }

  fault(order: FaultOrder): Fault {
    return this.faults.order(order);
  }

  /** The last calls, oldest first. */
  get requests(): readonly LoggedRequest[] {
    return this.#log.requests;
  }

  /** Calls by method and status, such as `{"sendMessage 200": 12}`. */
  get counts(): Readonly<Record<string, number>> {
    return this.#log.counts;
  }

  waitForRequest(fits: (request: LoggedRequest) => boolean, timeoutMs = 15_000): Promise<LoggedRequest> {
    const missing = () => `a call; there were ${JSON.stringify(this.counts)}`;
    return this.#changes.until({ check: () => this.requests.find(fits), timeoutMs, missing });
  }

  stop(): void {
    for (const bot of this.bots) {
      for (const run of bot.loads) run.stop();
      bot.deleteWebhook();
      bot.queue.terminate("Gone");
    }
  }
}
