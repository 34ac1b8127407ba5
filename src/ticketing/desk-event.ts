import { z } from "zod";
import type { DeskAttachment } from "../domain/attachment.ts";
import type { DeskEvent } from "../domain/desk.ts";
import { type TicketId, ticketId } from "../domain/ids.ts";

/** The longest reply of an agent, in UTF-16 units; the adapters split it into messages. */
export const maxReplyChars = 16_000;
/** Files of one reply. */
export const maxFiles = 10;
/** Bytes of the files of one reply together: what a bot may send on the platforms. */
export const maxFileBytes = 52_428_800;

/** Line ends become `\n`; control characters, which no person types, go. */
const plainText = (raw: string) =>
  raw
    .toWellFormed()
    .replace(/\r\n?/g, "\n")
    .replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g, "");

/** A name in one direction and one line; what else it is does not matter, it is shown only. */
const fileNameText = (raw: string) =>
  raw
    .toWellFormed()
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}/\\]+/gu, "_")
    .trim() || "file";

const id = z.string().regex(/^[\x21-\x7e]{1,255}$/, "must be 1 to 255 visible ASCII characters");

const common = {
  eventId: id,
  sequence: z.int().min(1),
  occurredAt: z.iso.datetime({ offset: true, error: "must be an RFC 3339 time" }),
  ticketId: id,
  visibility: z.enum(["public", "private"]),
  author: z.object({
    kind: z.enum(["agent", "bot", "person", "system"]),
    name: z.string().max(200).nullish(),
  }),
};

const text = z.string().max(maxReplyChars).transform(plainText);
const isEmpty = (value: string) => value.trim() === "";

const attachment = z.object({
  id,
  fileName: z.string().max(255).transform(fileNameText),
  mediaType: z.string().regex(/^[\w.+-]{1,60}\/[\w.+-]{1,80}$/, "must be a media type without parameters"),
  size: z.int().min(0).max(maxFileBytes),
});

const replied = z
  .object({
    ...common,
    type: z.literal("ticket.replied"),
    text: text.nullish(),
    attachments: z.array(attachment).max(maxFiles).nullish(),
  })
  .refine(({ text: said, attachments }) => !isEmpty(said ?? "") || (attachments ?? []).length > 0, {
    path: ["text"],
    error: "must not be empty without attachments",
  })
  .refine(({ attachments }) => (attachments ?? []).reduce((sum, { size }) => sum + size, 0) <= maxFileBytes, {
    path: ["attachments"],
    error: `must not be over ${maxFileBytes} bytes together`,
  });

const edited = z.object({
  ...common,
  type: z.literal("ticket.reply_edited"),
  edits: id,
  text: text.refine((value) => !isEmpty(value), "must not be empty"),
});

const changed = z
  .object({
    ...common,
    type: z.literal("ticket.changed"),
    status: z.enum(["open", "solved", "closed"]).nullish(),
    owner: z.enum(["agent", "bot"]).nullish(),
  })
  .refine((event) => event.status != null || event.owner != null, "must name a status or an owner");

const schema = z.discriminatedUnion("type", [replied, edited, changed]);

type DeskEventType = z.infer<typeof schema>["type"];

export type ReadDeskEvent =
  | { readonly outcome: "event"; readonly event: DeskEvent; readonly type: DeskEventType }
  /** Well-formed, but not for the person: a private note, or not said by an agent. */
  | {
      readonly outcome: "ignored";
      readonly eventId: string;
      readonly why: "private" | "not_an_agent" | "echo";
    }
  | { readonly outcome: "malformed"; readonly faults: readonly Fault[] };

export interface Fault {
  /** Such as `author.kind`; empty for the body as a whole. */
  readonly path: string;
  readonly reason: string;
}

const fileOf =
  (ticket: TicketId) =>
  ({ id: fileId, fileName, mediaType }: z.infer<typeof attachment>): DeskAttachment => ({
    ticketId: ticket,
    id: fileId,
    fileName,
    mediaType,
  });

/** The webhook's body as an event of ours. Values of the body are never repeated in a fault. */
export const readDeskEvent = (body: unknown): ReadDeskEvent => {
  const parsed = schema.safeParse(body);
  if (!parsed.success) {
    const faults = parsed.error.issues
      .slice(0, 20)
      .map((issue) => ({ path: issue.path.join("."), reason: issue.message }));
    return { outcome: "malformed", faults };
  }
  const given = parsed.data;
  const { eventId, author } = given;
  const isSaid = given.type !== "ticket.changed";
  if (isSaid && given.visibility === "private") return { outcome: "ignored", eventId, why: "private" };
  if (author.kind === "bot") return { outcome: "ignored", eventId, why: "echo" };
  if (isSaid && author.kind !== "agent") return { outcome: "ignored", eventId, why: "not_an_agent" };

  const fields = {
    eventId,
    sequence: given.sequence,
    occurredAt: Date.parse(given.occurredAt),
    ticketId: ticketId(given.ticketId),
  };
  const { type } = given;
  if (type !== "ticket.changed") {
    const agentName = plainText(author.name ?? "").trim();
    const reply = {
      text: given.text ?? "",
      ...(agentName && { agentName }),
      ...(type === "ticket.replied" &&
        given.attachments?.length && { attachments: given.attachments.map(fileOf(fields.ticketId)) }),
    };
    const edits = type === "ticket.reply_edited" ? { edits: given.edits } : {};
    return { outcome: "event", type, event: { ...fields, ...edits, kind: "ticket.replied", reply } };
  }
  const change = {
    ...(given.status != null && { status: given.status }),
    ...(given.owner != null && { owner: given.owner }),
  };
  return { outcome: "event", type, event: { ...fields, kind: type, change } };
};
