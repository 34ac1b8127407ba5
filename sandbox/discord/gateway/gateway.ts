import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { WebSocketServer } from "ws";
import { type Fields, numberOf, stringOf } from "../../wire/values.ts";
import type { Application } from "../world/application.ts";
import { guildWire } from "../world/guild-wire.ts";
import type { World } from "../world/world.ts";
import { Connection, type Welcome } from "./connection.ts";
import { IdentifyBudget, type IdentifySettings } from "./identify-budget.ts";
import { intentBits, intentsAreValid, ungranted } from "./intents.ts";
import { memberChunks } from "./member-chunks.ts";
import { opcodes } from "./opcodes.ts";
import { readyWire } from "./ready.ts";
import { GatewaySession, shardOf } from "./session.ts";

export interface GatewayOptions {
  /** @default 41,250 */
  readonly heartbeatMs: number;
  /** How long a session that lost its connection can be resumed. @default 180,000 */
  readonly resumeMs: number;
  readonly identify: IdentifySettings | "off";
  /** How many connections a bot is told to open. */
  readonly shards: number;
  /** Where clients connect. */
  readonly url: () => string;
}

export interface Which {
  /** A bot's username. @default every bot */
  readonly bot?: string;
  /** Only the connection of this shard. */
  readonly shard?: number;
}

/** What a line that was cut without a word is closed with. */
const cutCode = 1006;

/** The gateway: connections, the sessions behind them, and what can go wrong with both. */
export class Gateway implements Welcome {
  readonly #world: World;
  readonly #options: GatewayOptions;
  readonly #sockets = new WebSocketServer({ noServer: true });
  readonly #connections = new Set<Connection>();
  readonly #sessions = new Map<string, GatewaySession>();
  readonly #budgets = new Map<string, IdentifyBudget>();
  #resumesLost = 0;
  #down: "answers" | "resets" | undefined;
  /** Where sessions that begin are told to be resumed. @default where clients connect */
  resumeUrl: string | undefined;
  /** What happened here, such as `{"identify": 2, "resume": 1}`. */
  readonly counts = {
    identify: 0,
    resume: 0,
    refusedIdentify: 0,
    refusedResume: 0,
    refusedConnection: 0,
  };

  constructor(world: World, options: GatewayOptions) {
    this.#world = world;
    this.#options = options;
  }

  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const query = new URLSearchParams(request.url?.split("?")[1] ?? "");
    if (this.#down !== undefined) this.#count("refusedConnection");
    if (this.#down === "resets") {
      socket.destroy();
      return;
    }
    if (this.#down === "answers") {
      socket.end("HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n");
      return;
    }
    this.#sockets.handleUpgrade(request, socket, head, (ws) => {
      const { clock } = this.#world;
      const connection = new Connection(ws, { welcome: this, clock, heartbeatMs: this.#options.heartbeatMs });
      this.#connections.add(connection);
      if (query.get("v") !== "10") connection.close("invalidApiVersion");
      // Only plain JSON is spoken here.
      else if ((query.get("encoding") ?? "json") !== "json" || query.has("compress"))
        connection.close("decodeError");
      this.#world.changes.changed();
    });
  }

  /** Cuts the lines without a word, or closes them with a code; the sessions can be resumed. */
  drop({ code, ...which }: Which & { readonly code?: number } = {}): void {
    for (const connection of this.#those(which)) {
      if (code === undefined) connection.cut();
      else connection.closeWith(code);
      this.closed(connection, code ?? cutCode);
    }
  }

  /** From now on these lines are open and dead: no event, no answer to a heartbeat. */
  zombify(which: Which = {}): void {
    for (const connection of this.#those(which)) connection.isZombie = true;
  }

  /** Asks to reconnect and resume. */
  reconnect(which: Which = {}): void {
    for (const connection of this.#those(which)) connection.send(opcodes.reconnect, null);
  }

  /** Tells that the session is over; without `resumable` it really is. */
  invalidate({ resumable = false, ...which }: Which & { readonly resumable?: boolean } = {}): void {
    for (const connection of this.#those(which)) {
      if (!resumable && connection.session) this.#end(connection.session);
      connection.send(opcodes.invalidSession, resumable);
    }
  }

  /** The next resumes are refused, and what was missed is told to nobody. */
  loseResumes(times = 1): void {
    this.#resumesLost += times;
  }

  /** Nobody can connect until {@link up}; open lines are cut. `answers` with 503, or `resets` the connection. */
  down(how: "answers" | "resets" = "answers"): void {
    this.#down = how;
    this.drop();
  }

  up(): void {
    this.#down = undefined;
  }

  /** Sends an event as it stands, however odd. */
  inject(name: string, data: Fields, which: Which = {}): void {
    for (const { session } of this.#those(which)) session?.dispatch(name, data);
  }

  /** Resolves when so many of a kind have happened. */
  waitForCount(kind: keyof Gateway["counts"], count: number, timeoutMs = 15_000): Promise<number> {
    return this.#world.changes.until({
      check: () => (this.counts[kind] >= count ? this.counts[kind] : undefined),
      timeoutMs,
      missing: () => `${count} of ${kind}; there were ${JSON.stringify(this.counts)}`,
    });
  }

  /** Open connections that identified or resumed. */
  get connected(): number {
    return [...this.#connections].filter(({ session }) => session !== undefined).length;
  }

  waitForConnected(count = 1, timeoutMs = 15_000): Promise<number> {
    return this.#world.changes.until({
      check: () => (this.connected >= count ? this.connected : undefined),
      timeoutMs,
      missing: () => `${count} connections; there are ${this.connected}, ${JSON.stringify(this.counts)}`,
    });
  }

  get shards(): number {
    return this.#options.shards;
  }

  /** Where clients connect. */
  get url(): string {
    return this.#options.url();
  }

  budget(application: Application): IdentifyBudget {
    const known = this.#budgets.get(application.id);
    if (known) return known;
    const budget = new IdentifyBudget(this.#options.identify, this.#world.clock);
    this.#budgets.set(application.id, budget);
    return budget;
  }

  identify(connection: Connection, data: Fields): void {
    const application = this.#applicationOf(data["token"]);
    const intents = numberOf(data["intents"]) ?? -1;
    const shard = shardOf(data["shard"]);
    if (!application) connection.close("authenticationFailed");
    else if (!intentsAreValid(intents)) connection.close("invalidIntents");
    else if (ungranted(intents, application.granted)) connection.close("disallowedIntents");
    else if (!shard) connection.close("invalidShard");
    else this.#begin(connection, { application, intents, shard });
  }

  resume(connection: Connection, data: Fields): void {
    const session = this.#sessions.get(stringOf(data["session_id"]) ?? "");
    const sequence = numberOf(data["seq"]) ?? -1;
    if (!this.#applicationOf(data["token"])) connection.close("authenticationFailed");
    else if (session && sequence > session.sequence) connection.close("invalidSequence");
    else {
      const missed = session && this.#resumable(session) ? session.since(sequence) : undefined;
      if (session && missed) this.#goOn(connection, session, missed);
      else this.#refuseResume(connection, session);
    }
  }

  requestMembers(session: GatewaySession, data: Fields): void {
    for (const chunk of memberChunks(this.#world, session.facts, data))
      session.dispatch("GUILD_MEMBERS_CHUNK", chunk);
  }

  closed(connection: Connection, code: number): void {
    this.#connections.delete(connection);
    const { session } = connection;
    // A client that says goodbye gives its session up.
    if (session && (code === 1000 || code === 1001)) this.#end(session);
    else session?.detach(connection, this.#world.clock.now());
    this.#world.changes.changed();
  }

  close(): void {
    for (const connection of this.#connections) connection.cut();
    this.#sockets.close();
  }

  #begin(
    connection: Connection,
    asked: Pick<GatewaySession["facts"], "application" | "intents" | "shard">,
  ): void {
    const { application, shard, intents } = asked;
    const granted = this.budget(application).take();
    if (granted !== "granted") {
      this.counts.refusedIdentify += 1;
      // Discord resets the token of whoever used up the day's allowance.
      if (granted === "used_up") connection.close("authenticationFailed");
      else connection.send(opcodes.invalidSession, false);
      return;
    }
    this.#endLost();
    const session = new GatewaySession({ id: `session${this.#world.ids.next()}`, ...asked });
    this.#sessions.set(session.facts.id, session);
    application.sessions.add(session);
    connection.session = session;
    session.attach(connection);
    this.counts.identify += 1;
    const guilds = [...this.#world.guilds.values()].filter(
      ({ id, members }) =>
        members.has(application.id) && Number((BigInt(id) >> 22n) % BigInt(shard[1])) === shard[0],
    );
    const guildIds = guilds.map(({ id }) => id);
    session.dispatch("READY", readyWire(session, { guildIds, resumeUrl: this.resumeUrl ?? this.url }));
    if ((intents & intentBits.Guilds) !== 0)
      for (const guild of guilds.filter(({ isUnavailable }) => !isUnavailable))
        session.dispatch("GUILD_CREATE", guildWire(guild, application.id));
    this.#world.changes.changed();
  }

  #count(kind: keyof Gateway["counts"]): void {
    this.counts[kind] += 1;
    this.#world.changes.changed();
  }

  #goOn(connection: Connection, session: GatewaySession, missed: readonly string[]): void {
    connection.session = session;
    session.attach(connection);
    this.counts.resume += 1;
    for (const json of missed) connection.sendJson(json);
    session.dispatch("RESUMED", { _trace: ["sandbox"] });
    this.#world.changes.changed();
  }

  #refuseResume(connection: Connection, session: GatewaySession | undefined): void {
    if (session) this.#end(session);
    connection.send(opcodes.invalidSession, false);
    this.#count("refusedResume");
  }

  /** Sessions that nobody can resume any more. */
  #endLost(): void {
    const since = this.#world.clock.now() - this.#options.resumeMs;
    for (const session of this.#sessions.values())
      if (session.detachedAt !== undefined && session.detachedAt < since) this.#end(session);
  }

  #resumable(session: GatewaySession): boolean {
    if (this.#resumesLost > 0) {
      this.#resumesLost -= 1;
      return false;
    }
    const lostAt = session.detachedAt ?? this.#world.clock.now();
    return this.#world.clock.now() - lostAt <= this.#options.resumeMs;
  }

  #end(session: GatewaySession): void {
    this.#sessions.delete(session.facts.id);
    session.facts.application.sessions.delete(session);
  }

  #applicationOf(token: unknown): Application | undefined {
    return this.#world.applications.get((stringOf(token) ?? "").replace(/^Bot /, ""));
  }

  #those({ bot, shard }: Which): Connection[] {
    return [...this.#connections].filter(
      ({ session }) =>
        (bot === undefined || session?.facts.application.user.username === bot) &&
        (shard === undefined || session?.facts.shard[0] === shard),
    );
  }
}
