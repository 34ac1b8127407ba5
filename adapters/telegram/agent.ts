import http from "node:http";
import https from "node:https";
import type { Duplex } from "node:stream";

/** Shorter than any call's own timeout, so that a dead network is known as "never connected". */
export const connectTimeoutMs = 8000;

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
  const agent = secure ? new https.Agent({ keepAlive: true }) : new http.Agent({ keepAlive: true });
  const connect = agent.createConnection.bind(agent);
  agent.createConnection = (connectOptions, callback) => {
    const socket = connect(connectOptions, callback);
    if (socket) limitConnect(socket, secure ? "secureConnect" : "connect");
    return socket;
  };
  return agent;
};
