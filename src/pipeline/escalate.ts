import type { Stage } from "../domain/turn.ts";
import { readAct } from "./act.ts";
import { converse, humanButton } from "./replies.ts";

/** Nobody knew an answer: say so, and offer a person. Nothing that a person said ends in silence. */
export const createEscalate = (): Stage => ({
  name: "escalate",
  run: (turn) => {
    const act = readAct(turn);
    if (act.kind === "none") return {};
    const { state } = turn.conversation;
    const misses = (state.misses ?? 0) + 1;
    return {
      findings: [{ name: "misses", score: misses }],
      patch: { state: { ...state, misses } },
      decision: converse(
        misses === 1 ? "not_understood" : "not_understood_again",
        [misses === 1 ? "escalate.not_understood" : "escalate.offer_person"],
        [humanButton],
      ),
    };
  },
});
