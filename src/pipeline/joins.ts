import type { InboundEvent } from "../domain/event.ts";
import type { StageResult, Turn } from "../domain/turn.ts";
import type { PipelineDeps } from "./ports.ts";

type JoinRequested = Extract<InboundEvent, { kind: "join.requested" }>;

/** Answers a request to join as the policy says; without a verdict the group's administrators decide. */
export const answerJoin = (
  turn: Turn,
  { event, joinPolicy }: { event: JoinRequested; joinPolicy: PipelineDeps["joinPolicy"] },
): StageResult => {
  const verdict = joinPolicy?.(turn);
  if (verdict === undefined) return { decision: { kind: "ignore", reason: "join_left_to_administrators" } };
  const { person, queryId, answerBy } = event;
  return {
    findings: [{ name: "join", detail: verdict }],
    effects: [
      {
        kind: "join.answer",
        lane: "guard",
        priority: "moderate",
        nativePersonId: person.id.slice(person.id.indexOf("/") + 1),
        accept: verdict === "accept",
        ...(queryId === undefined ? {} : { queryId }),
        ...(answerBy === undefined ? {} : { expiresAt: answerBy }),
      },
    ],
    decision: { kind: "ignore", reason: `join_${verdict}` },
  };
};
