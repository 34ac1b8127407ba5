import type { OutboundFile } from "../domain/adapter.ts";
import type { DeskAttachment } from "../domain/attachment.ts";
import { DeliveryError } from "../domain/delivery.ts";
import type { TicketDesk } from "../domain/desk.ts";

/** Of one reply, in bytes: all of it is in memory while it is sent. */
const replyBytesAtMost = 50 * 1024 * 1024;

/**
 * The files of an agent's reply, from the desk, in their order. A file that the desk does not have ends the reply:
 * words about a file that is not there would mislead, and the desk is told why. While the desk is down it is tried
 * again, which tells nothing about the platform.
 */
export async function fetchReplyFiles(
  desk: TicketDesk,
  attachments: readonly DeskAttachment[],
  signal: AbortSignal,
): Promise<readonly OutboundFile[]> {
  const files: OutboundFile[] = [];
  let total = 0;
  for (const attachment of attachments) {
    const { fileName, mediaType } = attachment;
    const bytes = await fetchFile(desk, attachment, signal);
    total += bytes.length;
    if (total > replyBytesAtMost) {
      throw new DeliveryError(
        "rejected",
        `the files of the reply are over ${replyBytesAtMost} bytes together`,
        { uncalled: true },
      );
    }
    files.push({ fileName, mediaType, bytes });
  }
  return files;
}

async function fetchFile(desk: TicketDesk, { ticketId, id }: DeskAttachment, signal: AbortSignal) {
  if (!desk.fetchAttachment)
    throw new DeliveryError("rejected", "this desk gives no files", { uncalled: true });
  try {
    return await desk.fetchAttachment({ ticketId, id }, signal);
  } catch (error) {
    if (error instanceof DeliveryError && error.failure === "rejected") {
      throw new DeliveryError("rejected", `the desk does not give the file ${id}: ${error.message}`, {
        cause: error,
        uncalled: true,
      });
    }
    const message = error instanceof DeliveryError ? error.message : "the desk's file could not be fetched";
    throw new DeliveryError("transient", message, { cause: error, isolated: true, uncalled: true });
  }
}
