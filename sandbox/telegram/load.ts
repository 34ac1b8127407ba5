import { LoadCount, type LoadReport } from "./load-count.ts";
import { type LoadKind, type LoadShares, type PlannedUpdate, planLoad } from "./load-plan.ts";
import type { TgChat } from "./types.ts";
import type { QueuedUpdate, UpdateSource } from "./update-queue.ts";

export type { LoadReport } from "./load-count.ts";

export interface LoadOptions {
  /** Updates in all. */
  readonly updates: number;
  /** They come from this many persons in turn. */
  readonly persons: number;
  /** @default 5,000,000 */
  readonly firstPersonId?: number;
  /** What is written, in turn; ` #<n>` with the update's number is put behind it. @default ["load"] */
  readonly texts?: readonly string[];
  /** Put the number behind each text. Without it a reply cannot be told apart from another. @default true */
  readonly numbered?: boolean;
  /** Updates a second; without it they are there as fast as the bot takes them. */
  readonly ratePerS?: number;
  /** @default { direct: 1 } */
  readonly kinds?: LoadShares;
  /** That the group messages go to, in turn. @default 5 */
  readonly groups?: number;
  /** Stands before a text in a group; `""` for none. @default the bot's name */
  readonly mention?: string;
}

export interface LoadWorld {
  readonly now: () => number;
  readonly nextMessageId: () => number;
  readonly ready: () => void;
  /** The bot's name with its `@`. */
  readonly mention?: string;
  /** The picture of every album. */
  readonly photoId?: string;
}

const firstGroupId = -1_005_000_000_000;

/** Many updates from many persons, made while they are fetched, and their replies counted instead of kept. */
export class LoadRun implements UpdateSource {
  readonly #options: Required<Omit<LoadOptions, "ratePerS">> & { readonly ratePerS: number | undefined };
  readonly #world: LoadWorld;
  readonly #plan: (n: number) => PlannedUpdate;
  readonly #count: LoadCount;
  readonly #startedAt: number;
  /** Of each person's direct chat: what an edit changes. */
  readonly #lastMessageIds: Uint32Array;
  readonly #waits: { replies: number; done: () => void }[] = [];
  #timer: NodeJS.Timeout | undefined;

  constructor(options: LoadOptions, world: LoadWorld) {
    const { persons, groups = 5, ratePerS } = options;
    this.#options = {
      firstPersonId: 5_000_000,
      texts: ["load"],
      numbered: true,
      kinds: { direct: 1 },
      mention: world.mention ?? "",
      ...options,
      groups,
      ratePerS,
    };
    this.#world = world;
    this.#plan = planLoad(this.#options.kinds);
    this.#count = new LoadCount(options.updates, persons + groups);
    this.#startedAt = world.now();
    this.#lastMessageIds = new Uint32Array(persons);
    if (ratePerS !== undefined) this.#timer = setInterval(world.ready, 2).unref();
  }

  get exhausted(): boolean {
    return this.#count.made >= this.#options.updates;
  }

  covers(chatId: number): boolean {
    return this.#chatIndex(chatId) !== undefined;
  }

  /** Persons first, groups behind them. */
  #chatIndex(chatId: number): number | undefined {
    const { persons, groups, firstPersonId, kinds } = this.#options;
    const person = chatId - firstPersonId;
    if (person >= 0 && person < persons) return person;
    const group = firstGroupId - chatId;
    return (kinds.group ?? 0) > 0 && group >= 0 && group < groups ? persons + group : undefined;
  }

  /** The chat of that id as the Bot API tells of it. */
  about(chatId: number): TgChat {
    if (chatId < 0) return { id: chatId, type: "supergroup", title: `Load ${chatId}` };
    return { id: chatId, type: "private", first_name: `Load ${chatId}` };
  }

  make(max: number, nextId: () => number): QueuedUpdate[] {
    const now = this.#world.now();
    const { updates, ratePerS } = this.#options;
    const elapsedS = (now - this.#startedAt) / 1_000;
    const due = ratePerS === undefined ? updates : Math.min(updates, Math.floor(elapsedS * ratePerS));
    const made: QueuedUpdate[] = [];
    while (made.length < max && this.#count.made < due) {
      const n = this.#count.made;
      const at = ratePerS === undefined ? now : this.#startedAt + ((n + 1) / ratePerS) * 1_000;
      made.push(this.#update(n, nextId(), at));
    }
    if (this.exhausted) this.#stopTimer();
    return made;
  }

  #update(n: number, id: number, at: number): QueuedUpdate {
    const { groups, firstPersonId, texts, numbered } = this.#options;
    const planned = this.#plan(n);
    const { item, part } = planned;
    const person = this.#personOf(item);
    const lastMessageId = this.#lastMessageIds[person] ?? 0;
    const kind: LoadKind = planned.kind === "edit" && lastMessageId === 0 ? "direct" : planned.kind;
    const messageId = kind === "edit" ? lastMessageId : this.#world.nextMessageId();
    if (kind === "direct") this.#lastMessageIds[person] = messageId;
    const written = texts[n % texts.length] ?? "";
    const text = numbered ? `${written} #${n}` : written;
    const chatId = kind === "group" ? firstGroupId - (item % groups) : firstPersonId + person;
    const head = messageHead({ messageId, personId: firstPersonId + person, chatId, at });
    const name = kind === "edit" ? "edited_message" : "message";
    const json = `{"update_id":${id},"${name}":{${head},${this.#content(kind, { text, item, part, at })}}}`;
    this.#count.delivered({ kind, wantsReply: kind !== "edit" && part === 0, at });
    return { id, json, at, chatId };
  }

  /** In turn; with several kinds the turns shift, so that each person gets to do each. */
  #personOf(item: number): number {
    const { persons, kinds } = this.#options;
    const isMixed = Object.keys(kinds).length > 1;
    return (isMixed ? item + Math.floor(item / persons) : item) % persons;
  }

  #content(kind: LoadKind, said: { text: string; item: number; part: number; at: number }): string {
    const { text, item, part, at } = said;
    switch (kind) {
      case "direct":
        return `"text":${JSON.stringify(text)}`;
      case "edit":
        return `"edit_date":${Math.floor(at / 1_000)},"text":${JSON.stringify(text)}`;
      case "group": {
        const { mention } = this.#options;
        if (mention === "") return `"text":${JSON.stringify(text)}`;
        const entities = `[{"type":"mention","offset":0,"length":${mention.length}}]`;
        return `"text":${JSON.stringify(`${mention} ${text}`)},"entities":${entities}`;
      }
      case "album": {
        const file = `"file_id":"${this.#world.photoId ?? "load"}","file_unique_id":"U-load","file_size":20000`;
        const caption = part === 0 ? `,"caption":${JSON.stringify(text)}` : "";
        return `"media_group_id":"load${item}","photo":[{${file},"width":1280,"height":960}]${caption}`;
      }
      default:
        return kind satisfies never;
    }
  }

  /** The bot sent a message to one of the run's chats. */
  replied(chatId: number, text: string): void {
    const chat = this.#chatIndex(chatId);
    if (chat === undefined) return;
    this.#count.replied(chat, text, this.#world.now());
    if (this.#waits.length > 0) this.#checkWaits();
  }

  /** Resolves at the given number of replies. */
  waitForReplies(replies: number, timeoutMs: number): Promise<LoadReport> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(
        () => reject(new Error(`${this.#count.replies} of ${replies} replies within ${timeoutMs} ms.`)),
        timeoutMs,
      );
      this.#waits.push({
        replies,
        done: () => {
          clearTimeout(timer);
          resolve(this.report());
        },
      });
      this.#checkWaits();
    });
  }

  #checkWaits(): void {
    for (let n = this.#waits.length - 1; n >= 0; n -= 1) {
      const wait = this.#waits[n];
      if (!wait || this.#count.replies < wait.replies) continue;
      this.#waits.splice(n, 1);
      wait.done();
    }
  }

  /** Numbers that want a reply and have none. */
  missing(): number[] {
    return this.#count.missing();
  }

  repliesTo(chatId: number): number {
    const chat = this.#chatIndex(chatId);
    return chat === undefined ? 0 : this.#count.repliesTo(chat);
  }

  report(): LoadReport {
    return this.#count.report();
  }

  stop(): void {
    this.#stopTimer();
  }

  #stopTimer(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }
}

const messageHead = (of: { messageId: number; personId: number; chatId: number; at: number }): string => {
  const { messageId, personId, chatId, at } = of;
  const name = `"first_name":"Load ${personId}"`;
  const chat =
    chatId < 0
      ? `{"id":${chatId},"title":"Load ${chatId}","type":"supergroup"}`
      : `{"id":${chatId},${name},"type":"private"}`;
  return `"message_id":${messageId},"from":{"id":${personId},"is_bot":false,${name},"language_code":"en"},"chat":${chat},"date":${Math.floor(at / 1_000)}`;
};
