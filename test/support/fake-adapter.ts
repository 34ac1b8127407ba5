import type {
  Adapter,
  Allowance,
  Capability,
  Check,
  ConnectionStatus,
  Delivery,
  Download,
  EventSink,
  Intake,
} from "../../src/domain/adapter.ts";
import { DeliveryError, type Receipt } from "../../src/domain/delivery.ts";
import type { DeskAttachment, TicketDesk } from "../../src/domain/desk.ts";
import type { DeskEffect, SendMessage } from "../../src/domain/effect.ts";
import type { RawEvent } from "../../src/domain/event.ts";
import type { TicketId } from "../../src/domain/ids.ts";
import type { AttachmentRef } from "../../src/domain/message.ts";
import { ScriptedDeliveries } from "./scripted-deliveries.ts";

export interface FakeAdapterOptions {
  readonly allowance?: Allowance | "unlimited";
  readonly repeatUncertain?: Adapter["repeatUncertain"];
  readonly close?: () => Promise<void>;
  readonly start?: () => Promise<void>;
  /** @default true */
  readonly buttons?: boolean;
  /** How many messages one becomes. @default one */
  readonly messagesOf?: (effect: SendMessage) => number;
  /** Of messages. @default true */
  readonly deletes?: boolean;
}

/** An adapter whose platform is the test. */
export class FakeAdapter implements Adapter {
  readonly platform = "telegram";
  readonly supports: ReadonlySet<Capability>;
  readonly allowance: Allowance | "unlimited";
  readonly repeatUncertain: Adapter["repeatUncertain"];
  readonly deliveries = new ScriptedDeliveries<Delivery>((delivery, count) => ({
    messageIds: Array.from({ length: this.#messagesIn(delivery) }, (_, n) =>
      n === 0 ? `${count}` : `${count}.${n}`,
    ),
  }));
  readonly #options: FakeAdapterOptions;
  #sink: EventSink | undefined;

  constructor(options: FakeAdapterOptions = {}) {
    this.#options = options;
    const buttons: Capability[] = options.buttons === false ? [] : ["buttons"];
    const deletes: Capability[] = options.deletes === false ? [] : ["message.delete"];
    this.supports = new Set(["message.send", "message.edit", ...deletes, ...buttons]);
    this.allowance = options.allowance ?? "unlimited";
    this.repeatUncertain = options.repeatUncertain ?? "once";
  }

  /** The platform tells of these. */
  async tell(...events: readonly RawEvent[]): Promise<void> {
    await this.take({ events, unparsed: [] });
  }

  async take(intake: Intake): Promise<void> {
    if (!this.#sink) throw new Error("The adapter was not started.");
    await this.#sink.accept(intake);
  }

  report(status: ConnectionStatus): void {
    this.#sink?.report(status);
  }

  async start(sink: EventSink): Promise<void> {
    this.#sink = sink;
    await this.#options.start?.();
    sink.report({ state: "connected" });
  }

  messagesOf(effect: SendMessage): number {
    return this.#options.messagesOf?.(effect) ?? 1;
  }

  deliver(delivery: Delivery, signal: AbortSignal): Promise<Receipt> {
    return this.deliveries.perform(delivery, signal);
  }

  /** What the platform gives for a reference. */
  onDownload: (ref: AttachmentRef, signal: AbortSignal) => Promise<Uint8Array> = async () => {
    throw new DeliveryError("unsupported", "there is nothing to download");
  };
  readonly downloads: AttachmentRef[] = [];

  async download(ref: AttachmentRef, signal: AbortSignal): Promise<Download> {
    this.downloads.push(ref);
    return { bytes: await this.onDownload(ref, signal), mediaType: "application/octet-stream" };
  }

  #messagesIn({ effect }: Delivery): number {
    return effect.kind === "message.send" ? this.messagesOf(effect) : 1;
  }

  async probe(): Promise<Check[]> {
    return [];
  }

  async close(): Promise<void> {
    await this.#options.close?.();
  }

  /** The texts that arrived, and the kinds of what is no message. */
  get said(): readonly string[] {
    return this.deliveries.arrived.map(({ effect }) =>
      effect.kind === "message.send" ? effect.content.text : effect.kind,
    );
  }
}

/** A desk whose agents are the test. What it is told twice it keeps once, by the effect's id. */
export class FakeDesk implements TicketDesk {
  readonly name = "fake";
  readonly deliveries = new ScriptedDeliveries<DeskEffect>((effect) => ({
    messageIds: [],
    deskRef: `REF-${effect.ticketId}`,
  }));

  /** The person's files, by id; `onAttach` may refuse one. */
  readonly files = new Map<string, DeskAttachment>();
  onAttach: (file: DeskAttachment) => Promise<void> = async () => undefined;
  /** The agents' files. */
  onFetch: (file: { ticketId: TicketId; id: string }) => Promise<Uint8Array> = async ({ id }) => {
    throw new DeliveryError("rejected", `there is no file ${id}`);
  };

  deliver(effect: DeskEffect, signal: AbortSignal): Promise<Receipt> {
    return this.deliveries.perform(effect, signal);
  }

  async attach(file: DeskAttachment): Promise<void> {
    await this.onAttach(file);
    this.files.set(file.id, file);
  }

  fetchAttachment(file: { ticketId: TicketId; id: string }): Promise<Uint8Array> {
    return this.onFetch(file);
  }

  /** What it has, in the order in which it came. */
  get kept(): readonly DeskEffect[] {
    return [...new Map(this.deliveries.arrived.map((effect) => [effect.id, effect])).values()];
  }
}
