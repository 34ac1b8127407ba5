import type { Clock } from "../../src/domain/clock.ts";
import type { Changes } from "../wire/changes.ts";
import type { FaultBook } from "../wire/faults.ts";
import { type Fields, fieldsOf, isFields, isList, numberOf, stringOf } from "../wire/values.ts";
import { BusinessConnection } from "./business/business-connection.ts";
import { Chat } from "./chat.ts";
import type { Group } from "./group/group.ts";
import { type LimitSettings, Limits } from "./limits.ts";
import type { LoadRun } from "./load.ts";
import type { FileStore } from "./media/file-store.ts";
import type { TgChat, TgUser } from "./types.ts";
import { UpdateQueue } from "./update-queue.ts";
import { type WebhookReply, WebhookSender, type WebhookSettings } from "./webhook/webhook-sender.ts";

/** What `allowed_updates` means when it is empty: everything but these. */
const onlyOnRequest = ["chat_member", "message_reaction", "message_reaction_count"];
const firstUpdateId = 700_000_001;

export interface CallbackAnswer {
  readonly text?: string;
  readonly showAlert: boolean;
}

export interface OpenCallback {
  readonly at: number;
  readonly answer: (answer: CallbackAnswer) => void;
}

export interface BotOptions {
  readonly token: string;
  readonly username: string;
  readonly name?: string;
  /** Privacy mode is off. @default false */
  readonly canReadAllGroupMessages?: boolean;
  /** Private chats may have topics. @default false */
  readonly topicsInPrivate?: boolean;
}

interface BotWorld {
  readonly clock: Clock;
  readonly changes: Changes;
  readonly faults: FaultBook;
  readonly limits: LimitSettings | "off";
  readonly groups: ReadonlyMap<number, Group>;
  readonly files: FileStore;
  readonly webhook: { readonly retryMs: readonly number[]; readonly fleetUrl: () => string | undefined };
}

/** One bot account at Telegram: its chats, its waiting updates, its settings. */
export class Bot {
  readonly token: string;
  readonly user: TgUser;
  readonly queue: UpdateQueue;
  readonly limits: Limits | undefined;
  readonly callbacks = new Map<string, OpenCallback>();
  readonly loads: LoadRun[] = [];
  readonly business = new Map<string, BusinessConnection>();
  readonly readsAll: boolean;
  readonly topicsInPrivate: boolean;
  readonly groups: ReadonlyMap<number, Group>;
  readonly files: FileStore;
  readonly #chats = new Map<number, Chat>();
  readonly #world: BotWorld;
  #allowed: ReadonlySet<string> | undefined;
  #lastMessageId = 0;
  commands: readonly unknown[] = [];
  webhook: WebhookSender | undefined;

  constructor(options: BotOptions, world: BotWorld) {
    this.token = options.token;
    this.readsAll = options.canReadAllGroupMessages ?? false;
    this.topicsInPrivate = options.topicsInPrivate ?? false;
    this.groups = world.groups;
    this.files = world.files;
    this.user = {
      id: Number.parseInt(options.token, 10),
      is_bot: true,
      first_name: options.name ?? options.username,
      username: options.username.replace(/^@/, ""),
    };
    this.#world = world;
    this.limits = world.limits === "off" ? undefined : new Limits(world.limits);
    this.queue = new UpdateQueue({
      firstId: firstUpdateId,
      now: () => world.clock.now(),
      repeats: ({ chatId }) => world.faults.hitUnasked("update_twice", chatId) !== undefined,
      isLate: ({ chatId }) => world.faults.hitUnasked("update_late", chatId) !== undefined,
    });
  }

  /** Posts updates from now on instead of waiting for polls; `reply` is what a 2xx answer orders. */
  setWebhook(settings: WebhookSettings, reply: (call: WebhookReply) => void): void {
    this.webhook?.stop();
    this.queue.terminate("Conflict: terminated by setWebhook request");
    this.webhook = new WebhookSender(settings, {
      ...this.#world.webhook,
      queue: this.queue,
      clock: this.#world.clock,
      isUnreachable: (chatId) => this.#world.faults.hitUnasked("webhook_unreachable", chatId) !== undefined,
      changed: () => this.#world.changes.changed(),
      reply,
    });
  }

  /** Whether there was one. */
  deleteWebhook(): boolean {
    const had = this.webhook !== undefined;
    this.webhook?.stop();
    this.webhook = undefined;
    return had;
  }

  dropPending(): void {
    this.webhook?.drop();
    this.queue.drop();
  }

  connectBusiness(owner: TgUser, canReply?: boolean): BusinessConnection {
    const id = `business${this.business.size + 1}of${owner.id}`;
    const { clock, changes } = this.#world;
    const connection = new BusinessConnection({ id, owner, canReply }, { bot: this, clock, changes });
    this.business.set(id, connection);
    return connection;
  }

  /** In private chats all messages of a bot are numbered together, as at Telegram. */
  nextMessageId(): number {
    this.#lastMessageId += 1;
    return this.#lastMessageId;
  }

  get chats(): readonly Chat[] {
    return [...this.#chats.values()];
  }

  chat(id: number): Chat | undefined {
    return this.#chats.get(id) ?? this.groups.get(id)?.chat;
  }

  /** Someone of whom the bot knows by a group that both are in. */
  knows(userId: number): boolean {
    return [...this.groups.values()].some(
      (group) => group.member(userId) !== undefined && group.member(this.user.id) !== undefined,
    );
  }

  openChat(about: TgChat): Chat {
    const known = this.chat(about.id);
    if (known) return known;
    const chat = new Chat(about, this.#world.changes);
    this.#chats.set(about.id, chat);
    return chat;
  }

  load(chatId: number): LoadRun | undefined {
    return this.loads.find((run) => run.covers(chatId));
  }

  allow(kinds: unknown): void {
    if (!isList(kinds)) return;
    const names = kinds.filter((kind) => typeof kind === "string");
    this.#allowed = names.length === 0 ? undefined : new Set(names);
  }

  get allowedUpdates(): readonly string[] | undefined {
    return this.#allowed && [...this.#allowed];
  }

  /** Queues what happened; nothing when the bot did not ask for that kind. */
  tell(kind: string, content: object, chatId?: number): number | undefined {
    if (!this.#wants(kind)) return undefined;
    const id = this.queue.nextId();
    const json = JSON.stringify({ update_id: id, [kind]: content });
    this.queue.add({ id, json, at: this.#world.clock.now(), chatId });
    this.#world.changes.changed();
    return id;
  }

  /** An update as it stands, however odd. It gets an id when it has none; its chat becomes known. */
  inject(update: Fields): number {
    const given = numberOf(update["update_id"]);
    const id = given ?? this.queue.nextId();
    const chat = chatIn(update);
    if (chat) this.openChat(chat);
    const queued = {
      id,
      json: JSON.stringify({ update_id: id, ...update }),
      at: this.#world.clock.now(),
      chatId: chat?.id,
    };
    if (given === undefined) this.queue.add(queued);
    else this.queue.addGiven(queued);
    return id;
  }

  #wants(kind: string): boolean {
    return this.#allowed ? this.#allowed.has(kind) : !onlyOnRequest.includes(kind);
  }
}

const chatIn = (update: Fields): TgChat | undefined => {
  for (const content of Object.values(update)) {
    if (!isFields(content)) continue;
    const message = isFields(content["message"]) ? content["message"] : content;
    const chat = fieldsOf(message["chat"]);
    const id = numberOf(chat["id"]);
    if (id === undefined) continue;
    const title = stringOf(chat["title"]);
    const first_name = stringOf(chat["first_name"]);
    const type = chat["type"] === "group" || chat["type"] === "supergroup" ? chat["type"] : "private";
    return {
      id,
      type,
      ...(title !== undefined && { title }),
      ...(first_name !== undefined && { first_name }),
    };
  }
  return undefined;
};
