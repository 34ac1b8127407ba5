import type { Adapter } from "../domain/adapter.ts";
import type { KeepOutcome } from "../domain/attachment.ts";
import { DeliveryError, type DeliveryFailure, type Receipt } from "../domain/delivery.ts";
import type { KeepAttachment } from "../domain/effect.ts";
import type { AccountId } from "../domain/ids.ts";
import { type CleanFile, cleanFile, fileBytesAtMost } from "../media/clean-file.ts";
import type { Storage } from "../storage/port.ts";
import type { Redactor } from "./ports.ts";
import { redactTextFile } from "./redact-text-file.ts";

/** What one conversation may hold at once, in bytes: nobody fills the disk alone. */
const conversationBytesAtMost = 200 * 1024 * 1024;
/** One file may not hold up the others for longer. */
const downloadMs = 45_000;

/** What is needed to keep what people send. */
export interface KeeperParts {
  readonly adapterOf: (id: AccountId) => Adapter | undefined;
  readonly storage: Storage;
  readonly redact: Redactor;
}

/**
 * Fetches an attachment, checks and cleans it, and has it sealed on disk; what it turned out to be, or why it is not
 * kept, stands in the receipt. Throws DeliveryError for what may go better another time.
 */
export async function keepAttachment(
  parts: KeeperParts,
  effect: KeepAttachment,
  signal: AbortSignal,
): Promise<Receipt> {
  const { attachmentId: id, ref } = effect;
  if ((ref.size ?? 0) > fileBytesAtMost) return receiptOf({ refusal: "too_large" });
  const held = await parts.storage.attachments.of(effect.conversationId);
  const heldBytes = held.reduce((sum, { state, size }) => (state === "kept" ? sum + size : sum), 0);
  if (heldBytes > conversationBytesAtMost) return receiptOf({ refusal: "too_large" });
  const bytes = await download(parts, effect, signal);
  if ("refusal" in bytes) return receiptOf(bytes);
  const file = await cleaned(parts, effect, bytes);
  if ("refusal" in file) return receiptOf(file);
  const { fileName, mediaType } = file;
  const facts = { fileName, mediaType, size: file.bytes.length };
  try {
    await parts.storage.attachments.write(id, { ...facts, bytes: file.bytes });
  } catch (cause) {
    throw new DeliveryError("transient", "the file could not be written to disk", { cause });
  }
  return receiptOf(facts);
}

const receiptOf = (kept: KeepOutcome): Receipt => ({ messageIds: [], kept });

const forGood: ReadonlySet<DeliveryFailure> = new Set(["rejected", "unsupported", "unreachable"]);

type NotKept = Extract<KeepOutcome, { refusal: unknown }>;

async function download(
  { adapterOf }: KeeperParts,
  { accountId, ref }: KeepAttachment,
  signal: AbortSignal,
): Promise<Uint8Array | NotKept> {
  const adapter = adapterOf(accountId);
  if (!adapter) return { refusal: "not_available" };
  try {
    const within = AbortSignal.any([signal, AbortSignal.timeout(downloadMs)]);
    const { bytes } = await adapter.download(ref, within);
    return bytes;
  } catch (error) {
    if (error instanceof DeliveryError && forGood.has(error.failure))
      return { refusal: error.refusal ?? "not_available" };
    const message = error instanceof DeliveryError ? error.message : "the download failed";
    // One file, or one account, that fails holds back no other.
    throw new DeliveryError("transient", message, { cause: error, isolated: true });
  }
}

async function cleaned(
  { redact }: KeeperParts,
  effect: KeepAttachment,
  bytes: Uint8Array,
): Promise<CleanFile | NotKept> {
  const { ref } = effect;
  const file = await cleanFile({ bytes, fileName: ref.fileName ?? ref.kind });
  if ("refusal" in file || !file.mediaType.startsWith("text/")) return file;
  const text = await redactTextFile(file.bytes, { redact, effect });
  return text === undefined ? { refusal: "type_refused" } : { ...file, bytes: text };
}
