import type { Turn, TurnResult } from "../domain/turn.ts";
import type { Telemetry } from "../telemetry/events.ts";

/** What the account may no longer do in a group is the operator's to mend: nothing else would tell before it is missed. */
export function tellRights(telemetry: Telemetry, turn: Turn, { trace }: TurnResult): void {
  const [event] = turn.events;
  if (event.kind !== "rights.changed") return;
  const lost = trace
    .flatMap(({ findings }) => findings)
    .flatMap(({ name, detail }) => (name === "right_lost" && detail !== undefined ? [detail] : []));
  const { accountId, conversationId, present } = event;
  if (!present) telemetry.rightsLost({ accountId, conversationId, rights: ["membership"] });
  else if (lost.length > 0) telemetry.rightsLost({ accountId, conversationId, rights: lost });
}
