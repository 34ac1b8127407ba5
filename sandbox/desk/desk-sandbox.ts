import { randomUUID } from "node:crypto";
import { createServer } from "node:http";
import type { Clock } from "../../src/domain/clock.ts";
import type { Changes } from "../wire/changes.ts";
import { type Fault, FaultBook, type FaultOrder } from "../wire/faults.ts";
import { Listener } from "../wire/listener.ts";
import { DeskServer, type LoggedDeskCall } from "./desk-server.ts";
import type { DeskFileFacts, DeskTicket } from "./desk-ticket.ts";
import { type DeskWebhook, type SentWebhook, WebhookSender, type WebhookTwist } from "./webhook-sender.ts";

export interface DeskOptions {
  /** Shared with the fleet's `desk.secret`. @default "sandbox-desk-secret" */
  readonly secret?: string;
  /** Waits between the tries of a webhook. @default [500, 2000] */
  readonly retryDelaysMs?: readonly number[];
  /** @default one that is free */
  readonly port?: number;
}

export interface ReplyOptions extends WebhookTwist {
  readonly visibility?: "public" | "private";
  readonly authorKind?: DeskWebhook["author"]["kind"];
  /** @default "Mia" */
  readonly name?: string;
  readonly eventId?: string;
  /** @default one more than the ticket's last */
  readonly sequence?: number;
  readonly attachments?: readonly AgentFile[];
}

/** A file that an agent attaches to a reply. */
export interface AgentFile {
  /** @default a fresh one */
  readonly id?: string;
  readonly fileName: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
  /** What the webhook claims. @default the truth */
  readonly size?: number;
}

/** The ticket desk as tests and the start page see it. */
export class DeskSandbox {
  readonly secret: string;
  readonly faults: FaultBook;
  readonly tickets = new Map<string, DeskTicket>();
  /** The fleet's calls, oldest first. */
  readonly calls: LoggedDeskCall[] = [];
  readonly #sender: WebhookSender;
  readonly #clock: Clock;
  readonly #changes: Changes;
  readonly #listener: Listener;
  readonly #port: number;
  #down: "no" | "unavailable" | "refused" = "no";

  constructor(
    options: DeskOptions,
    world: { clock: Clock; changes: Changes; host: string; fleetUrl: () => string | undefined },
  ) {
    this.secret = options.secret ?? "sandbox-desk-secret";
    this.#clock = world.clock;
    this.#changes = world.changes;
    this.faults = new FaultBook(() => world.changes.changed());
    this.#port = options.port ?? 0;
    const { secret, faults, tickets, calls } = this;
    const isDown = () => this.#down !== "no";
    const server = new DeskServer({ ...world, secret, faults, tickets, calls, isDown });
    this.#sender = new WebhookSender({
      ...world,
      secret,
      retryDelaysMs: options.retryDelaysMs ?? [500, 2_000],
    });
    this.#listener = new Listener(
      createServer((request, response) => void server.handle(request, response)),
      world.host,
    );
  }

  /** The fleet's `desk.url`. */
  get url(): string {
    return this.#listener.url;
  }

  /** Every webhook with its attempts, oldest first. */
  get webhooks(): readonly SentWebhook[] {
    return this.#sender.sent;
  }

  get state(): "up" | "unavailable" | "refused" {
    return this.#down === "no" ? "up" : this.#down;
  }

  start(): Promise<void> {
    return this.#listener.listen(this.#port);
  }

  async close(): Promise<void> {
    this.#sender.close();
    await this.#listener.close();
  }

  /** Answers 503, or refuses connections, until {@link up}. */
  async down(how: "unavailable" | "refused" = "unavailable"): Promise<void> {
    await this.up();
    this.#down = how;
    if (how === "refused") await this.#listener.close();
    this.#changes.changed();
  }

  async up(): Promise<void> {
    if (this.#down === "refused") await this.#listener.listenAgain();
    this.#down = "no";
    this.#changes.changed();
  }

  /** `method` is `open`, `append`, `redact`, `attach` or `fetch`. */
  fault(order: FaultOrder): Fault {
    return this.faults.order(order);
  }

  ticket(ticketId: string): DeskTicket {
    const ticket = this.tickets.get(ticketId);
    if (!ticket) throw new Error(`The desk has no ticket ${ticketId}.`);
    return ticket;
  }

  waitForTicket(fits: (ticket: DeskTicket) => boolean = () => true, timeoutMs = 5_000): Promise<DeskTicket> {
    return this.#changes.until({
      check: () => [...this.tickets.values()].find(fits),
      timeoutMs,
      missing: () => `a ticket; the desk got ${JSON.stringify(this.calls)}`,
    });
  }

  waitForCall(fits: (call: LoggedDeskCall) => boolean, timeoutMs = 5_000): Promise<LoggedDeskCall> {
    const missing = () => `a call; the desk got ${JSON.stringify(this.calls)}`;
    return this.#changes.until({ check: () => this.calls.find(fits), timeoutMs, missing });
  }

  /** Resolves when the webhook was accepted, refused or given up. */
  reply(ticketId: string, text: string, options: ReplyOptions = {}): Promise<SentWebhook> {
    const { visibility = "public", authorKind = "agent", name = "Mia" } = options;
    const eventId = options.eventId ?? randomUUID();
    const at = new Date(this.#clock.now()).toISOString();
    const author = authorKind;
    const kind = visibility === "private" ? "note" : "message";
    const ticket = this.tickets.get(ticketId);
    const files = attach(ticket, options.attachments ?? []);
    const attachments = files.length > 0 && { attachments: files };
    ticket?.transcript.push({
      ...{ kind, author, at, text, eventId, visibility, authorName: name },
      ...attachments,
    });
    this.#changes.changed();
    const said = { visibility, author: { kind: authorKind, name }, text, ...attachments } as const;
    return this.#tell(ticketId, { type: "ticket.replied", ...said }, { ...options, eventId });
  }

  /** The agent rewrites a reply: the fleet edits what it sent. */
  editReply(
    ticketId: string,
    { edits, text }: { edits: string; text: string },
    options: ReplyOptions = {},
  ): Promise<SentWebhook> {
    const { visibility = "public", authorKind = "agent", name = "Mia" } = options;
    const ticket = this.tickets.get(ticketId);
    if (ticket) {
      ticket.transcript = ticket.transcript.map((entry) =>
        entry.eventId === edits ? { ...entry, text, edited: true } : entry,
      );
    }
    this.#changes.changed();
    const said = { visibility, author: { kind: authorKind, name }, text, edits } as const;
    return this.#tell(ticketId, { type: "ticket.reply_edited", ...said }, options);
  }

  /** The desk has the file no more: whoever fetches it gets 404. */
  loseFile(ticketId: string, id: string): void {
    this.ticket(ticketId).files.delete(id);
  }

  /** An agent answers from now on; the bot is silent. */
  takeOver(ticketId: string, options: ReplyOptions = {}): Promise<SentWebhook> {
    this.#change(ticketId, { owner: "agent" });
    return this.#tell(ticketId, changed(options, { owner: "agent" }), options);
  }

  handBack(ticketId: string, options: ReplyOptions = {}): Promise<SentWebhook> {
    this.#change(ticketId, { owner: "bot" });
    return this.#tell(ticketId, changed(options, { owner: "bot" }), options);
  }

  setStatus(
    ticketId: string,
    status: DeskTicket["status"],
    options: ReplyOptions = {},
  ): Promise<SentWebhook> {
    this.#change(ticketId, { status });
    return this.#tell(ticketId, changed(options, { status }), options);
  }

  /** A webhook as it stands, about whatever ticket. */
  send(webhook: DeskWebhook, twist: WebhookTwist = {}): Promise<SentWebhook> {
    return this.#sender.send(webhook, twist);
  }

  #change(ticketId: string, patch: Partial<Pick<DeskTicket, "owner" | "status">>): void {
    const ticket = this.tickets.get(ticketId);
    if (ticket) Object.assign(ticket, patch);
    this.#changes.changed();
  }

  #tell(
    ticketId: string,
    content: Pick<DeskWebhook, "type" | "visibility" | "author"> & Partial<DeskWebhook>,
    options: ReplyOptions,
  ): Promise<SentWebhook> {
    const ticket = this.tickets.get(ticketId);
    const sequence = options.sequence ?? (ticket?.sequence ?? 0) + 1;
    if (ticket) ticket.sequence = Math.max(ticket.sequence, sequence);
    const eventId = options.eventId ?? randomUUID();
    const occurredAt = new Date(this.#clock.now()).toISOString();
    return this.send({ eventId, sequence, occurredAt, ticketId, ...content }, options);
  }
}

/** Puts an agent's files where the fleet fetches them; what the webhook tells of them. */
const attach = (ticket: DeskTicket | undefined, files: readonly AgentFile[]): readonly DeskFileFacts[] =>
  files.map(({ bytes, size = bytes.length, id = randomUUID(), fileName, mediaType }) => {
    ticket?.files.set(id, { id, fileName, mediaType, bytes: Buffer.from(bytes) });
    return { id, fileName, mediaType, size };
  });

const changed = (options: ReplyOptions, patch: Partial<DeskWebhook>) =>
  ({
    type: "ticket.changed",
    visibility: options.visibility ?? "public",
    author: { kind: options.authorKind ?? "agent", name: options.name ?? "Mia" },
    ...patch,
  }) as const;
