import type { PastMessage, Turn } from "../domain/turn.ts";

type Asked = Pick<Turn, "history" | "queue">;

/** Whether a line of ours still waits to be sent, which only happens for long where sends are few. */
export const isWaitingLine = ({ queue }: Asked, { direction, source }: PastMessage): boolean =>
  direction === "out" && queue?.sentAt !== undefined && queue.sentAt[source] === undefined;

const saidBy = ({ history }: Asked, decidedAt: number): readonly PastMessage[] =>
  history.filter(({ direction, at }) => direction === "out" && at === decidedAt);

/** Whether what we decided to say then has not reached the person: whatever they write, it is no reply to that. */
export const isUnsaid = (turn: Asked, decidedAt: number): boolean => {
  const lines = saidBy(turn, decidedAt);
  return lines.length > 0 && lines.every((line) => isWaitingLine(turn, line));
};

/** When what we decided to say then was said: from then on the person has time to reply. */
export const saidAt = (turn: Asked, decidedAt: number): number =>
  Math.max(decidedAt, ...saidBy(turn, decidedAt).map(({ source }) => turn.queue?.sentAt?.[source] ?? 0));
