import type { ConnectionStatus } from "../domain/adapter.ts";
import type { Owner } from "../domain/conversation.ts";
import type { Decision } from "../domain/decision.ts";
import type { EffectKind, Lane, Priority } from "../domain/effect.ts";
import type { EventKind } from "../domain/event.ts";
import type { AccountId, ConversationId, EffectId, TurnId } from "../domain/ids.ts";
import type { StageTrace } from "../domain/turn.ts";

/** Whether a restart could help. A full disk or a desk that is down is not ill health: see {@link ReadinessReport}. */
export type HealthReport = { readonly ok: true } | { readonly ok: false; readonly reason: string };

/** A part that works or does not, and what an operator can do about it. */
export interface PartReport {
  readonly ok: boolean;
  /** Such as `full`, `restored`, `no answer`. */
  readonly reason?: string;
  readonly remedy?: string;
}

export type AccountReport = ConnectionStatus & {
  readonly id: AccountId;
  /** How its messages come. */
  readonly receives: "polling" | "webhook";
  /** An operator has paused it: messages are taken in and guarded, nothing else is sent. */
  readonly paused: boolean;
  /** What to do about this state; without it a general remedy is shown. */
  readonly remedy?: string;
};

export interface ReadinessReport {
  readonly accounts: readonly AccountReport[];
  /** Whether messages are taken in. */
  readonly intake: PartReport;
  readonly storage: PartReport;
  /** Not ok while the outbox is held after a restore. */
  readonly outbox: PartReport;
  /** Tickets wait while the desk is down, so it does not decide readiness. */
  readonly desk: PartReport;
}

/** A turn as the console shows it; no free text of a person. */
export interface TurnView {
  readonly seq: number;
  readonly id: TurnId;
  readonly conversationId: ConversationId;
  readonly at: number;
  readonly events: readonly { readonly kind: EventKind }[];
  readonly stages: readonly StageTrace[];
  readonly decision: Pick<Decision, "kind" | "reason">;
  readonly effects: readonly {
    readonly id: EffectId;
    readonly kind: EffectKind;
    readonly lane: Lane;
    readonly priority: Priority;
    readonly state: string;
    readonly failure?: string;
  }[];
  readonly owner: Owner;
}

export interface TurnQuery {
  /** Turns with a higher `seq` only. */
  readonly after: number;
  readonly conversationId?: ConversationId;
  readonly limit: number;
}

/** What the HTTP server shows, handed in by whoever composes the fleet. */
export interface HttpPorts {
  health(): HealthReport;
  readiness(): Promise<ReadinessReport>;
  metrics(): Promise<{ readonly contentType: string; readonly body: string }>;
  /** By what follows `/webhooks/`, such as `desk` or `telegram/<account>`. Each verifies, limits and answers by itself. */
  readonly webhooks: Readonly<Record<string, (request: Request) => Promise<Response>>>;
  /** Oldest first. */
  turns(query: TurnQuery): Promise<readonly TurnView[]>;
  /** A request met a bug of ours. */
  failed(path: string, error: unknown): void;
}
