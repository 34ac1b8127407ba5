import { CloseCodes, type SessionInfo, WebSocketManager, WebSocketShardEvents } from "@discordjs/ws";
import { isObject } from "../shared/values.ts";
import type { Api } from "./api.ts";
import { toApiFailure } from "./api-failure.ts";
import type { StoredSession } from "./cursor.ts";
import type { IdentifyBudget } from "./identify-budget.ts";
import type { NativePacket } from "./native.ts";
import { endsSession, GatewayRefusal, isRefusal } from "./trouble.ts";

/** A gateway that does not answer our farewell is left without it. */
const farewellMs = 1500;

export interface GatewayPort {
  readonly api: Api;
  readonly token: string;
  readonly intents: number;
  readonly sessions: Sessions;
  readonly budget: IdentifyBudget;
  /** A packet, in the order of its shard. */
  packet(packet: NativePacket, shardId: number): void;
  /** A new session, before any packet of it. */
  began(session: SessionInfo): void;
  /** The connection is there, with the session that it had or with a new one. */
  connected(shardId: number): void;
  /** The connection is lost, and is being made again. */
  lost(code: number, shardId: number): void;
}

/** The last packet of each shard's session. */
export type Sequences = ReadonlyMap<
  number,
  { readonly sequence: number; readonly sessionId: string | undefined }
>;

/**
 * Sessions of the gateway, as far as their packets are durable: a heartbeat acknowledges no more than that, and whoever
 * goes on with a session is told the rest again.
 */
export interface Sessions {
  retrieve(shardId: number): SessionInfo | null;
  /** What the client knows; it counts what has come, which is more than what is durable. Tells whether it is a new one. */
  update(shardId: number, info: SessionInfo | null): boolean;
  durable(sequences: Sequences): void;
  /** As they are once these are durable. */
  stored(ahead?: Sequences): readonly StoredSession[];
}

export const createSessions = (before: readonly StoredSession[]): Sessions => {
  const sessions = new Map<number, SessionInfo>(
    before.map(({ resumeUrl, ...session }) => [session.shardId, { ...session, resumeURL: resumeUrl }]),
  );
  return {
    retrieve: (shardId) => sessions.get(shardId) ?? null,
    update: (shardId, info) => {
      const isNew = info !== null && info.sessionId !== sessions.get(shardId)?.sessionId;
      if (info === null) sessions.delete(shardId);
      else if (isNew) sessions.set(shardId, info);
      return isNew;
    },
    durable: (sequences) => {
      for (const [shardId, { sequence, sessionId }] of sequences) {
        const session = sessions.get(shardId);
        if (session !== undefined && session.sessionId === sessionId && sequence > session.sequence)
          sessions.set(shardId, { ...session, sequence });
      }
    },
    stored: (ahead) =>
      [...sessions.values()].map(({ resumeURL, sequence, ...session }) => {
        const next = ahead?.get(session.shardId);
        const isOf = next?.sessionId === session.sessionId;
        return {
          ...session,
          sequence: isOf ? Math.max(sequence, next?.sequence ?? 0) : sequence,
          resumeUrl: resumeURL,
        };
      }),
  };
};

/**
 * What each shard's line has told. The client forgets a session whenever it gets no connection at all; only Discord can
 * end one.
 */
const createLines = () => {
  const mayEnd = new Set<number>();
  /** Connections in a row on which nobody greeted us. */
  const unanswered = new Map<number, number>();
  let ordinaryUrl: string | undefined;
  return {
    set ordinaryUrl(url: string) {
      ordinaryUrl = url;
    },
    open: (shardId: number) => {
      mayEnd.add(shardId);
      unanswered.delete(shardId);
    },
    closed: (shardId: number, code: number) => {
      if (!mayEnd.has(shardId)) unanswered.set(shardId, (unanswered.get(shardId) ?? 0) + 1);
      if (endsSession(code)) mayEnd.add(shardId);
      else mayEnd.delete(shardId);
    },
    toldOfEnd: (shardId: number) => mayEnd.has(shardId),
    /** A session may be gone on with at the ordinary address, too: every second try goes there. */
    at: (shardId: number, session: SessionInfo | null): SessionInfo | null =>
      session !== null && ordinaryUrl !== undefined && (unanswered.get(shardId) ?? 0) % 2 === 1
        ? { ...session, resumeURL: ordinaryUrl }
        : session,
  };
};

/** Holds one connection for each shard, and makes it again when it is lost, until it is refused for good or ended. */
export const runGateway = async (port: GatewayPort, signal: AbortSignal): Promise<void> => {
  const { api, token, intents, sessions, budget } = port;
  // The client drops a token that was refused; it may be right again.
  api.rest.setToken(token);
  let ending = false;
  const lines = createLines();
  const manager = new WebSocketManager({
    token,
    intents,
    rest: api.rest,
    // A shard whose connection is refused tries again by itself, even when it was ended meanwhile: there it stays.
    retrieveSessionInfo: (shardId) =>
      ending ? new Promise(() => undefined) : lines.at(shardId, sessions.retrieve(shardId)),
    // What is ended by us may be gone on with.
    updateSessionInfo: (shardId, info) => {
      const isForgotten = info === null && !lines.toldOfEnd(shardId);
      if (!ending && !isForgotten && sessions.update(shardId, info) && info !== null) port.began(info);
    },
    buildIdentifyThrottler: async (shards) => {
      const { session_start_limit: limit } = await shards.fetchGatewayInformation();
      return {
        waitForIdentify: (shardId, connection) =>
          budget.wait(AbortSignal.any([signal, connection]), shardId % Math.max(1, limit.max_concurrency)),
      };
    },
  });
  const ended = Promise.withResolvers<void>();
  manager.on(WebSocketShardEvents.Dispatch, ({ data, shardId }) => {
    const packet: NativePacket = data;
    port.packet(packet, shardId);
    if (packet.t === "READY" || packet.t === "RESUMED") port.connected(shardId);
  });
  manager.on(WebSocketShardEvents.Hello, ({ shardId }) => lines.open(shardId));
  manager.on(WebSocketShardEvents.Closed, ({ code, shardId }) => {
    lines.closed(shardId, code);
    if (isRefusal(code)) ended.reject(new GatewayRefusal(code));
    else if (!ending) port.lost(code, shardId);
  });
  // What the connection suffers is told by how it closes.
  manager.on(WebSocketShardEvents.Error, () => undefined);
  const stop = () => ended.resolve();
  signal.addEventListener("abort", stop, { once: true });
  try {
    if (signal.aborted) return;
    const connect = async () => {
      lines.ordinaryUrl = (await manager.fetchGatewayInformation()).url;
      await manager.connect();
    };
    const connecting = connect().catch((error: unknown) => {
      // Of what the gateway refuses its close code tells more.
      if (!(isObject(error) && "message" in error && /^Used |^Authentication/.test(String(error.message))))
        throw toApiFailure(error, api.scrub);
    });
    await Promise.race([ended.promise, connecting.then(() => ended.promise)]);
  } finally {
    ending = true;
    signal.removeEventListener("abort", stop);
    ended.promise.catch(() => undefined);
    await farewell(manager);
  }
};

const farewell = async (manager: WebSocketManager): Promise<void> => {
  const { promise: late, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, farewellMs);
  const leave = async () => manager.destroy({ code: CloseCodes.Resuming, reason: "Flotilla stops" });
  await Promise.race([leave().catch(() => undefined), late]);
  clearTimeout(timer);
};
