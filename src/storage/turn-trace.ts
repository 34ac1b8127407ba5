import type { Owner } from "../domain/conversation.ts";
import type { Decision } from "../domain/decision.ts";
import type { EventKind } from "../domain/event.ts";
import type { EventId, TicketId } from "../domain/ids.ts";
import type { Locale } from "../domain/locale.ts";
import type { StageTrace } from "../domain/turn.ts";

/** What the audit keeps of a turn: what was seen and decided, without anybody's words. */
export interface TurnTrace {
  readonly events: readonly { readonly id: EventId; readonly kind: EventKind }[];
  readonly stages: readonly StageTrace[];
  readonly decision: Pick<Decision, "kind" | "reason"> & {
    readonly slug?: string;
    readonly ticketId?: TicketId;
    /** Whom a relayed text went to. */
    readonly to?: "person" | "desk";
  };
  readonly owner: Owner;
  readonly locale?: Locale;
  readonly late: boolean;
}
