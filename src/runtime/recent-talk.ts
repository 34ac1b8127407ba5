import type { Clock } from "../domain/clock.ts";
import type { RawEvent } from "../domain/event.ts";
import { type ConversationId, chatOf } from "../domain/ids.ts";

/** What was said this long ago bears no more on what is said now. */
const recentMs = 10 * 60_000;
const mostConversations = 5_000;
const mostAddresses = 8;
const mostAskers = 4;
/** A question for a code, and an address beside a key, are not at the end of an essay. */
const longestRead = 2_000;

/** A wallet's address of any chain, by its shape: hexadecimal, bech32 or base58. */
const addressShape =
  /(?<![0-9A-Za-z])(?:0x[0-9a-fA-F]{40}|[a-z]{2,8}1[02-9ac-hj-np-z]{11,71}|[1-9A-HJ-NP-Za-km-z]{25,44})(?![0-9A-Za-z])/g;
const mayHoldAddress = /[0-9A-Za-z]{25}/;

/** Who tells of somebody else's question rather than asking us: "they want the code". */
const tellsOfOthers =
  /\b(?:they|he|she|someone|somebody|caller|stranger|admin|agent)\b|\b(?:asked|asks|asking|wants|wanted|told|tells) (?:me|us)\b|对方|有人|他|她|對方|彼|彼女|相手|と言わ|言われ|求められ|상대|누가|누군가|달라고|\bон[аи]?\b|просят|просит|просил|требу|\bme (?:pid|solicit|pregunt|pedi|pede|exig)|\bhọ\b|yêu cầu tôi|hỏi tôi|isti?yor|istedi/iu;

/** Letters that stand beside a number which answers somebody: "it is 123456". In a group most numbers answer nobody. */
const mostLettersOfAnswer = 16;

interface Said {
  readonly authorId: string;
  /** It is put to one other person, or to nobody in particular. */
  readonly isReply: boolean;
  readonly text: string;
  readonly quote: string | undefined;
  readonly isForwarded: boolean;
}

/** What the guard is told of the conversation that a text stands in. */
export interface TalkContext {
  readonly askedForCode: boolean;
  readonly addresses: readonly string[];
}

interface Talk {
  readonly askers: Map<string, number>;
  readonly addresses: Map<string, number>;
}

const saidIn = (event: RawEvent): Said | undefined => {
  if ("message" in event) {
    const { author, text, quote, forwardedFrom, replyTo } = event.message;
    const isForwarded = forwardedFrom !== undefined;
    return { authorId: author.id, isReply: replyTo !== undefined, text, quote, isForwarded };
  }
  return event.kind === "ticket.replied"
    ? { authorId: "desk", isReply: true, text: event.reply.text, quote: undefined, isForwarded: false }
    : undefined;
};

const mayAnswer = ({ text, isReply }: Said): boolean =>
  isReply || (text.slice(0, longestRead).match(/\p{L}/gu) ?? []).length <= mostLettersOfAnswer;

/** Whoever is told of in a forwarded message or a quote: nobody that writes here. */
const elsewhere = "elsewhere";

const keepLast = <Key>(map: Map<Key, number>, most: number) => {
  for (const key of map.keys()) {
    if (map.size <= most) return;
    map.delete(key);
  }
};

/** The last few minutes of each conversation, as far as they help the guard. In memory, of the latest conversations. */
export class RecentTalk {
  readonly #clock: Clock;
  readonly #asksForCode: (text: string) => boolean;
  readonly #talks = new Map<ConversationId, Talk>();

  constructor(parts: { readonly clock: Clock; readonly asksForCode: (text: string) => boolean }) {
    this.#clock = parts.clock;
    this.#asksForCode = parts.asksForCode;
  }

  /** Takes note of an event, and tells what bears on it. Topics of one group are one talk. */
  hear(event: RawEvent): TalkContext {
    const said = saidIn(event);
    const id = chatOf(event.conversationId);
    if (said !== undefined) this.#note(id, { said, isDirect: event.conversationKind !== "group" });
    const talk = this.#talks.get(id);
    if (talk === undefined) return { askedForCode: false, addresses: [] };
    const since = this.#clock.now() - recentMs;
    const isHeard = said === undefined || event.conversationKind !== "group" || mayAnswer(said);
    return {
      askedForCode: isHeard && [...talk.askers].some(([asker, at]) => at > since && asker !== said?.authorId),
      addresses: [...talk.addresses].flatMap(([address, at]) => (at > since ? [address] : [])),
    };
  }

  #note(id: ConversationId, { said, isDirect }: { said: Said; isDirect: boolean }): void {
    const asker = this.#askerIn(said, isDirect);
    const places = [said.text, said.quote ?? ""].map((place) => place.slice(0, longestRead));
    const addresses = places
      .filter((place) => mayHoldAddress.test(place))
      .flatMap((place) => place.match(addressShape) ?? []);
    if (asker === undefined && addresses.length === 0) return;
    const talk = this.#talkOf(id);
    const now = this.#clock.now();
    if (asker !== undefined) {
      talk.askers.delete(asker);
      talk.askers.set(asker, now);
      keepLast(talk.askers, mostAskers);
    }
    for (const address of addresses) {
      talk.addresses.delete(address);
      talk.addresses.set(address, now);
    }
    keepLast(talk.addresses, mostAddresses);
  }

  /** In a direct chat a person who wants a code from us is no impostor; whom they tell of may be one. */
  #askerIn({ authorId, text, quote, isForwarded }: Said, isDirect: boolean): string | undefined {
    const words = text.slice(0, longestRead);
    if (quote !== undefined && this.#asksForCode(quote.slice(0, longestRead))) return elsewhere;
    if (!this.#asksForCode(words)) return undefined;
    if (isForwarded || (isDirect && tellsOfOthers.test(words))) return elsewhere;
    return isDirect && authorId !== "desk" ? undefined : authorId;
  }

  #talkOf(id: ConversationId): Talk {
    const talk = this.#talks.get(id) ?? { askers: new Map(), addresses: new Map() };
    this.#talks.delete(id);
    this.#talks.set(id, talk);
    for (const oldest of this.#talks.keys()) {
      if (this.#talks.size <= mostConversations) break;
      this.#talks.delete(oldest);
    }
    return talk;
  }
}
