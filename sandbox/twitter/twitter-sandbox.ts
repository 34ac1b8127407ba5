import type { IncomingMessage, ServerResponse } from "node:http";
import { createServer, type Server } from "node:https";
import type { Clock } from "../../src/domain/clock.ts";
import type { Changes } from "../wire/changes.ts";
import { type Fault, FaultBook, type FaultOrder } from "../wire/faults.ts";
import { Listener } from "../wire/listener.ts";
import { RequestLog } from "../wire/request-log.ts";
import { Router } from "../wire/router.ts";
import type { StoredFile } from "../wire/stored-file.ts";
import { certificates } from "./certificates.ts";
import { Account } from "./people/account.ts";
import { Person, type PersonOptions } from "./people/person.ts";
import { type LimitSettings, Limits, type Standing, twitterLimits } from "./rest/limits.ts";
import { OAuth } from "./rest/oauth.ts";
import { type LoggedRequest, RestServer } from "./rest/rest-server.ts";
import { routes } from "./rest/routes.ts";
import { WebhookHub } from "./webhook/webhook-hub.ts";
import type { Conversation } from "./world/conversation.ts";
import type { App, Post } from "./world/types.ts";
import { World } from "./world/world.ts";

export interface TwitterOptions {
  /** @default {@link twitterLimits} */
  readonly limits?: LimitSettings | "off";
  /** How far a signature's timestamp may be off; "off" where the clock is not the caller's. @default 300,000 */
  readonly skewMs?: number | "off";
  /** Keep the last requests. Benchmarks switch it off. @default true */
  readonly log?: boolean;
  /** Waits between attempts to post to a webhook. @default 1,000, 5,000 and 25,000 */
  readonly webhookRetryMs?: readonly number[];
  /** @default one that is free */
  readonly port?: number;
}

export interface AccountOptions {
  readonly username: string;
  /** @default the username */
  readonly name?: string;
  readonly id?: string;
  /** Whose keys go with the account's. @default the app that was added last */
  readonly app?: App;
  readonly accessToken: string;
  readonly accessSecret: string;
}

const usernameOf = (name: string): string => name.replace(/\W/g, "").slice(0, 15) || "somebody";

/** X as tests and the start page see it: apps, accounts, people, faults; over TLS on a port of its own. */
export class TwitterSandbox {
  readonly faults: FaultBook;
  readonly hub: WebhookHub;
  readonly #world: World;
  readonly #people = new Map<string, Person>();
  readonly #accounts = new Map<string, Account>();
  readonly #log: RequestLog<LoggedRequest>;
  readonly #limits: Limits;
  readonly #rest: RestServer;
  readonly #server: Server;
  readonly #listener: Listener;
  readonly #wantedPort: number;
  #isCertified = false;

  constructor(
    options: TwitterOptions,
    world: {
      readonly clock: Clock;
      readonly changes: Changes;
      readonly host: string;
      readonly fleetUrl: () => string | undefined;
    },
  ) {
    const { limits = twitterLimits, skewMs = 300_000 } = options;
    this.#wantedPort = options.port ?? 0;
    this.faults = new FaultBook(() => world.changes.changed());
    this.#world = new World(world);
    this.#log = new RequestLog(options.log ?? true);
    const { faults } = this;
    const retryMs = options.webhookRetryMs ?? [1_000, 5_000, 25_000];
    this.hub = new WebhookHub(this.#world, { ...world, faults, retryMs });
    this.#limits = new Limits(limits, world.clock);
    this.#rest = new RestServer({
      world: this.#world,
      faults: this.faults,
      log: this.#log,
      router: new Router(routes),
      limits: this.#limits,
      oauth: new OAuth(this.#world, skewMs),
      hub: this.hub,
    });
    this.#server = createServer((request, response) => this.handle(request, response));
    this.#listener = new Listener(this.#server, world.host);
  }

  handle(request: IncomingMessage, response: ServerResponse): void {
    this.#rest.handle(request, response);
  }

  start(): Promise<void> {
    return this.#listener.listen(this.#wantedPort);
  }

  close(): Promise<void> {
    this.hub.close();
    return this.#listener.close();
  }

  /** Where the sandbox stands for api.x.com. */
  get port(): number {
    return this.#listener.port;
  }

  /** What a client must trust, as PEM. Made when it is first asked for: a sandbox without X pays nothing for it. */
  get authority(): string {
    const { authority, certificate, key } = certificates();
    if (!this.#isCertified) this.#server.setSecureContext({ cert: certificate, key });
    this.#isCertified = true;
    return authority;
  }

  addApp(keys: Pick<App, "consumerKey" | "consumerSecret">): App {
    return this.#world.addApp(keys);
  }

  get apps(): readonly App[] {
    return [...this.#world.apps.values()];
  }

  /** An account with the tokens by which its app acts for it. */
  addAccount(options: AccountOptions): Account {
    const { username, name = username, id, accessToken, accessSecret } = options;
    const app = options.app ?? this.apps.at(-1);
    if (!app) throw new Error("An account needs an app: addApp comes first.");
    const user = this.#world.addUser({ username, name, ...(id !== undefined && { id }) });
    const grant = { app, user, accessToken, accessSecret, revoked: false };
    this.#world.grants.set(accessToken, grant);
    const account = new Account(grant, this.#world);
    this.#accounts.set(username, account);
    return account;
  }

  get accounts(): readonly Account[] {
    return [...this.#accounts.values()];
  }

  /** By username. @default the first one */
  account(username?: string): Account {
    const account = username === undefined ? this.accounts[0] : this.#accounts.get(username);
    if (!account) throw new Error(`There is no account ${username ?? ""}.`);
    return account;
  }

  /** The person of that name; made when there is none. */
  person(options: PersonOptions): Person {
    const known = this.#people.get(options.id ?? options.name);
    if (known) return known;
    const { name, id, username = usernameOf(name) } = options;
    const user = this.#world.addUser({ name, username, ...(id !== undefined && { id }) });
    const person = new Person(user, this.#world, () => this.account());
    this.#people.set(id ?? name, person);
    return person;
  }

  get people(): readonly Person[] {
    return [...this.#people.values()];
  }

  /** Tells an account's app of something that X never told before. */
  tell(told: { readonly name: string; readonly payload: unknown; readonly to?: Account }): void {
    const { name, payload, to = this.account() } = told;
    this.#world.tell({ type: "other", name, payload, userId: to.id });
  }

  /** What is used of the direct messages that an account may send: of its own in 15 min and 24 h, and of its app's. */
  allowance({ caller }: Account): readonly Standing[] {
    return this.#limits.standing(caller, "dm_send");
  }

  /** Of two, or a group. */
  conversation(id: string): Conversation {
    const found = this.#world.conversations.get(id);
    if (!found) throw new Error(`There is no conversation ${id}.`);
    return found;
  }

  post(id: string): Post {
    const found = this.#world.posts.get(id);
    if (!found) throw new Error(`There is no post ${id}.`);
    return found;
  }

  /** A post and what was said below it, oldest first. */
  thread(id: string): readonly Post[] {
    return [...this.#world.posts.values()].filter(
      ({ conversationId, deleted }) => conversationId === id && !deleted,
    );
  }

  /** Of a direct message, by the message's id. */
  file(dmId: string): StoredFile | undefined {
    return this.#world.events.get(dmId)?.media?.file;
  }

  fault(order: FaultOrder): Fault {
    return this.faults.order(order);
  }

  /** The last requests, oldest first. */
  get requests(): readonly LoggedRequest[] {
    return this.#log.requests;
  }

  /** Requests by operation and status, such as `{"getUsersMe 200": 12}`. */
  get counts(): Readonly<Record<string, number>> {
    return this.#log.counts;
  }

  /** Requests that were over an allowance; ordered 429s are not among them. */
  get overAllowance(): number {
    return this.#limits.refused;
  }

  waitForRequest(fits: (request: LoggedRequest) => boolean, timeoutMs = 15_000): Promise<LoggedRequest> {
    const missing = () => `a request; there were ${JSON.stringify(this.counts)}`;
    return this.#world.changes.until({ check: () => this.requests.find(fits), timeoutMs, missing });
  }
}
