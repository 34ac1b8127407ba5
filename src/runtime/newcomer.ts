import type { Turn } from "../domain/turn.ts";
import type { Storage } from "../storage/port.ts";

/**
 * Whether the author of a turn was seen to come to its group less than `newcomerMs` ago. Of whom we did not see coming
 * we cannot tell: they may have been there for years, and a victim must hear what to do.
 */
export async function isNewcomer(
  { members }: Pick<Storage, "members">,
  { conversation, person, now }: Turn,
  newcomerMs: number,
): Promise<boolean> {
  if (person === undefined || person.role !== "member") return false;
  const membership = await members.of(conversation.id, person.id);
  if (membership?.role !== "member" || membership.joinedAt === undefined) return false;
  return membership.joinedAt > now - newcomerMs;
}
