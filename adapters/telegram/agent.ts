import http from "node:http";
import https from "node:https";
import type { Duplex } from "node:stream";

/** Shorter than any call's own timeout, so that a dead network is known as "never connected". */
const connectTimeoutMs = 8000;

/** An idle connection is closed before a server or a router on the way forgets it: a send on it would be lost. */
const idleTimeoutMs = 30_000;

/** Destroys a socket that does not tell of its connection in time. */
export const limitConnect = (socket: Duplex, connectedEvent: "connect" | "secureConnect") => {
  const timer = setTimeout(() => {
    socket.destroy(Object.assign(new Error("connect ETIMEDOUT"), { code: "ETIMEDOUT" }));
  }, connectTimeoutMs);
  const done = () => clearTimeout(timer);
  socket.once(connectedEvent, done);
  socket.once("close", done);
};

/** Keeps connections open between calls, and gives up on a connection that does not come about. */
export const createAgent = (apiRoot: string): http.Agent => {
  const secure = apiRoot.startsWith("https:");
  const options = { keepAlive: true, timeout: idleTimeoutMs };
  const agent = secure ? new https.Agent(options) : new http.Agent(options);
  const connect = agent.createConnection.bind(agent);
  agent.createConnection = (target, callback) => {
    const socket = connect(target, callback);
    if (socket) limitConnect(socket, secure ? "secureConnect" : "connect");
    return socket;
  };
  return agent;
};
