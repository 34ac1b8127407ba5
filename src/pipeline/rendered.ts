import type { ConversationPatch } from "../domain/conversation.ts";
import type { EffectDraft } from "../domain/effect.ts";
import type { Finding, TicketCommand, TimerCommand } from "../domain/turn.ts";

/** What a decision becomes. */
export interface Rendered {
  readonly effects: readonly EffectDraft[];
  readonly findings: readonly Finding[];
  readonly patch: ConversationPatch;
  readonly timers: readonly TimerCommand[];
  readonly tickets: readonly TicketCommand[];
}

export const nothing: Rendered = { effects: [], findings: [], patch: {}, timers: [], tickets: [] };
