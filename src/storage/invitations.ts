import type { InboundEvent, Invited } from "../domain/event.ts";
import type { EventId, PersonId } from "../domain/ids.ts";
import type { Turn } from "../domain/turn.ts";
import type { StorageContext } from "./context.ts";
import { sqlBuilder as sql } from "./database.ts";
import type { GroupsPort } from "./port-groups.ts";

/** Writes down whom a turn has invited and with which question, within its transaction. */
export function noteInvitation(
  { database }: StorageContext,
  { turn, event, personId }: { turn: Turn; event: EventId; personId: PersonId },
): void {
  database.run(
    sql
      .insertInto("invitations")
      .values({
        token: turn.newMark,
        person_id: personId,
        conversation_id: turn.conversation.id,
        event_id: event,
        created_at: turn.now,
      })
      .onConflict((conflict) => conflict.column("token").doNothing()),
  );
}

const questionOf = (event: InboundEvent): Omit<Invited, "conversationId" | "source"> | undefined => {
  if ("message" in event) {
    const { id: messageId, text, secrets } = event.message;
    return { text, messageId, secrets };
  }
  if (event.kind !== "command.called") return undefined;
  return { text: event.args, messageId: event.messageId, secrets: event.secrets };
};

/** Of more than these within a day nobody remembers which led here. */
const mostRead = 5;

const showsSecret = ({ secrets = [] }: Invited): boolean => secrets.some(({ level }) => level === "hard");

export function invitationsPort({ database, envelopes }: StorageContext): GroupsPort["invitations"] {
  const rowsOf = (person: PersonId) =>
    sql
      .selectFrom("invitations")
      .innerJoin("inbox", "inbox.id", "invitations.event_id")
      .select(["invitations.token", "invitations.conversation_id", "inbox.id", "inbox.text_ref"])
      .where("invitations.person_id", "=", person);

  const readRows = (rows: ReturnType<typeof rowsOf>) => database.all(rows);

  const open = (row: ReturnType<typeof readRows>[number]): Invited | undefined => {
    const event = row.text_ref ? envelopes.tryOpen(row.id, row.text_ref) : undefined;
    const question = event && questionOf(event as InboundEvent);
    return question && { conversationId: row.conversation_id, source: row.id, token: row.token, ...question };
  };

  return {
    find: async (token, person) => {
      const [row] = readRows(rowsOf(person).where("invitations.token", "=", token));
      return row && open(row);
    },
    latest: async ({ person, account, after }) => {
      const rows = readRows(
        rowsOf(person)
          .where("inbox.account_id", "=", account)
          .where("invitations.created_at", ">", after)
          .orderBy("invitations.created_at", "desc")
          .limit(mostRead),
      );
      const invited = rows.flatMap((row) => open(row) ?? []);
      return invited.find(showsSecret) ?? invited[0];
    },
  };
}
