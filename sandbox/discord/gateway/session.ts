import { type Fields, isList, numberOf } from "../../wire/values.ts";
import type { Application, Session } from "../world/application.ts";
import { intentBits, isWanted, withoutContent } from "./intents.ts";

/** More than these and a session cannot be resumed. */
const eventsKept = 5_000;

export interface SessionFacts {
  readonly id: string;
  readonly application: Application;
  readonly intents: number;
  readonly shard: readonly [id: number, count: number];
}

/** Where a session's events go. */
export interface Line {
  sendJson(json: string): void;
}

/** One IDENTIFY and what it was told since; it outlives its connection, so that it can be resumed. */
export class GatewaySession implements Session {
  readonly facts: SessionFacts;
  #line: Line | undefined;
  #kept: { readonly sequence: number; readonly json: string }[] = [];
  #sequence = 0;
  #lostUpTo = 0;
  detachedAt: number | undefined;

  constructor(facts: SessionFacts) {
    this.facts = facts;
  }

  get sequence(): number {
    return this.#sequence;
  }

  get isAttached(): boolean {
    return this.#line !== undefined;
  }

  attach(line: Line): void {
    this.#line = line;
    this.detachedAt = undefined;
  }

  /** Nothing when another line has taken over. */
  detach(line: Line, now: number): void {
    if (this.#line !== line) return;
    this.#line = undefined;
    this.detachedAt = now;
  }

  /** Server events belong to one shard, direct chats to the first. */
  tell(name: string, data: Fields, { guildId }: { readonly guildId?: string }): void {
    const { application, intents, shard } = this.facts;
    const [shardId, shards] = shard;
    const home = guildId === undefined ? 0 : Number((BigInt(guildId) >> 22n) % BigInt(shards));
    const inGuild = guildId !== undefined;
    if (home !== shardId || !isWanted({ name, data, inGuild }, intents, application.id)) return;
    this.dispatch(name, this.#readable(name, data, inGuild));
  }

  /** Whatever the intents are. */
  dispatch(name: string, data: Fields): void {
    this.#sequence += 1;
    const json = JSON.stringify({ op: 0, t: name, s: this.#sequence, d: data });
    this.#kept.push({ sequence: this.#sequence, json });
    if (this.#kept.length > eventsKept * 2) {
      this.#kept = this.#kept.slice(-eventsKept);
      this.#lostUpTo = (this.#kept[0]?.sequence ?? 1) - 1;
    }
    this.#line?.sendJson(json);
  }

  /** What came after a sequence number; undefined when that cannot be told. */
  since(sequence: number): readonly string[] | undefined {
    if (sequence > this.#sequence || sequence < this.#lostUpTo) return undefined;
    return this.#kept.filter((kept) => kept.sequence > sequence).map(({ json }) => json);
  }

  #readable(name: string, data: Fields, inGuild: boolean): Fields {
    const { application, intents } = this.facts;
    if (!inGuild || (intents & intentBits.MessageContent) !== 0) return data;
    if (name === "MESSAGE_CREATE" || name === "MESSAGE_UPDATE") return withoutContent(data, application.id);
    if (name === "AUTO_MODERATION_ACTION_EXECUTION") return { ...data, content: "", matched_content: "" };
    return data;
  }
}

/** What a client says which of how many it is. */
export const shardOf = (value: unknown): readonly [number, number] | undefined => {
  if (value === undefined) return [0, 1];
  const [id, count] = isList(value) ? value.map(numberOf) : [];
  return id !== undefined && count !== undefined && id >= 0 && id < count ? [id, count] : undefined;
};
