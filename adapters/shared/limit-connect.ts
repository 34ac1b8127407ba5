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
