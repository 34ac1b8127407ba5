import { z } from "zod";
import type { DeskEvent } from "../domain/desk.ts";
import { ticketId } from "../domain/ids.ts";

/** The longest reply of an agent, in UTF-16 units; the adapters split it into messages. */
export const maxReplyChars = 16_000;

/** Line ends become `\n`; control characters, which no person types, go. */
const plainText = (raw: string) =>
  raw
    .toWellFormed()
    .replace(/\r\n?/g, "\n")
    .replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g, "");

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

const replied = z.object({
  ...common,
  type: z.literal("ticket.replied"),
  text: z
    .string()
    .max(maxReplyChars)
    .transform(plainText)
    .refine((text) => text.trim() !== "", "must not be empty"),
});

const changed = z
  .object({
    ...common,
    type: z.literal("ticket.changed"),
    status: z.enum(["open", "solved", "closed"]).nullish(),
    owner: z.enum(["agent", "bot"]).nullish(),
  })
  .refine((event) => event.status != null || event.owner != null, "must name a status or an owner");

const schema = z.discriminatedUnion("type", [replied, changed]);

export type ReadDeskEvent =
  | { readonly outcome: "event"; readonly event: DeskEvent; readonly type: DeskEvent["kind"] }
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
  if (given.type === "ticket.replied" && given.visibility === "private")
    return { outcome: "ignored", eventId, why: "private" };
  if (author.kind === "bot") return { outcome: "ignored", eventId, why: "echo" };
  if (given.type === "ticket.replied" && author.kind !== "agent")
    return { outcome: "ignored", eventId, why: "not_an_agent" };

  const fields = {
    eventId,
    sequence: given.sequence,
    occurredAt: Date.parse(given.occurredAt),
    ticketId: ticketId(given.ticketId),
  };
  if (given.type === "ticket.replied") {
    const agentName = plainText(author.name ?? "").trim();
    const reply = { text: given.text, ...(agentName && { agentName }) };
    return { outcome: "event", type: given.type, event: { ...fields, kind: given.type, reply } };
  }
  const change = {
    ...(given.status != null && { status: given.status }),
    ...(given.owner != null && { owner: given.owner }),
  };
  return { outcome: "event", type: given.type, event: { ...fields, kind: given.type, change } };
};
