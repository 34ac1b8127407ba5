import type { DeskAttachment } from "../domain/desk.ts";
import type { DeskEffect } from "../domain/effect.ts";
import type { AccountId, TicketId } from "../domain/ids.ts";
import type { TicketEntry } from "../domain/ticket.ts";
import { deskEventIdOf } from "./raw-event.ts";

/** One HTTP request to the desk, before it is signed. */
export interface DeskCall {
  readonly method: "POST" | "PUT" | "GET";
  /** Below the desk's base address, without a leading slash. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
}

const time = (at: number) => new Date(at).toISOString();
const entryFor =
  (accountId: AccountId) =>
  ({ at, delivery, ...rest }: TicketEntry) => ({
    ...rest,
    at: time(at),
    ...(delivery && { delivery: { ...delivery, eventId: deskEventIdOf(delivery.eventId, accountId) } }),
  });

/** An effect's id as a header may carry it. */
const idempotencyKey = (id: string) => (/^[\x21-\x7e]+$/.test(id) ? id : encodeURIComponent(id));

const post = (effect: DeskEffect, path: string, body: object): DeskCall => ({
  method: "POST",
  path,
  headers: { "content-type": "application/json", "idempotency-key": idempotencyKey(effect.id) },
  body: JSON.stringify(body),
});

export const callFor = (effect: DeskEffect): DeskCall => {
  const entry = entryFor(effect.accountId);
  const ticket = `tickets/${encodeURIComponent(effect.ticketId)}`;
  switch (effect.kind) {
    case "ticket.open": {
      const { consentAt, unansweredSince, transcript, ...draft } = effect.draft;
      return post(effect, "tickets", {
        ticketId: effect.ticketId,
        ...draft,
        ...(consentAt !== undefined && { consentAt: time(consentAt) }),
        ...(unansweredSince !== undefined && { unanswered: { since: time(unansweredSince) } }),
        transcript: transcript.map(entry),
      });
    }
    case "ticket.append":
      return post(effect, `${ticket}/entries`, entry(effect.entry));
    case "ticket.redact":
      return post(effect, `${ticket}/redactions`, {
        replacements: effect.replacements.map(({ at, text }) => ({ at: time(at), text })),
        ...(effect.fields && { fields: effect.fields }),
      });
    default:
      return effect satisfies never;
  }
};

const maxFileNameChars = 200;
const attachmentPath = (ticketId: TicketId, id: string) =>
  `tickets/${encodeURIComponent(ticketId)}/attachments/${encodeURIComponent(id)}`;

export const attachmentCall = ({ ticketId, id, bytes, mediaType, fileName }: DeskAttachment): DeskCall => ({
  method: "PUT",
  path: attachmentPath(ticketId, id),
  headers: {
    "content-type": /^[\w.+-]+\/[\w.+-]+$/.test(mediaType) ? mediaType : "application/octet-stream",
    ...(fileName && {
      "x-file-name": encodeURIComponent(fileName.slice(0, maxFileNameChars).toWellFormed()),
    }),
  },
  body: bytes,
});

/** Fetches a file that an agent attached. */
export const fetchCall = ({ ticketId, id }: { ticketId: TicketId; id: string }): DeskCall => ({
  method: "GET",
  path: attachmentPath(ticketId, id),
  headers: {},
  body: "",
});
