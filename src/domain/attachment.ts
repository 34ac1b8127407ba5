import type { AttachmentId, TicketId } from "./ids.ts";

/** Why the bytes of an attachment are not kept; each has a phrase that tells the person. */
export const keepRefusals = ["too_large", "type_refused", "not_available", "damaged"] as const;
export type KeepRefusal = (typeof keepRefusals)[number];

/** An attachment of a direct chat: its bytes are sealed on disk, without the metadata that pictures carry. */
export interface KeptAttachment {
  readonly id: AttachmentId;
  /** The message that carried it. */
  readonly messageId: string;
  readonly at: number;
  /** `keeping`: the bytes are being fetched. `refused`: they never will be. */
  readonly state: "keeping" | "kept" | "refused";
  readonly refusal?: KeepRefusal;
  /** Free text of a person: sealed where it is stored. */
  readonly fileName: string;
  /** Found from the bytes once kept, claimed by the platform until then. */
  readonly mediaType: string;
  /** Bytes. */
  readonly size: number;
  /** Given to the desk with this ticket. */
  readonly ticketId?: TicketId;
}

/** What came of fetching an attachment: what its bytes turned out to be, or why they are not kept. */
export type KeepOutcome =
  | Pick<KeptAttachment, "fileName" | "mediaType" | "size">
  | { readonly refusal: KeepRefusal };

/** A kept attachment as the desk is given it; the bytes are sent before the entry that names it. */
export type TicketAttachment = Pick<KeptAttachment, "id" | "fileName" | "mediaType" | "size">;

/** A file that an agent attached to a reply: it is at the desk. */
export interface DeskAttachment {
  readonly ticketId: TicketId;
  /** The desk's own id of it. */
  readonly id: string;
  readonly fileName: string;
  readonly mediaType: string;
}
