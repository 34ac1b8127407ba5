import type { ConversationKind } from "../domain/conversation.ts";
import { priorities } from "../domain/effect.ts";
import type { ConversationId } from "../domain/ids.ts";
import type { StorageContext } from "./context.ts";
import { sqlBuilder as sql } from "./database.ts";
import type { OutboxRow } from "./outbox-rows.ts";

/** Answers and what is less urgent fall silent when a human has taken the conversation over. */
const silencedFrom = priorities.answer;
/** Whoever asked not to be written to is spared all that was meant for them before, but for what protects them. */
const unwantedFrom = priorities.protect + 1;

/** Whose a conversation is by now, for an effect that was decided earlier. */
export interface OwnerNow {
  readonly epoch_now: number | null;
  readonly opted_out: number | null;
}

export const ownerNow = (
  { database }: StorageContext,
  id: ConversationId,
): OwnerNow & { readonly kind: ConversationKind } => {
  const conversation = database.get(
    sql
      .selectFrom("conversations")
      .select(["kind", "owner_epoch as epoch_now", "opted_out"])
      .where("id", "=", id),
  );
  return conversation ?? { kind: "direct", epoch_now: null, opted_out: null };
};

type Decided = Pick<OutboxRow, "owner_epoch" | "lane" | "priority">;

/** Whether what was decided earlier is not to be said any more. */
export const isSilenced = (
  { owner_epoch, lane, priority }: Decided,
  { epoch_now, opted_out }: OwnerNow,
): boolean =>
  lane === "talk" &&
  owner_epoch < (epoch_now ?? 0) &&
  priority >= (opted_out === 1 ? unwantedFrom : silencedFrom);

export const tooLate = "it could not be sent while it was of use";

/**
 * How what is given up ended: nobody waits for what they did not want any more.
 * @param options.otherwise why, where nobody is against it.
 */
export const endingOf = (row: Decided, options: { owner: OwnerNow; otherwise: string }) => {
  const { owner, otherwise } = options;
  if (!isSilenced(row, owner)) return { failure: "expired", reason: otherwise } as const;
  const reason =
    owner.opted_out === 1
      ? "the person asked not to be written to"
      : "a human has taken the conversation over";
  return { failure: "superseded", reason } as const;
};
