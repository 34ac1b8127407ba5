import type { Clock } from "../../../src/domain/clock.ts";
import { type Fields, isFields, parseJson, stringOf } from "../../wire/values.ts";
import { isOfThisMachine } from "../../wire/webhook-target.ts";
import type { QueuedUpdate, Taker, UpdateQueue } from "../update-queue.ts";
import { type PostOutcome, WebhookPost } from "./webhook-post.ts";

export interface WebhookSettings {
  readonly url: string;
  readonly secret: string | undefined;
  readonly maxConnections: number;
}

/** A call that the answer to a post carries, as the Bot API allows. */
export interface WebhookReply {
  readonly method: string;
  readonly params: Fields;
}

interface World {
  readonly queue: UpdateQueue;
  readonly clock: Clock;
  /** Waits between attempts; the last one goes on. */
  readonly retryMs: readonly number[];
  /** Stands for every address that is not of this machine, as a proxy would. */
  readonly fleetUrl: () => string | undefined;
  readonly isUnreachable: (chatId: number | undefined) => boolean;
  readonly reply: (call: WebhookReply) => void;
  readonly changed: () => void;
}

interface Lane {
  readonly waiting: QueuedUpdate[];
  failures: number;
}

/** What is taken ahead for chats that wait their turn; and for those that fail, whom no other waits for. */
const aheadPerConnection = 4;
const failingKept = 10_000;

/** Posts a bot's updates in order per chat, over several connections, each until it is answered with 2xx. */
export class WebhookSender implements Taker {
  readonly settings: WebhookSettings;
  readonly #world: World;
  readonly #lanes = new Map<number | undefined, Lane>();
  readonly #timers = new Set<NodeJS.Timeout>();
  readonly #ready: (number | undefined)[] = [];
  readonly #wanted: URL;
  #post: { readonly to: WebhookPost; readonly fleetUrl: string | undefined } | undefined;
  #open = 0;
  #failing = 0;
  #stopped = false;
  /** Taken from the queue and not delivered. */
  held = 0;
  delivered = 0;
  failures = 0;
  lastError: { readonly at: number; readonly message: string } | undefined;

  constructor(settings: WebhookSettings, world: World) {
    this.settings = settings;
    this.#world = world;
    this.#wanted = new URL(settings.url);
    world.queue.setTaker(this);
  }

  /** What was not delivered goes back to the queue, what is under way too. */
  stop(): void {
    this.#stopped = true;
    for (const timer of this.#timers) clearTimeout(timer);
    this.#post?.to.close();
    this.#world.queue.setTaker(undefined);
    const held = [...this.#lanes.values()].flatMap(({ waiting }) => waiting);
    this.#world.queue.putBack(held.sort((a, b) => a.id - b.id));
    this.#lanes.clear();
    this.held = 0;
  }

  drop(): void {
    this.#lanes.clear();
    this.held = 0;
    this.#failing = 0;
  }

  updatesReady(): void {
    this.#pump();
  }

  #pump(): void {
    if (this.#stopped) return;
    const { maxConnections } = this.settings;
    const room = maxConnections * aheadPerConnection - (this.held - this.#failing);
    if (room > 0 && this.#failing < failingKept)
      for (const update of this.#world.queue.takeOut(room)) this.#take(update);
    while (this.#open < maxConnections && this.#ready.length > 0) this.#sendNext(this.#ready.shift());
  }

  #take(update: QueuedUpdate): void {
    this.held += 1;
    const lane = this.#lanes.get(update.chatId);
    if (lane) {
      lane.waiting.push(update);
      if (lane.failures > 0) this.#failing += 1;
      return;
    }
    this.#lanes.set(update.chatId, { waiting: [update], failures: 0 });
    this.#ready.push(update.chatId);
  }

  #sendNext(chatId: number | undefined): void {
    const lane = this.#lanes.get(chatId);
    const update = lane?.waiting[0];
    if (!lane || !update) return;
    this.#open += 1;
    const done = (outcome: PostOutcome) => {
      this.#open -= 1;
      if (this.#lanes.get(chatId) !== lane) this.#pump();
      else if (outcome.ok) this.#succeeded(chatId, lane, outcome.reply);
      else this.#failed(chatId, lane, outcome.reason);
    };
    if (this.#world.isUnreachable(chatId)) done({ ok: false, reason: "Connection refused" });
    else this.#postTarget(done)?.send(update.json, done);
  }

  /** The fleet may come up later, or on another port. */
  #postTarget(fail: (outcome: PostOutcome) => void): WebhookPost | undefined {
    const isHere = isOfThisMachine(this.#wanted);
    const fleetUrl = isHere ? undefined : this.#world.fleetUrl();
    if (!isHere && fleetUrl === undefined) {
      fail({ ok: false, reason: "Failed to resolve host: Name or service not known" });
      return undefined;
    }
    if (this.#post && this.#post.fleetUrl === fleetUrl) return this.#post.to;
    this.#post?.to.close();
    const { pathname, search, origin } = this.#wanted;
    const { maxConnections: connections, secret } = this.settings;
    const to = new WebhookPost(new URL(pathname + search, fleetUrl ?? origin), { connections, secret });
    this.#post = { to, fleetUrl };
    return to;
  }

  #succeeded(chatId: number | undefined, lane: Lane, reply: string): void {
    if (lane.failures > 0) this.#failing -= lane.waiting.length;
    lane.failures = 0;
    lane.waiting.shift();
    this.held -= 1;
    this.delivered += 1;
    if (lane.waiting.length > 0) this.#ready.push(chatId);
    else this.#lanes.delete(chatId);
    if (reply.startsWith("{")) this.#carryOut(reply);
    if (this.held === 0) this.#world.changed();
    this.#pump();
  }

  #carryOut(reply: string): void {
    const params = parseJson(reply);
    const method = isFields(params) ? stringOf(params["method"]) : undefined;
    if (isFields(params) && method !== undefined) this.#world.reply({ method, params });
  }

  #failed(chatId: number | undefined, lane: Lane, message: string): void {
    const { clock, retryMs, changed } = this.#world;
    if (lane.failures === 0) this.#failing += lane.waiting.length;
    const waitMs = retryMs[Math.min(lane.failures, retryMs.length - 1)] ?? 1_000;
    lane.failures += 1;
    this.failures += 1;
    this.lastError = { at: clock.now(), message };
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      this.#ready.push(chatId);
      this.#pump();
    }, waitMs);
    this.#timers.add(timer);
    changed();
    this.#pump();
  }
}
