import type { EffectDraft, KeepAttachment } from "../../src/domain/effect.ts";
import type { AttachmentId } from "../../src/domain/ids.ts";

type KeepOverride = Partial<Pick<KeepAttachment, "ref" | "messageId" | "expiresAt">>;

/** The draft of a download. */
export const keeping = (attachmentId: AttachmentId, override: KeepOverride = {}): EffectDraft => ({
  kind: "attachment.keep",
  lane: "keep",
  priority: "receipt",
  attachmentId,
  messageId: "100",
  ref: { kind: "photo", ref: "file-1", fileName: "IMG_1.jpg", mediaType: "image/jpeg", size: 5 },
  ...override,
});
