import type { Clock } from "../../src/domain/clock.ts";
import type { RawEvent } from "../../src/domain/event.ts";
import { type ConversationId, chatOf, nativeConversationId, type PersonId } from "../../src/domain/ids.ts";
import type { Person } from "../../src/domain/person.ts";
import type { AdapterLog } from "../shared/adapter-log.ts";
import { isObject, listOf } from "../shared/values.ts";
import type { Api } from "./api.ts";
import { ApiFailure } from "./api-failure.ts";
import type { NativeMember } from "./native.ts";
import { readPerson } from "./person.ts";

const timeoutMs = 10_000;
/** A bot without admin rights is told of no change: then this is how old an answer may become. */
const maxAgeMs = 3_600_000;
const retryAfterMs = 600_000;
const maxChats = 1000;
/** A group that finds more before it is asked for when somebody speaks there next. */
const maxWaiting = 200;

interface Known {
  readonly admins: Set<PersonId>;
  /** When to ask again. */
  staleAt: number;
  /** While a question is under way: what was told of members since, for the answer may be older. */
  told?: Map<PersonId, Person["role"]>;
}

/** Who moderates which group, as far as it is known by now. */
export interface AdminBook {
  /** The same events, with moderators named as such. What is not known is asked for later; nothing waits for it. */
  nameModerators(events: readonly RawEvent[]): readonly RawEvent[];
  /** Resolves when every question that was put is answered. For tests. */
  settled(): Promise<void>;
}

export interface AdminBookPort {
  readonly api: Pick<Api, "call">;
  readonly clock: Clock;
  readonly log: AdapterLog;
  readonly signal: AbortSignal;
}

/** Asks for the admins of each group once, one group after the other, and keeps up with what is told of them. */
export const createAdminBook = ({ api, clock, log, signal }: AdminBookPort): AdminBook => {
  const chats = new Map<ConversationId, Known>();
  let asking: Promise<void> = Promise.resolve();
  let waiting = 0;
  /** Telegram asked not to be asked before. */
  let quietUntil = 0;

  const takeNote = (
    { admins, told }: Pick<Known, "admins" | "told">,
    { id, role }: Pick<Person, "id" | "role">,
  ) => {
    told?.set(id, role);
    if (role === "moderator") admins.add(id);
    else admins.delete(id);
  };

  const ask = async (chat: ConversationId, known: Known) => {
    const { admins } = known;
    const told = new Map<PersonId, Person["role"]>();
    known.told = told;
    try {
      const payload = { chat_id: Number(nativeConversationId(chat)) };
      const members = await api.call("getChatAdministrators", payload, { timeoutMs, signal });
      admins.clear();
      for (const value of listOf(members)) {
        const member: NativeMember = isObject(value) ? value : {};
        const person = readPerson(member.user);
        if (person !== undefined) admins.add(person.id);
      }
      for (const [id, role] of told) takeNote({ admins }, { id, role });
      known.staleAt = clock.now() + maxAgeMs;
    } catch (error) {
      if (signal.aborted) return;
      if (error instanceof ApiFailure) quietUntil = clock.now() + (error.retryAfterMs ?? 0);
      const reason = error instanceof Error ? error.message : "unknown failure";
      log.info({ chat, reason }, "the admins of a group could not be read");
    } finally {
      delete known.told;
    }
  };

  const askInTurn = async (chat: ConversationId, known: Known) => {
    if (!signal.aborted && clock.now() >= quietUntil) await ask(chat, known);
    else known.staleAt = quietUntil;
    waiting -= 1;
  };

  const askLater = (chat: ConversationId, known: Known) => {
    if (waiting >= maxWaiting) return;
    waiting += 1;
    known.staleAt = clock.now() + retryAfterMs;
    asking = asking.then(() => askInTurn(chat, known));
  };

  const knownOf = (chat: ConversationId): Known => {
    const known = chats.get(chat) ?? { admins: new Set(), staleAt: 0 };
    // What is used stays; the chat that was silent for longest goes.
    chats.delete(chat);
    chats.set(chat, known);
    const [oldest] = chats.keys();
    if (chats.size > maxChats && oldest !== undefined) chats.delete(oldest);
    if (known.staleAt <= clock.now()) askLater(chat, known);
    return known;
  };

  const named = (person: Person, chat: ConversationId): Person =>
    person.role === "member" && knownOf(chat).admins.has(person.id)
      ? { ...person, role: "moderator" }
      : person;

  const nameOne = (event: RawEvent): RawEvent => {
    if (event.conversationKind !== "group") return event;
    const chat = chatOf(event.conversationId);
    switch (event.kind) {
      case "message.created":
      case "message.edited":
        return { ...event, message: { ...event.message, author: named(event.message.author, chat) } };
      case "command.called":
      case "button.pressed":
        return { ...event, person: named(event.person, chat) };
      case "member.joined":
      case "member.changed":
      case "member.left":
        takeNote(knownOf(chat), event.person);
        return event;
      case "rights.changed": {
        // Those that are known moderate until it is known better.
        const known = chats.get(chat);
        if (known) known.staleAt = 0;
        return event;
      }
      case "conversation.migrated":
        chats.delete(chat);
        return event;
      default:
        return event;
    }
  };

  return {
    nameModerators: (events) => events.map(nameOne),
    settled: () => asking,
  };
};
