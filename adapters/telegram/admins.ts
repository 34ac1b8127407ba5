import type { Clock } from "../../src/domain/clock.ts";
import type { RawEvent } from "../../src/domain/event.ts";
import { type ConversationId, chatOf, nativeConversationId, type PersonId } from "../../src/domain/ids.ts";
import type { Person } from "../../src/domain/person.ts";
import type { AdapterLog } from "./adapter-log.ts";
import type { Api } from "./api.ts";
import { isObject, listOf, type NativeMember } from "./native.ts";
import { readPerson } from "./person.ts";

const timeoutMs = 10_000;
/** A bot without admin rights is told of no change: then this is how old an answer may become. */
const maxAgeMs = 3_600_000;
const retryAfterMs = 600_000;
const maxChats = 1000;

interface Known {
  admins: Set<PersonId>;
  /** When to ask again. */
  staleAt: number;
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

  const ask = async (chat: ConversationId, known: Known) => {
    try {
      const payload = { chat_id: Number(nativeConversationId(chat)) };
      const members = await api.call("getChatAdministrators", payload, { timeoutMs, signal });
      const people = listOf(members).flatMap((value) => {
        const member: NativeMember = isObject(value) ? value : {};
        return readPerson(member.user) ?? [];
      });
      known.admins = new Set(people.map(({ id }) => id));
      known.staleAt = clock.now() + maxAgeMs;
    } catch (error) {
      if (signal.aborted) return;
      const reason = error instanceof Error ? error.message : "unknown failure";
      log.info({ chat, reason }, "the admins of a group could not be read");
    }
  };

  const askLater = (chat: ConversationId, known: Known) => {
    known.staleAt = clock.now() + retryAfterMs;
    asking = asking.then(() => (signal.aborted ? undefined : ask(chat, known)));
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

  const takeNote = (chat: ConversationId, { id, role }: Person) => {
    const { admins } = knownOf(chat);
    if (role === "moderator") admins.add(id);
    else admins.delete(id);
  };

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
        takeNote(chat, event.person);
        return event;
      case "rights.changed":
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
