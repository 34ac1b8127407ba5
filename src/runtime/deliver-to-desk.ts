import type { KeptAttachment, TicketAttachment } from "../domain/attachment.ts";
import { DeliveryError, type Receipt } from "../domain/delivery.ts";
import type { TicketDesk } from "../domain/desk.ts";
import type { AppendTicket, DeskEffect, OpenTicket } from "../domain/effect.ts";
import { effectPartId } from "../domain/ids.ts";
import type { TicketEntry } from "../domain/ticket.ts";
import type { StoredEffect } from "../storage/port.ts";

/** Attempts after which a file that the desk fails on is done without: it must not hold the ticket back for ever. */
const attemptsForFiles = 25;

export interface DeskParts {
  readonly desk: TicketDesk;
  readonly bytesOf: (id: KeptAttachment["id"]) => Promise<Uint8Array | undefined>;
  readonly now: () => number;
}

/** Which files the desk has now, and what is said of those that it has not. */
interface Handed {
  readonly there: readonly TicketAttachment[];
  readonly missing: readonly string[];
}

/**
 * One effect at the desk, files included. An entry names only files whose bytes the desk has: of a new ticket they
 * follow in an entry of their own, because there is no place for bytes before. Repeated as a whole, each part has its
 * own key, so that nothing is there twice. A file that cannot come is noted, and never keeps the ticket away.
 */
export async function deliverToDesk(
  parts: DeskParts,
  stored: StoredEffect & { effect: DeskEffect },
  signal: AbortSignal,
): Promise<Receipt> {
  const { effect } = stored;
  switch (effect.kind) {
    case "ticket.open":
      return openWithFiles(parts, { ...stored, effect }, signal);
    case "ticket.append":
      return appendWithFiles(parts, { ...stored, effect }, signal);
    case "ticket.redact":
      return parts.desk.deliver(effect, signal);
    default:
      return effect satisfies never;
  }
}

async function openWithFiles(
  parts: DeskParts,
  stored: StoredEffect & { effect: OpenTicket },
  signal: AbortSignal,
): Promise<Receipt> {
  const { effect } = stored;
  const { attachments = [], ...draft } = effect.draft;
  const transcript = draft.transcript.map(withoutFiles);
  const named = [...attachments, ...draft.transcript.flatMap((entry) => entry.attachments ?? [])];
  const files = [...new Map(named.map((file) => [file.id, file])).values()];
  const receipt = await parts.desk.deliver({ ...effect, draft: { ...draft, transcript } }, signal);
  if (files.length === 0) return receipt;
  const handed = await handOver(parts, { stored, files }, signal);
  if (handed.there.length > 0) {
    await append(parts, { effect, part: "files", entry: filesEntry(handed.there, parts.now()) }, signal);
  }
  await noteMissing(parts, { effect, handed }, signal);
  return receipt;
}

async function appendWithFiles(
  parts: DeskParts,
  stored: StoredEffect & { effect: AppendTicket },
  signal: AbortSignal,
): Promise<Receipt> {
  const { effect } = stored;
  const files = effect.entry.attachments ?? [];
  if (files.length === 0) return parts.desk.deliver(effect, signal);
  const handed = await handOver(parts, { stored, files }, signal);
  const plain = withoutFiles(effect.entry);
  const entry = handed.there.length > 0 ? { ...plain, attachments: handed.there } : plain;
  const receipt = await parts.desk.deliver({ ...effect, entry }, signal);
  await noteMissing(parts, { effect, handed }, signal);
  return receipt;
}

const withoutFiles = ({ attachments: _, ...entry }: TicketEntry): TicketEntry => entry;

async function handOver(
  parts: DeskParts,
  {
    stored,
    files,
  }: { stored: StoredEffect & { effect: OpenTicket | AppendTicket }; files: readonly TicketAttachment[] },
  signal: AbortSignal,
): Promise<Handed> {
  const there: TicketAttachment[] = [];
  const missing: string[] = [];
  for (const file of files) {
    const why = await attach(parts, { stored, file }, signal);
    if (why === undefined) there.push(file);
    else missing.push(`${file.fileName} (${file.mediaType}, ${file.size} bytes): ${why}`);
  }
  return { there, missing };
}

/** Why the desk does not have the file; undefined when it has. */
async function attach(
  { desk, bytesOf }: DeskParts,
  { stored, file }: { stored: StoredEffect & { effect: OpenTicket | AppendTicket }; file: TicketAttachment },
  signal: AbortSignal,
): Promise<string | undefined> {
  if (!desk.attach) return "this desk takes no files";
  const bytes = await bytesOf(file.id);
  if (!bytes) return "it is not kept any more";
  const { ticketId } = stored.effect;
  try {
    await desk.attach({ ...file, ticketId, bytes }, signal);
    return undefined;
  } catch (error) {
    if (!(error instanceof DeliveryError)) throw error;
    const isFinal = error.failure === "rejected" || error.failure === "unsupported";
    const isPassing = error.failure === "transient" && !signal.aborted;
    if (isFinal || (isPassing && stored.attempts >= attemptsForFiles)) return error.message;
    throw error;
  }
}

async function noteMissing(
  parts: DeskParts,
  { effect, handed }: { effect: OpenTicket | AppendTicket; handed: Handed },
  signal: AbortSignal,
): Promise<void> {
  if (handed.missing.length === 0) return;
  const text = `The person sent what could not be handed over. ${handed.missing.join("; ")}`;
  const entry: TicketEntry = { kind: "note", author: "system", at: parts.now(), text };
  await append(parts, { effect, part: "missing", entry }, signal);
}

async function append(
  { desk }: DeskParts,
  { effect, part, entry }: { effect: OpenTicket | AppendTicket; part: string; entry: TicketEntry },
  signal: AbortSignal,
): Promise<void> {
  const { ticketId, accountId, conversationId, ownerEpoch, lane, priority } = effect;
  const category = effect.kind === "ticket.open" ? effect.draft.category : effect.category;
  const id = effectPartId(effect.id, part);
  await desk.deliver(
    {
      id,
      ticketId,
      accountId,
      conversationId,
      ownerEpoch,
      lane,
      priority,
      kind: "ticket.append",
      category,
      entry,
    },
    signal,
  );
}

const filesEntry = (files: readonly TicketAttachment[], at: number): TicketEntry => ({
  kind: "attachment_notice",
  author: "person",
  at,
  text: files.map(({ fileName }) => fileName).join(", "),
  attachments: files,
});
