import { createHash } from "node:crypto";
import type { FileKind, MessageFile } from "../types.ts";
import { sampleOf } from "./samples.ts";

export interface StoredFile extends MessageFile {
  readonly kind: FileKind;
  readonly bytes: Uint8Array;
  /** As Telegram tells it; a sender's client may have lied. */
  readonly claimedSize: number;
  readonly path: string;
}

export interface FileDraft {
  /** @default a small sample of the kind */
  readonly bytes?: Uint8Array;
  readonly fileName?: string;
  readonly mediaType?: string;
  /** Bytes that the messages claim. @default what is there */
  readonly claimedSize?: number;
}

const folders: Readonly<Record<FileKind, string>> = {
  photo: "photos",
  document: "documents",
  video: "videos",
  audio: "music",
  animation: "animations",
  voice: "voice",
  video_note: "video_notes",
  sticker: "stickers",
};

const linkMs = 60 * 60 * 1_000;

/** The files of all bots. A link to one works for an hour after `getFile`, and may be ordered to end earlier. */
export class FileStore {
  readonly #now: () => number;
  readonly #files = new Map<string, StoredFile>();
  readonly #byPath = new Map<string, StoredFile>();
  readonly #linkedAt = new Map<string, number>();

  constructor(now: () => number) {
    this.#now = now;
  }

  add(kind: FileKind, draft: FileDraft = {}): StoredFile {
    const n = this.#files.size + 1;
    const sample = sampleOf(kind, n);
    const bytes = draft.bytes ?? sample.bytes;
    const fileName = draft.fileName ?? sample.fileName;
    const extension = /\.[a-z0-9]{1,8}$/i.exec(fileName)?.[0] ?? "";
    const file: StoredFile = {
      id: `AgACAgIAAx${createHash("sha256").update(`${kind}${n}`).digest("base64url").slice(0, 24)}_${n}`,
      kind,
      fileName,
      bytes,
      size: bytes.length,
      mediaType: draft.mediaType ?? (draft.bytes ? guessed(kind, bytes, sample.mediaType) : sample.mediaType),
      claimedSize: draft.claimedSize ?? bytes.length,
      path: `${folders[kind]}/file_${n}${extension}`,
    };
    this.#files.set(file.id, file);
    this.#byPath.set(file.path, file);
    return file;
  }

  find(id: string): StoredFile | undefined {
    return this.#files.get(id.endsWith("-s") ? id.slice(0, -2) : id);
  }

  /** Makes the file's link work for an hour. */
  link(file: StoredFile): string {
    this.#linkedAt.set(file.path, this.#now());
    return file.path;
  }

  byLink(path: string): StoredFile | undefined {
    const at = this.#linkedAt.get(path);
    return at === undefined || this.#now() - at > linkMs ? undefined : this.#byPath.get(path);
  }

  endLink(path: string): void {
    this.#linkedAt.delete(path);
  }
}

const guessed = (kind: FileKind, bytes: Uint8Array, fallback: string): string => {
  if (bytes[0] === 0x89 && bytes[1] === 0x50) return "image/png";
  if (bytes[0] === 0xff && bytes[1] === 0xd8) return "image/jpeg";
  return kind === "document" ? "application/octet-stream" : fallback;
};
