import type { TurnResult } from "../domain/turn.ts";
import type { Telemetry } from "../telemetry/events.ts";

/** What people said of an answer, by its article; nobody is named. */
export function tellRatings(telemetry: Telemetry, { trace }: TurnResult): void {
  for (const { name, detail } of trace.flatMap(({ findings }) => findings)) {
    if (detail === undefined) continue;
    if (name === "helpful_yes") telemetry.answerRated(detail, "yes");
    if (name === "helpful_no") telemetry.answerRated(detail, "no");
  }
}
