import type { Changes } from "../../wire/changes.ts";
import type { Chat } from "../chat.ts";
import type { TgUser } from "../types.ts";
import { type GroupWorld, secondsOf, someOwner, type Who } from "./people.ts";
import { aMember, isAdmin, type Member, memberWire } from "./rights.ts";

/** Who is in a group, as what; tells the bots of each change. */
export class Roster {
  readonly #chat: Chat;
  readonly #world: GroupWorld;
  readonly #changes: Changes;
  readonly #members = new Map<number, Member>();

  constructor(chat: Chat, world: GroupWorld) {
    this.#chat = chat;
    this.#world = world;
    this.#changes = world.changes;
  }

  get members(): readonly Member[] {
    return [...this.#members.keys()].flatMap((id) => this.member(id) ?? []);
  }

  /** What someone is now; undefined for who never was here. A ban and a restriction end by themselves. */
  member(id: number): Member | undefined {
    const member = this.#members.get(id);
    const hasEnded = member?.untilAt !== undefined && member.untilAt <= this.#world.clock.now();
    return member && hasEnded ? aMember(member.user, member.status === "kicked" ? "left" : "member") : member;
  }

  known(user: TgUser): Member {
    return this.member(user.id) ?? aMember(user, "left");
  }

  /** Who acted when nobody is said to have. */
  actor(by: Who | undefined): TgUser {
    return by?.user ?? this.members.find(({ status }) => status === "creator")?.user ?? someOwner;
  }

  /** Nobody is told. */
  put(...members: readonly Member[]): void {
    for (const member of members) this.#members.set(member.user.id, member);
    this.#changes.changed();
  }

  set(member: Member, change: { by: TgUser; how?: Readonly<Record<string, unknown>> }): void {
    const old = this.known(member.user);
    this.put(member);
    const content = {
      chat: this.#chat.about,
      from: change.by,
      date: secondsOf(this.#world.clock.now()),
      old_chat_member: memberWire(old),
      new_chat_member: memberWire(member),
      ...change.how,
    };
    for (const bot of this.#world.bots()) {
      if (bot.user.id === member.user.id) bot.tell("my_chat_member", content, this.#chat.id);
      else if (isAdmin(this.known(bot.user))) bot.tell("chat_member", content, this.#chat.id);
    }
  }
}
