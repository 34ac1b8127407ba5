import http from "node:http";
import https from "node:https";
import { Socket } from "node:net";
import type { Duplex } from "node:stream";

/** Shorter than any call's own timeout, so that a dead network is known as "never connected". */
const connectTimeoutMs = 8000;

/** Destroys a socket that does not tell of its connection in time. */
export const limitConnect = (socket: Duplex, connectedEvent: "connect" | "secureConnect") => {
  const timer = setTimeout(() => {
    socket.destroy(Object.assign(new Error("connect ETIMEDOUT"), { code: "ETIMEDOUT" }));
  }, connectTimeoutMs);
  const done = () => clearTimeout(timer);
  socket.once(connectedEvent, done);
  socket.once("close", done);
};

/** Destroys a socket on which nothing has come for so long; a call that waits on it fails as lost. */
const limitSilence = (socket: Duplex, silenceMs: number) => {
  if (!(socket instanceof Socket)) return;
  socket.setTimeout(silenceMs, () => socket.destroy(new Error(`no answer in ${silenceMs} ms`)));
};

/**
 * Keeps connections open between calls, and gives up on a connection that does not come about.
 *
 * @param options.silenceMs how long a connection may be silent; without it callers bound their calls themselves.
 */
export const createAgent = (apiRoot: string, { silenceMs }: { silenceMs?: number } = {}): http.Agent => {
  const secure = apiRoot.startsWith("https:");
  const options = { keepAlive: true, ...(silenceMs !== undefined && { timeout: silenceMs }) };
  const agent = secure ? new https.Agent(options) : new http.Agent(options);
  const connect = agent.createConnection.bind(agent);
  agent.createConnection = (connectOptions, callback) => {
    const socket = connect(connectOptions, callback);
    if (socket) {
      limitConnect(socket, secure ? "secureConnect" : "connect");
      if (silenceMs !== undefined) limitSilence(socket, silenceMs);
    }
    return socket;
  };
  return agent;
};
