import type { Turn, TurnResult } from "../domain/turn.ts";
import type { Telemetry } from "../telemetry/events.ts";

/** Who could not be answered is counted as such, and by nothing else. */
export function tellUnanswered(telemetry: Telemetry, { account }: Turn, { trace }: TurnResult): void {
  if (trace.some(({ findings }) => findings.some(({ name }) => name === "unanswered")))
    telemetry.unanswered(account.id);
}
