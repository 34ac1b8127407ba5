import type { KeepOutcome, KeepRefusal } from "./attachment.ts";
import type { ConversationId } from "./ids.ts";

/** Why a delivery did not succeed. */
export const deliveryFailures = [
  "rate_limited",
  "transient",
  /** The request may have been carried out: the response was lost. */
  "uncertain",
  "unauthorized",
  /** The person blocked us, or their direct messages are closed. */
  "unreachable",
  "rejected",
  "unsupported",
] as const;
export type DeliveryFailure = (typeof deliveryFailures)[number];

/** The only error that {@link Adapter.deliver} and a ticket desk may throw. */
export class DeliveryError extends Error {
  override readonly name = "DeliveryError";
  readonly failure: DeliveryFailure;
  /** For `rate_limited`: how long the platform asks us to wait, in ms. */
  readonly retryAfterMs: number | undefined;
  /** The conversation goes on under this id: everything that waits for the old one belongs to it. */
  readonly movedTo: ConversationId | undefined;
  /** Of a download: why the bytes cannot be had, where that is known. */
  readonly refusal: KeepRefusal | undefined;
  /**
   * It tells nothing about other deliveries: what has to be fetched first failed, or a limit is met that others are not
   * under.
   */
  readonly isolated: boolean;
  /** The platform was not asked to send anything: nothing of the allowance for sends is used. */
  readonly uncalled: boolean;
  /** How many messages the platform was asked to send: several, when one of several parts broke off. */
  readonly calls: number;
  /** Of `uncertain`: nothing will ever tell whether it was carried out, so that it is not repeated. */
  readonly unknowable: boolean;
  /** Some of the messages that it becomes are with the person: sent from the beginning, those would be there twice. */
  readonly partlySent: boolean;

  constructor(
    failure: DeliveryFailure,
    message: string,
    options?: ErrorOptions & {
      retryAfterMs?: number | undefined;
      movedTo?: ConversationId | undefined;
      refusal?: KeepRefusal | undefined;
      isolated?: boolean | undefined;
      uncalled?: boolean | undefined;
      /** @default 1, or 0 when `uncalled` */
      calls?: number | undefined;
      unknowable?: boolean | undefined;
      partlySent?: boolean | undefined;
    },
  ) {
    super(message, options);
    this.failure = failure;
    this.retryAfterMs = options?.retryAfterMs;
    this.movedTo = options?.movedTo;
    this.refusal = options?.refusal;
    this.isolated = options?.isolated ?? false;
    this.uncalled = options?.uncalled ?? options?.calls === 0;
    this.calls = options?.calls ?? (this.uncalled ? 0 : 1);
    this.unknowable = options?.unknowable ?? false;
    this.partlySent = options?.partlySent ?? false;
  }
}

/** Proof that an effect was carried out. */
export interface Receipt {
  /** The platform's ids of what came of it; a long text becomes several messages. */
  readonly messageIds: readonly string[];
  /** How many of them this attempt has sent, where others had arrived before it. */
  readonly calls?: number;
  /** Which way a private message took. */
  readonly way?: "direct" | "ephemeral" | "thread" | "public_stub";
  /** The topic was gone: it went to the chat's general part instead. */
  readonly topicLost?: boolean;
  /** The desk's reference of a ticket. */
  readonly deskRef?: string;
  /** Of `attachment.keep`. */
  readonly kept?: KeepOutcome;
  /** True when formatting was refused and plain text went instead. */
  readonly plain?: boolean;
}
