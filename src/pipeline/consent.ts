import type { Stage } from "../domain/turn.ts";
import { hearErasure } from "./erasure.ts";
import { leaveAlone, optOutIn } from "./opt-out.ts";
import type { Tools } from "./tools.ts";

/** What a person permits: whether what they told is kept, and whether they are written to. */
export const createConsent = (tools: Tools): Stage => ({
  name: "consent",
  run: (turn) => {
    const heard = hearErasure(turn, tools);
    if (heard.decision !== undefined || optOutIn(turn, { tools }) === undefined) return heard;
    return leaveAlone(turn);
  },
});
