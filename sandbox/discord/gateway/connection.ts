import type { WebSocket } from "ws";
import type { Clock } from "../../../src/domain/clock.ts";
import { type Fields, fieldsOf, isFields, numberOf, parseJson } from "../../wire/values.ts";
import { type CloseReason, closeCodes, opcodes } from "./opcodes.ts";
import type { GatewaySession } from "./session.ts";

/** What a client may send in {@link sendWindowMs}. */
const sendsAllowed = 120;
const sendWindowMs = 60_000;
const maxPayloadBytes = 4_096;

/** What a connection asks of the gateway. */
export interface Welcome {
  identify(connection: Connection, data: Fields): void;
  resume(connection: Connection, data: Fields): void;
  requestMembers(session: GatewaySession, data: Fields): void;
  closed(connection: Connection, code: number): void;
}

/** One WebSocket of one bot. */
export class Connection {
  readonly #socket: WebSocket;
  readonly #welcome: Welcome;
  readonly #clock: Clock;
  readonly #heartbeatMs: number;
  #timer: NodeJS.Timeout | undefined;
  #sentAt: number[] = [];
  session: GatewaySession | undefined;
  /** Nothing that comes is answered, nothing is told. */
  isZombie = false;

  constructor(
    socket: WebSocket,
    parts: { readonly welcome: Welcome; readonly clock: Clock; readonly heartbeatMs: number },
  ) {
    this.#socket = socket;
    this.#welcome = parts.welcome;
    this.#clock = parts.clock;
    this.#heartbeatMs = parts.heartbeatMs;
    socket.on("message", (data: Buffer) => this.#receive(data));
    socket.on("close", (code) => {
      clearTimeout(this.#timer);
      this.#welcome.closed(this, code);
    });
    socket.on("error", () => socket.terminate());
    this.send(opcodes.hello, { heartbeat_interval: this.#heartbeatMs, _trace: ["sandbox"] });
    this.#awaitHeartbeat();
  }

  send(op: number, d: unknown): void {
    this.sendJson(JSON.stringify({ op, d, s: null, t: null }));
  }

  sendJson(json: string): void {
    if (!this.isZombie && this.#socket.readyState === this.#socket.OPEN) this.#socket.send(json);
  }

  close(reason: CloseReason): void {
    const [code, words] = closeCodes[reason];
    this.#socket.close(code, words);
  }

  closeWith(code: number): void {
    this.#socket.close(code);
  }

  /** The line is cut without a word. */
  cut(): void {
    this.#socket.terminate();
  }

  #receive(bytes: Buffer): void {
    if (this.isZombie) return;
    if (this.#isTooMuch()) {
      this.close("rateLimited");
      return;
    }
    const payload = bytes.length > maxPayloadBytes ? undefined : parseJson(bytes.toString("utf8"));
    const op = isFields(payload) ? numberOf(payload["op"]) : undefined;
    if (op === undefined) this.close("decodeError");
    else this.#handle(op, fieldsOf(payload)["d"]);
  }

  #handle(op: number, data: unknown): void {
    switch (op) {
      case opcodes.heartbeat:
        this.#awaitHeartbeat();
        this.send(opcodes.heartbeatAck, null);
        return;
      case opcodes.identify:
        if (this.session) this.close("alreadyAuthenticated");
        else this.#welcome.identify(this, fieldsOf(data));
        return;
      case opcodes.resume:
        if (this.session) this.close("alreadyAuthenticated");
        else this.#welcome.resume(this, fieldsOf(data));
        return;
      case opcodes.requestGuildMembers:
        if (this.session) this.#welcome.requestMembers(this.session, fieldsOf(data));
        else this.close("notAuthenticated");
        return;
      case opcodes.presenceUpdate:
      case opcodes.voiceStateUpdate:
        if (!this.session) this.close("notAuthenticated");
        return;
      default:
        this.close("unknownOpcode");
    }
  }

  #isTooMuch(): boolean {
    const now = this.#clock.now();
    this.#sentAt = this.#sentAt.filter((at) => at > now - sendWindowMs);
    this.#sentAt.push(now);
    return this.#sentAt.length > sendsAllowed;
  }

  #awaitHeartbeat(): void {
    clearTimeout(this.#timer);
    // Discord gives some grace; who misses that has gone.
    this.#timer = setTimeout(() => this.close("sessionTimedOut"), this.#heartbeatMs * 1.5);
    this.#timer.unref();
  }
}
