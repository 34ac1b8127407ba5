import type { IncomingMessage, ServerResponse } from "node:http";
import type { Duplex } from "node:stream";
import type { Clock } from "../../src/domain/clock.ts";
import type { Changes } from "../wire/changes.ts";
import { type Fault, FaultBook, type FaultOrder } from "../wire/faults.ts";
import { RequestLog } from "../wire/request-log.ts";
import { Router } from "../wire/router.ts";
import type { StoredFile } from "../wire/stored-file.ts";
import { Gateway } from "./gateway/gateway.ts";
import { type IdentifySettings, identifySettings } from "./gateway/identify-budget.ts";
import type { Interaction } from "./interactions/interaction.ts";
import { Person, type PersonOptions } from "./people/person.ts";
import { AttachmentServer } from "./rest/attachment-server.ts";
import { discordLimits, type LimitSettings } from "./rest/buckets.ts";
import { type LoggedRequest, RestServer } from "./rest/rest-server.ts";
import { routes } from "./rest/routes.ts";
import { type Application, aUser, type BotOptions } from "./world/application.ts";
import { AttachmentLinks } from "./world/attachment-links.ts";
import type { Channel } from "./world/channel.ts";
import type { Guild, GuildOptions } from "./world/guild.ts";
import { openThread } from "./world/open-thread.ts";
import type { Permission } from "./world/permissions.ts";
import { channelTypes } from "./world/types.ts";
import { World } from "./world/world.ts";

export interface DiscordOptions {
  /** @default {@link discordLimits} */
  readonly limits?: LimitSettings | "off";
  /** How often a bot may identify; `limits: "off"` switches this off too. @default 1,000 a day, one in 5 s */
  readonly identify?: IdentifySettings | "off";
  /** What the gateway asks for. @default 41,250 */
  readonly heartbeatMs?: number;
  /** How long a session can be resumed. @default 180,000 */
  readonly resumeMs?: number;
  /** How many connections a bot is told to open. @default 1 */
  readonly shards?: number;
  /** Keep the last requests. Benchmarks switch it off. @default true */
  readonly log?: boolean;
}

export interface ServerOptions extends GuildOptions {
  /** @default somebody made for it */
  readonly owner?: Person;
  /** Bots that are there from the start, with what their role allows. @default every bot, with what a support bot needs */
  readonly bots?: readonly { readonly username: string; readonly permissions: readonly Permission[] }[];
}

/** What an operator gives a support bot that guards a server. */
const botMay: readonly Permission[] = [
  "ViewChannel",
  "SendMessages",
  "SendMessagesInThreads",
  "CreatePublicThreads",
  "CreatePrivateThreads",
  "ManageThreads",
  "ManageMessages",
  "PinMessages",
  "EmbedLinks",
  "AttachFiles",
  "ReadMessageHistory",
  "AddReactions",
  "ModerateMembers",
  "KickMembers",
  "BanMembers",
  "ManageGuild",
];

const prefix = "/discord";

/** Discord as tests and the start page see it: bots, people, servers, direct chats, faults. */
export class DiscordSandbox {
  readonly faults: FaultBook;
  readonly gateway: Gateway;
  readonly #world: World;
  readonly #files: AttachmentLinks;
  readonly #people = new Map<string, Person>();
  readonly #log: RequestLog<LoggedRequest>;
  readonly #rest: RestServer;
  readonly #attachments: AttachmentServer;
  readonly #changes: Changes;
  #origin = "";

  constructor(options: DiscordOptions, world: { readonly clock: Clock; readonly changes: Changes }) {
    const { limits = discordLimits, heartbeatMs = 41_250, resumeMs = 180_000, shards = 1 } = options;
    const identify = options.identify ?? (limits === "off" ? "off" : identifySettings);
    this.#changes = world.changes;
    this.faults = new FaultBook(() => world.changes.changed());
    this.#files = new AttachmentLinks(world.clock, () => `${this.#origin}${prefix}/attachments`);
    this.#world = new World({ ...world, files: this.#files });
    this.#log = new RequestLog(options.log ?? true);
    const url = () => `${this.#origin.replace("http", "ws")}${prefix}/gateway`;
    this.gateway = new Gateway(this.#world, { heartbeatMs, resumeMs, identify, shards, url });
    this.#rest = new RestServer({
      world: this.#world,
      gateway: this.gateway,
      faults: this.faults,
      log: this.#log,
      router: new Router(routes),
      limits,
    });
    const count = (operation: string, status: number) => this.#log.count(operation, status);
    this.#attachments = new AttachmentServer({ files: this.#files, faults: this.faults, count });
  }

  /** What discord.js takes as `rest.api`; set when the sandbox listens. */
  get apiRoot(): string {
    return `${this.#origin}${prefix}/api`;
  }

  /** Where the sandbox listens. */
  listensAt(origin: string): void {
    this.#origin = origin;
  }

  /** Whether a request's path is one of Discord's. */
  serves(path: string): boolean {
    return path.startsWith(`${prefix}/`);
  }

  handle(request: IncomingMessage, response: ServerResponse): void {
    const url = (request.url ?? "").slice(prefix.length);
    if (url.startsWith("/attachments/")) this.#attachments.handle(request, response, url.slice(13));
    else this.#rest.handle(request, response, url.replace(/^\/api/, ""));
  }

  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    if (request.url?.startsWith(`${prefix}/gateway`)) this.gateway.upgrade(request, socket, head);
    else socket.destroy();
  }

  addBot(options: BotOptions): Application {
    return this.#world.addApplication(options);
  }

  get bots(): readonly Application[] {
    return [...this.#world.applications.values()];
  }

  /** By username. @default the first one */
  bot(username?: string): Application {
    return this.#world.bot(username);
  }

  /** The person of that name; made when there is none. */
  person(options: PersonOptions): Person {
    const known = this.#people.get(options.id ?? options.name);
    if (known) return known;
    const { name: username, id = this.#world.ids.next(), displayName, locale = "en-US" } = options;
    const user = aUser({ id, username, ...(displayName !== undefined && { displayName }) });
    const standing = { dmsClosed: false, installed: new Set<string>(), locale };
    this.#world.users.set(id, user);
    this.#world.standings.set(id, standing);
    const person = new Person(user, this.#world, standing);
    this.#people.set(options.id ?? username, person);
    this.#changes.changed();
    return person;
  }

  get people(): readonly Person[] {
    return [...this.#people.values()];
  }

  /** A new server, with its bots in it. */
  guild(options: ServerOptions): Guild {
    const owner = options.owner ?? this.person({ name: `owner of ${options.name}` });
    const bots =
      options.bots ?? this.bots.map(({ user }) => ({ username: user.username, permissions: botMay }));
    const guild = this.#world.addGuild(options, owner.user);
    for (const { username, permissions } of bots) this.invite(guild, { username, permissions });
    return guild;
  }

  /** Adds a bot to a server, with a role of its own. */
  invite(
    guild: Guild,
    bot: { readonly username?: string; readonly permissions?: readonly Permission[] },
  ): void {
    const { user, id } = this.bot(bot.username);
    const role = guild.addRole({ name: user.username, permissions: bot.permissions ?? botMay, botId: id });
    guild.join(user, [role.id]);
  }

  get guilds(): readonly Guild[] {
    return [...this.#world.guilds.values()];
  }

  /** A public thread in a channel of a server, opened by its owner. */
  thread(parent: Channel, { name }: { readonly name: string }): Channel {
    const guild = this.#world.guildOf(parent);
    if (!guild) throw new Error("A direct chat has no threads.");
    const facts = { type: channelTypes.publicThread, ownerId: guild.ownerId };
    return openThread(this.#world, { guild, parent }, { ...facts, id: this.#world.ids.next(), name });
  }

  /** A server's channel, a thread or a direct chat. */
  channel(id: string): Channel {
    const channel = this.#world.channels.get(id);
    if (!channel) throw new Error(`There is no channel ${id}.`);
    return channel;
  }

  /** What a person pressed, called or submitted. */
  interaction(id: string): Interaction {
    const found = [...this.#world.interactions.values()].find((interaction) => interaction.id === id);
    if (!found) throw new Error(`There is no interaction ${id}.`);
    return found;
  }

  /** What somebody sent, by its id. */
  file(id: string): StoredFile | undefined {
    return this.#files.find(id);
  }

  fault(order: FaultOrder): Fault {
    return this.faults.order(order);
  }

  /** The last requests, oldest first. */
  get requests(): readonly LoggedRequest[] {
    return this.#log.requests;
  }

  /** Requests by operation and status, such as `{"create_message 200": 12}`. */
  get counts(): Readonly<Record<string, number>> {
    return this.#log.counts;
  }

  /** Requests that were over an allowance; ordered 429s are not among them. */
  get overAllowance(): number {
    return this.#rest.allowances.refused;
  }

  /** Answers 401, 403 and 429 in the last 10 min, to all bots: they have one address. */
  get invalidRequests(): number {
    return this.#rest.allowances.invalidRequests;
  }

  waitForRequest(fits: (request: LoggedRequest) => boolean, timeoutMs = 15_000): Promise<LoggedRequest> {
    const missing = () => `a request; there were ${JSON.stringify(this.counts)}`;
    return this.#changes.until({ check: () => this.requests.find(fits), timeoutMs, missing });
  }

  stop(): void {
    this.gateway.close();
  }
}
