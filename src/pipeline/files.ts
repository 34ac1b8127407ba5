import type { KeptAttachment, TicketAttachment } from "../domain/attachment.ts";
import type { EffectDraft } from "../domain/effect.ts";
import { attachmentId } from "../domain/ids.ts";
import type { AttachmentRef, Message } from "../domain/message.ts";
import type { Turn } from "../domain/turn.ts";
import { holdsSecret, isByStaff, type Spoken, spokenIn } from "./act.ts";

const keptKinds: ReadonlySet<string> = new Set(["photo", "document", "video", "voice", "audio"]);

/** Files that are kept of what was sent together, and of one conversation in a day. */
export const mostFilesAtOnce = 10;
const mostFilesPerDay = 50;
const dayMs = 24 * 60 * 60_000;
/** A platform may forget a file after this time. */
const fileLifeMs = 60_000;

/** A file that can be kept: nothing beside a secret is, nor what the guard could not look at. */
const mayKeep = (turn: Turn, { message }: Spoken): boolean =>
  !message.withheld &&
  !isByStaff(turn, message) &&
  !holdsSecret(message) &&
  !turn.attachments.some(({ messageId }) => messageId === message.id);

export const isFile = ({ kind, ref }: AttachmentRef): boolean => keptKinds.has(kind) && ref !== "";

interface NewFile {
  readonly messageId: string;
  readonly at: number;
  readonly ref: AttachmentRef;
}

/** Files that were put into a platform's own form. */
const filesOfForms = (turn: Turn): readonly NewFile[] =>
  turn.events.flatMap((event) => {
    if (event.kind !== "form.submitted" || event.secrets?.some(({ level }) => level === "hard")) return [];
    const { messageId, attachments = [], occurredAt: at } = event;
    if (messageId === undefined || turn.attachments.some((kept) => kept.messageId === messageId)) return [];
    return attachments.filter(isFile).map((ref) => ({ messageId, at, ref }));
  });

/** What of a turn's files is to be kept, oldest first. */
const filesToKeep = (turn: Turn): readonly NewFile[] => {
  if (turn.conversation.kind === "group") return [];
  const today = turn.attachments.filter(({ at }) => turn.now - at < dayMs).length;
  const files = spokenIn(turn)
    .filter((spoken) => mayKeep(turn, spoken))
    .flatMap(({ message, at }) =>
      message.attachments.filter(isFile).map((ref): NewFile => ({ messageId: message.id, at, ref })),
    );
  return [...files, ...filesOfForms(turn)].slice(
    0,
    Math.max(0, Math.min(mostFilesAtOnce, mostFilesPerDay - today)),
  );
};

/** The bytes are fetched at once, beside the answer and not before it. */
export const keepFiles = (turn: Turn): readonly EffectDraft[] =>
  filesToKeep(turn).map(({ messageId, at, ref }, index) => ({
    kind: "attachment.keep",
    lane: "keep",
    priority: "receipt",
    attachmentId: attachmentId(`${turn.newMark}-${index}`),
    ref,
    messageId,
    report: true,
    expiresAt: Math.max(at, turn.now) + fileLifeMs,
  }));

/** What a message carries and is not kept of it: locations and stickers, and files beyond the measure. */
export const unkeptIn = (turn: Turn, message: Message): readonly AttachmentRef[] => {
  const kept = new Set(filesToKeep(turn).map(({ ref }) => ref));
  const known = turn.attachments.some(({ messageId }) => messageId === message.id);
  return message.attachments.filter((ref) => !kept.has(ref) && !(known && isFile(ref)));
};

const mediaNoticeEveryMs = 60_000;

/** Pictures that are sent one by one are acknowledged once in a while; `since` is when what they answer began. */
export const isMediaAcknowledged = ({ conversation, now }: Turn, since = 0): boolean => {
  const { mediaNoticeAt } = conversation.state;
  return mediaNoticeAt !== undefined && mediaNoticeAt >= since && now - mediaNoticeAt < mediaNoticeEveryMs;
};

/** How many files of the turn are too many. */
export const countUnkept = (turn: Turn): number =>
  spokenIn(turn)
    .filter(({ message }) => !holdsSecret(message))
    .flatMap(({ message }) => unkeptIn(turn, message).filter(isFile)).length;

export const asTicketAttachment = ({ id, fileName, mediaType, size }: KeptAttachment): TicketAttachment => ({
  id,
  fileName,
  mediaType,
  size,
});

/** Kept, and with no ticket yet. */
export const filesToGive = ({ attachments }: Turn): readonly KeptAttachment[] =>
  attachments.filter(({ state, ticketId }) => state === "kept" && ticketId === undefined);

/** Files that a ticket opened now would take along, those included that are being fetched. */
export const countFilesToGive = (turn: Turn): number =>
  turn.attachments.filter(({ state, ticketId }) => state !== "refused" && ticketId === undefined).length +
  filesToKeep(turn).length;
