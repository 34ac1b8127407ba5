import type { Stage } from "../domain/turn.ts";
import { leaveAlone, optOutIn } from "./opt-out.ts";
import type { Tools } from "./tools.ts";

/** What a person permits: whether they are written to. */
export const createConsent = (tools: Tools): Stage => ({
  name: "consent",
  run: (turn) => {
    const wish = optOutIn(turn, { tools });
    return wish === undefined ? {} : leaveAlone(turn);
  },
});
