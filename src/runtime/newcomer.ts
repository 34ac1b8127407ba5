import type { Turn } from "../domain/turn.ts";
import type { Storage } from "../storage/port.ts";

/**
 * Whether the author of a turn came to its group less than `newcomerMs` ago, or was first heard there since. Nobody is
 * new where we are new ourselves: who was there before us was not seen to come.
 */
export async function isNewcomer(
  { members }: Pick<Storage, "members">,
  { conversation, person, now }: Turn,
  newcomerMs: number,
): Promise<boolean> {
  if (person === undefined || person.role !== "member") return false;
  const since = now - newcomerMs;
  const membership = await members.of(conversation.id, person.id);
  if (membership !== undefined && membership.role !== "member") return false;
  if (membership?.joinedAt !== undefined) return membership.joinedAt > since;
  const { personAt, chatAt } = await members.firstHeard(conversation.id, person.id);
  return chatAt !== undefined && chatAt <= since && personAt !== undefined && personAt > since;
}
