import { type Effect, priorities, type SendMessage } from "../domain/effect.ts";
import type { Turn } from "../domain/turn.ts";
import { joinParagraphs } from "./voice.ts";

/** What may stand in one message with others: texts to the person of this turn, and no agent's words. */
const mayJoin =
  ({ conversation }: Turn) =>
  (effect: Effect): effect is SendMessage =>
    effect.kind === "message.send" &&
    effect.conversationId === conversation.id &&
    effect.relayOf === undefined &&
    (effect.attachments ?? []).length === 0;

/** As urgent as the more urgent of both; what must be said is neither replaced nor dropped because of the other. */
const join = (one: SendMessage, other: SendMessage): SendMessage => {
  const { supersedable: _, expiresAt: __, ...first } = one;
  const expires = one.expiresAt !== undefined && other.expiresAt !== undefined;
  const buttons = [...(one.buttons ?? []), ...(other.buttons ?? [])];
  return {
    ...first,
    priority: priorities[one.priority] <= priorities[other.priority] ? one.priority : other.priority,
    content: joinParagraphs([one.content, other.content]),
    ...(buttons.length > 0 ? { buttons } : {}),
    ...(one.report === true || other.report === true ? { report: true } : {}),
    ...(one.supersedable === true && other.supersedable === true ? { supersedable: true } : {}),
    ...(expires ? { expiresAt: Math.max(one.expiresAt, other.expiresAt) } : {}),
  };
};

/** Where sends are few a turn is said in one message, in its order. In a group each text has its own place. */
export const asOneReply = (turn: Turn, effects: readonly Effect[]): readonly Effect[] => {
  if (turn.queue === undefined || turn.conversation.kind === "group") return effects;
  const [first, ...others] = effects.filter(mayJoin(turn));
  if (first === undefined || others.length === 0) return effects;
  const whole = others.reduce(join, first);
  const said = new Set<Effect>(others);
  return effects.flatMap((effect) => (said.has(effect) ? [] : [effect === first ? whole : effect]));
};
