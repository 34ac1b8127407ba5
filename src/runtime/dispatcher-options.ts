import type { Capability } from "../domain/adapter.ts";
import type { Clock } from "../domain/clock.ts";
import type { Receipt } from "../domain/delivery.ts";
import type { Effect } from "../domain/effect.ts";
import type { Storage, StoredEffect } from "../storage/port.ts";
import type { Telemetry } from "../telemetry/events.ts";
import type { ChatPace } from "./chat-pace.ts";
import type { Limiter } from "./limiter.ts";
import type { ReadyQueue } from "./ready-queue.ts";
import type { RetryPolicy } from "./retry.ts";

/** What a dispatcher is made of. */
export interface DispatcherOptions {
  /** An account's id, or `desk`. */
  readonly destination: string;
  readonly deliver: (stored: StoredEffect, signal: AbortSignal) => Promise<Receipt>;
  readonly repeatUncertain: "once" | "deduplicated" | "ask";
  /** What one chat may be sent; absent where nothing limits it. */
  readonly pace?: ChatPace;
  readonly limiter: Limiter;
  /** What the other side has calls for; absent where it has one for everything. */
  readonly supports?: ReadonlySet<Capability>;
  /**
   * Sends are few: the longest waiting person comes first, and who could not be answered within this time is given up,
   * in ms. Absent where sends are plentiful.
   */
  readonly answerWithinMs?: number;
  /** Sends are few: how many messages an effect becomes. @default one each */
  readonly messagesOf?: (effect: Effect) => number;
  readonly policy: RetryPolicy;
  readonly storage: Storage;
  readonly ready: ReadyQueue;
  readonly telemetry: Telemetry;
  readonly clock: Clock;
  /** The least urgent priority that may be sent now; -1 when nothing may. */
  readonly open: () => number;
  /** Told why nothing is taken from us until an operator mends it; undefined once something was. */
  readonly noteRefusal?: (reason: string | undefined) => void;
}
