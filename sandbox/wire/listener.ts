import type { Server } from "node:http";
import type { Server as SecureServer } from "node:https";

/** A server that can stop listening and come back on the same port. */
export class Listener {
  readonly #server: Server | SecureServer;
  readonly #host: string;
  #port = 0;

  constructor(server: Server | SecureServer, host: string) {
    this.#server = server;
    this.#host = host;
  }

  /** Valid once it listens. */
  get url(): string {
    return `http://${this.#host}:${this.#port}`;
  }

  get port(): number {
    return this.#port;
  }

  listen(port: number): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#server.once("error", reject);
      this.#server.listen({ port, host: this.#host }, () => {
        this.#server.off("error", reject);
        const address = this.#server.address();
        if (address !== null && typeof address === "object") this.#port = address.port;
        resolve();
      });
    });
  }

  listenAgain(): Promise<void> {
    return this.listen(this.#port);
  }

  /** Open connections are cut. */
  close(): Promise<void> {
    return new Promise((resolve) => {
      this.#server.close(() => resolve());
      this.#server.closeAllConnections();
    });
  }
}
