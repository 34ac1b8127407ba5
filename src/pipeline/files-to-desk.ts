import { type KeepRefusal, type KeptAttachment, keepRefusals } from "../domain/attachment.ts";
import type { Phrase } from "../domain/decision.ts";
import type { EffectDraft } from "../domain/effect.ts";
import type { StageResult, Turn } from "../domain/turn.ts";
import { asTicketAttachment, filesToGive } from "./files.ts";
import { converse, ticketButton } from "./replies.ts";
import { appendEntry, type KnownTicket, openTicket, refusedEntry } from "./tickets.ts";

/** Files that no ticket has yet, as one line of this one. */
export const giveFiles = (turn: Turn, ticket: KnownTicket): readonly EffectDraft[] => {
  const files = filesToGive(turn);
  const [first] = files;
  if (first === undefined) return [];
  const entry = {
    kind: "attachment_notice",
    author: "person",
    at: first.at,
    text: files.map(({ fileName }) => fileName).join(", "),
    attachments: files.map(asTicketAttachment),
  } as const;
  return [appendEntry(ticket, entry)];
};

const refusalOf = ({ refusal }: KeptAttachment): KeepRefusal => refusal ?? "not_available";

const tellDesk = (ticket: KnownTicket, refused: readonly KeptAttachment[]): readonly EffectDraft[] =>
  refused.map((file) => appendEntry(ticket, refusedEntry(file)));

const phrasesOf = (refused: readonly KeptAttachment[]): readonly Phrase[] =>
  keepRefusals.flatMap((refusal) => {
    const count = refused.filter((file) => refusalOf(file) === refusal).length;
    return count === 0 ? [] : [{ key: `media.refused.${refusal}`, args: { count } }];
  });

/** A file was kept or refused: the open ticket gets it, and the person hears once what is not kept. */
export const settleFile = (turn: Turn): StageResult => {
  const { owner, state } = turn.conversation;
  const told = new Set(state.refusalsTold);
  const refused = turn.attachments.filter((file) => file.state === "refused");
  const untold = refused.filter(({ id }) => !told.has(id));
  const ticket = owner === "queued" || owner === "human" ? openTicket(turn) : undefined;
  const effects = ticket === undefined ? [] : [...giveFiles(turn, ticket), ...tellDesk(ticket, untold)];
  if (untold.length === 0) return { effects, decision: { kind: "ignore", reason: "file_settled" } };
  return {
    findings: untold.map((file) => ({ name: "file_refused", detail: refusalOf(file) })),
    effects,
    patch: { state: { ...state, refusalsTold: refused.map(({ id }) => id) } },
    decision: {
      ...converse("media_refused", phrasesOf(untold), ticket === undefined ? [ticketButton] : []),
      priority: "receipt",
    },
  };
};
