import { matchWhole } from "../dialogue/intents.ts";
import { forget } from "../dialogue/state.ts";
import type { Stage } from "../domain/turn.ts";
import { readAct } from "./act.ts";
import { isFile, isMediaAcknowledged } from "./files.ts";
import { converse, humanButton } from "./replies.ts";
import { received } from "./small-talk.ts";

/** Nobody knew an answer: say so, and offer a person. Nothing that a person said ends in silence. */
export const createEscalate = (): Stage => ({
  name: "escalate",
  run: (turn) => {
    const act = readAct(turn);
    if (act.kind === "none") return {};
    const { state } = turn.conversation;
    const misses = (state.misses ?? 0) + 1;
    const notHelped = act.kind === "said" && matchWhole(act.text) === "not_helped";
    const files = act.kind === "said" && !isMediaAcknowledged(turn) ? act.attachments.filter(isFile) : [];
    const noted = files.length === 0 ? {} : { mediaNoticeAt: turn.now };
    const reason = notHelped ? "not_helped" : misses === 1 ? "not_understood" : "not_understood_again";
    return {
      findings: [{ name: "misses", score: misses }],
      patch: { state: { ...forget(state, "offered", "menu"), ...noted, misses } },
      decision: converse(
        reason,
        [...(files.length === 0 ? [] : [received(files)]), `escalate.${reason}`],
        [humanButton],
      ),
    };
  },
});
