import type { Clock } from "../../src/domain/clock.ts";
import { isObject, wholeOf } from "../shared/values.ts";
import type { Api } from "./api.ts";
import { ApiFailure } from "./api-failure.ts";
import { codes } from "./failure-reasons.ts";
import { discordLimits, messageFlags } from "./limits.ts";
import { type NativeMessage, snowflakeOf } from "./native.ts";
import type { Asked } from "./parse-interaction.ts";
import { wordsFor } from "./words-for.ts";

const callback = { message: 4, defer: 5, update: 6, modal: 9 } as const;
const callTimeoutMs = 5000;
/** "Thinking" for longer than this looks as if we were stuck. */
const thinkingMs = 20_000;
const maxKnown = 5000;

/** How an interaction stands with Discord. */
interface Known {
  readonly asked: Asked;
  state: "waiting" | "deferred" | "spoken";
  timer?: NodeJS.Timeout | undefined;
}

/** What is said to whoever made an interaction. */
export interface Reply {
  readonly body: object;
  readonly files?: Parameters<Api["call"]>[0]["files"];
  readonly signal: AbortSignal;
  /**
   * The response to the same reply may have been lost: finds the message that it has become, told the one that stands
   * first. Throws when nobody can tell.
   */
  readonly findSaid?: ((first: NativeMessage) => Promise<NativeMessage | undefined>) | undefined;
}

/** What has been said, and whether others read along where it stands. */
export interface Spoken {
  readonly id: string;
  readonly isEphemeral: boolean;
}

/** Interactions that Discord waits for, and those that can still be answered. */
export interface Interactions {
  /**
   * Seen, and not durable yet: whoever waits too long is told to try again. How long one that is told again has waited
   * tells only the difference of two clocks; of others Discord waits since this moment.
   */
  waitFor(asked: readonly Asked[], isToldAgain?: boolean): void;
  /** The events of these are durable. */
  stored(asked: readonly Asked[]): void;
  /** Answers in the place that `ref` opens. Undefined: it is closed. */
  reply(ref: string, reply: Reply): Promise<Spoken | undefined>;
  close(): void;
}

export interface InteractionsPort {
  readonly api: Pick<Api, "call">;
  readonly clock: Clock;
  readonly applicationId: () => string | undefined;
  /** A call that nobody waits for. */
  track(work: Promise<void>): void;
  warn(reason: string, message: string): void;
}

const isClosed = (error: unknown): boolean =>
  error instanceof ApiFailure &&
  (error.code === codes.unknownInteraction ||
    error.code === codes.unknownWebhook ||
    error.code === codes.invalidToken ||
    error.status === 401);

const flagsIn = ({ flags: bits }: NativeMessage): number => wholeOf(bits) ?? 0;
const isLoading = (message: NativeMessage): boolean => (flagsIn(message) & messageFlags.loading) !== 0;
/** Seen by whoever made the interaction alone. */
export const isEphemeral = (message: NativeMessage): boolean =>
  (flagsIn(message) & messageFlags.ephemeral) !== 0;

export const createInteractions = (port: InteractionsPort): Interactions => {
  const { api, clock } = port;
  const known = new Map<string, Known>();
  const turns = new Map<string, Promise<void>>();

  const remember = (asked: Asked): Known => {
    const entry: Known = known.get(asked.id) ?? { asked, state: "waiting" };
    known.set(asked.id, entry);
    const [oldest] = known.keys();
    if (known.size > maxKnown && oldest !== undefined) forget(oldest);
    return entry;
  };
  const forget = (id: string) => {
    clearTimeout(known.get(id)?.timer);
    known.delete(id);
  };

  /** One call after another: an answer has no place before the acknowledgement has made it, and of two one is first. */
  const inTurn = async <T>(id: string, work: () => Promise<T>): Promise<T> => {
    const mine = (turns.get(id) ?? Promise.resolve()).then(work);
    const settled = mine.then(
      () => undefined,
      () => undefined,
    );
    turns.set(id, settled);
    try {
      return await mine;
    } finally {
      if (turns.get(id) === settled) turns.delete(id);
    }
  };

  /** Never throws: Discord shows whoever waits that it went wrong. */
  const respond = async ({ id, token }: Asked, body: object): Promise<void> => {
    try {
      await api.call({
        method: "POST",
        path: `/interactions/${id}/${token}/callback`,
        body,
        withoutToken: true,
        timeoutMs: callTimeoutMs,
      });
    } catch (error) {
      const reason = error instanceof Error ? error.message : "unknown failure";
      port.warn(reason, "an interaction could not be acknowledged");
    }
  };

  const flagsOf = ({ ephemeral }: Asked) => (ephemeral ? messageFlags.ephemeral : 0);
  /** What is asked after it waits for its end. */
  const acknowledgeWith = (asked: Asked, body: object) =>
    port.track(inTurn(asked.id, () => respond(asked, body)));
  const say = (asked: Asked, content: string) =>
    acknowledgeWith(asked, { type: callback.message, data: { content, flags: flagsOf(asked) } });

  const answerAtOnce = (entry: Known) => {
    const { asked } = entry;
    if (asked.first.kind === "modal")
      acknowledgeWith(asked, { type: callback.modal, data: asked.first.modal });
    else say(asked, wordsFor(asked.locale).notOurs);
    forget(asked.id);
  };

  const original = (token: string) =>
    `/webhooks/${port.applicationId() ?? ""}/${token}/messages/@original` as const;

  const filesOf = (files: Reply["files"]) => files && { files, timeoutMs: discordLimits.uploadTimeoutMs };

  const edit = async (token: string, { body, files, signal }: Omit<Reply, "findSaid">) =>
    api.call({
      method: "PATCH",
      path: original(token),
      // Whether others see it was settled by the acknowledgement.
      body: { ...body, flags: messageFlags.suppressEmbeds },
      ...filesOf(files),
      signal,
      withoutToken: true,
    });

  const originalMessage = async (token: string, signal: AbortSignal): Promise<NativeMessage> => {
    const message = await api.call({ method: "GET", path: original(token), signal, withoutToken: true });
    return isObject(message) ? message : {};
  };

  /** Whoever still sees "thinking" is told that they were heard. The answer itself replaces it. */
  const ease = async ({ asked }: Known) => {
    const signal = AbortSignal.timeout(callTimeoutMs);
    try {
      // An answer may stand there though its response was lost.
      if (!isLoading(await originalMessage(asked.token, signal))) return;
      await edit(asked.token, { body: { content: wordsFor(asked.locale).received }, signal });
    } catch (error) {
      port.warn(error instanceof Error ? error.message : "unknown failure", "nobody could be told to wait");
    }
  };

  const later = (entry: Known, { ms, run }: { ms: number; run: () => void }) => {
    clearTimeout(entry.timer);
    entry.timer = setTimeout(run, Math.max(0, ms));
    entry.timer.unref();
  };

  const tooLate = (entry: Known) => {
    if (entry.state !== "waiting") return;
    // If the event becomes durable after all, its answer follows this in the same place.
    entry.state = "spoken";
    say(entry.asked, wordsFor(entry.asked.locale).tryAgain);
  };

  const acknowledge = (entry: Known) => {
    const { asked } = entry;
    if (entry.state !== "waiting") return;
    if (asked.first.kind === "update") {
      forget(asked.id);
      return acknowledgeWith(asked, { type: callback.update });
    }
    entry.state = "deferred";
    later(entry, { ms: thinkingMs, run: () => port.track(inTurn(asked.id, () => ease(entry))) });
    acknowledgeWith(asked, { type: callback.defer, data: { flags: flagsOf(asked) } });
  };

  const followUp = (token: string, { body, files, signal }: Reply, ephemeral: boolean) =>
    api.call({
      method: "POST",
      path: `/webhooks/${port.applicationId() ?? ""}/${token}`,
      query: new URLSearchParams({ wait: "true" }),
      body: { ...body, flags: messageFlags.suppressEmbeds | (ephemeral ? messageFlags.ephemeral : 0) },
      ...filesOf(files),
      signal,
      withoutToken: true,
    });

  /** The first words stand in the place of "thinking", which may be repeated; others follow them. */
  const place = async (token: string, { reply, isFirst }: { reply: Reply; isFirst: boolean }) => {
    if (isFirst) return edit(token, reply);
    const there = await originalMessage(token, reply.signal);
    if (isLoading(there)) return edit(token, reply);
    // A follow-up has no nonce: repeated, it would stand there twice.
    return (await reply.findSaid?.(there)) ?? followUp(token, reply, isEphemeral(there));
  };

  const speak = async (token: string, { reply, entry }: { reply: Reply; entry: Known | undefined }) => {
    const isFirst = entry?.state === "deferred";
    // Though it should fail: it may stand there, and nothing else may be put over it.
    if (entry !== undefined) entry.state = "spoken";
    const said = await place(token, { reply, isFirst });
    clearTimeout(entry?.timer);
    return said;
  };

  return {
    waitFor: (list, isToldAgain = false) => {
      for (const asked of list) {
        const entry = remember(asked);
        if (asked.first.kind === "modal" || asked.first.kind === "refuse") answerAtOnce(entry);
        else if (entry.timer === undefined)
          later(entry, {
            ms: discordLimits.interactionFirstMs - (isToldAgain ? Math.max(0, clock.now() - asked.at) : 0),
            run: () => tooLate(entry),
          });
      }
    },
    stored: (list) => {
      for (const { id } of list) {
        const entry = known.get(id);
        if (entry !== undefined) acknowledge(entry);
      }
    },
    async reply(ref, reply) {
      const [id = "", token = ""] = ref.split("/", 2);
      const entry = known.get(id);
      // Who is answered was heard, though nobody has told so yet.
      if (entry !== undefined) acknowledge(entry);
      try {
        const said = await inTurn(id, () => speak(token, { reply, entry }));
        const message: NativeMessage = isObject(said) ? said : {};
        const messageId = snowflakeOf(message.id);
        if (messageId === undefined) throw new ApiFailure("the answer names no message", {});
        return { id: messageId, isEphemeral: isEphemeral(message) };
      } catch (error) {
        if (!isClosed(error)) throw error;
        forget(id);
        return undefined;
      }
    },
    close: () => {
      for (const id of [...known.keys()]) forget(id);
    },
  };
};
