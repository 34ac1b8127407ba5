import type { TicketEntry } from "../../src/domain/ticket.ts";
import { type Fields, fieldsOf, isFields, isList, numberOf, stringOf } from "../wire/values.ts";

/** A line of the transcript at the desk: told by the fleet, or written by an agent here. */
export interface DeskEntry {
  readonly kind: TicketEntry["kind"];
  readonly author: TicketEntry["author"];
  /** RFC 3339. */
  readonly at: string;
  readonly text: string;
  readonly delivery?: NonNullable<TicketEntry["delivery"]>;
  /** The person's files that the entry names, or those of an agent's reply. */
  readonly attachments?: readonly DeskFileFacts[];
  /** Overwritten by a redaction. */
  readonly redacted?: boolean;
  /** The webhook event that carried an agent's line to the fleet. */
  readonly eventId?: string;
  readonly visibility?: "public" | "private";
  readonly authorName?: string;
  /** An agent rewrote it. */
  readonly edited?: boolean;
}

export interface DeskFileFacts {
  readonly id: string;
  readonly fileName: string;
  readonly mediaType: string;
  /** Bytes. */
  readonly size: number;
}

export interface DeskAttachment {
  readonly id: string;
  readonly fileName: string;
  readonly mediaType: string;
  readonly bytes: Buffer;
}

/** What the fleet sent when it opened the ticket, and all that followed. */
export interface DeskTicket {
  readonly ticketId: string;
  readonly reference: string;
  readonly openedAt: string;
  /** The body of `POST /tickets` without its transcript. */
  fields: Fields;
  transcript: DeskEntry[];
  /** What the fleet handed over. */
  readonly attachments: Map<string, DeskAttachment>;
  /** What agents attached to replies; the fleet fetches it. */
  readonly files: Map<string, DeskAttachment>;
  status: "open" | "solved" | "closed";
  owner: "agent" | "bot";
  /** The sequence number of the last webhook. */
  sequence: number;
}

const kinds = ["message", "attachment_notice", "note", "delivery"] as const;
const authors = ["person", "bot", "agent", "system"] as const;
const states = ["delivered", "failed", "refused", "uncertain"] as const;

/** undefined when it is not an entry. */
export const parseEntry = (value: unknown): DeskEntry | undefined => {
  const fields = fieldsOf(value);
  const kind = kinds.find((known) => known === fields["kind"]);
  const author = authors.find((known) => known === fields["author"]);
  const at = stringOf(fields["at"]);
  const text = stringOf(fields["text"]);
  if (!kind || !author || text === undefined || at === undefined || Number.isNaN(Date.parse(at)))
    return undefined;
  const attachments = parseFiles(fields["attachments"]);
  if (attachments === undefined) return undefined;
  const entry = { kind, author, at, text, ...(attachments.length > 0 && { attachments }) };
  if (fields["delivery"] === undefined) return entry;
  const delivery = parseDelivery(fieldsOf(fields["delivery"]));
  return delivery && { ...entry, delivery };
};

/** None when there is no list; undefined when it is malformed. */
const parseFiles = (value: unknown): readonly DeskFileFacts[] | undefined => {
  if (value === undefined) return [];
  if (!isList(value)) return undefined;
  const files = value.map(fieldsOf).flatMap((fields) => {
    const [id, fileName, mediaType] = ["id", "fileName", "mediaType"].map((name) => stringOf(fields[name]));
    const size = numberOf(fields["size"]);
    if (id === undefined || fileName === undefined || mediaType === undefined || size === undefined)
      return [];
    return [{ id, fileName, mediaType, size }];
  });
  return files.length === value.length ? files : undefined;
};

const parseDelivery = (fields: Fields): DeskEntry["delivery"] => {
  const eventId = stringOf(fields["eventId"]);
  const state = states.find((known) => known === fields["state"]);
  const reason = stringOf(fields["reason"]);
  return eventId === undefined || !state
    ? undefined
    : { eventId, state, ...(reason !== undefined && { reason }) };
};

const requiredTexts = ["ticketId", "category", "subject", "locale", "description"] as const;

/** The ticket that a body of `POST /tickets` asks for, or what is wrong with the body. */
export const parseTicket = (
  body: unknown,
  made: { reference: string; openedAt: string },
): DeskTicket | { readonly fault: string } => {
  if (!isFields(body)) return { fault: "the body is not a JSON object" };
  const missing = requiredTexts.find((name) => stringOf(body[name]) === undefined);
  if (missing) return { fault: `${missing} is missing` };
  if (typeof body["urgent"] !== "boolean") return { fault: "urgent is missing" };
  if (!isFields(body["person"]) || !isFields(body["channel"]))
    return { fault: "person or channel is missing" };
  const lines = body["transcript"];
  if (!isList(lines)) return { fault: "transcript is missing" };
  const transcript: DeskEntry[] = [];
  for (const line of lines) {
    const entry = parseEntry(line);
    if (!entry) return { fault: "an entry of the transcript is malformed" };
    transcript.push(entry);
  }
  const { transcript: _, ...fields } = body;
  return {
    ticketId: stringOf(body["ticketId"]) ?? "",
    ...made,
    fields,
    transcript,
    attachments: new Map(),
    files: new Map(),
    status: "open",
    owner: "bot",
    sequence: 0,
  };
};

/** The transcript with the texts of the named times overwritten. */
export const redact = (
  transcript: readonly DeskEntry[],
  replacements: readonly { readonly at: string; readonly text: string }[],
): DeskEntry[] =>
  transcript.map((entry) => {
    const replacement = replacements.find(({ at }) => Date.parse(at) === Date.parse(entry.at));
    return replacement && entry.author !== "agent"
      ? { ...entry, text: replacement.text, redacted: true }
      : entry;
  });

const ownFields = new Set(["subject", "description", "happenedWhen", "accountReference"]);

/** The ticket's own texts, some of them overwritten. */
export const withFields = (fields: Fields, wanted: Fields): Fields => ({
  ...fields,
  ...Object.fromEntries(
    Object.entries(wanted).filter(([name, text]) => ownFields.has(name) && stringOf(text) !== undefined),
  ),
});
