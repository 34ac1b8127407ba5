import { readdirSync, readFileSync, rmSync } from "node:fs";
import { mkdir, open, readFile, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import type { KeptAttachment } from "../domain/attachment.ts";
import { type AttachmentId, attachmentId } from "../domain/ids.ts";
import type { Sealer } from "./seal.ts";

/** What a file says of itself, so that it needs no row to be understood. */
export type FileFacts = Pick<KeptAttachment, "fileName" | "mediaType" | "size">;

const ending = ".sealed";
const halfDone = ".new";
const lineEnd = 0x0a;

/**
 * The bytes of attachments: one sealed file each. A file is written under another name, synced and renamed, so that
 * under its own name it is always whole.
 */
export class AttachmentFiles {
  readonly #folder: string;
  readonly #sealer: Sealer;

  constructor(folder: string, sealer: Sealer) {
    this.#folder = folder;
    this.#sealer = sealer;
  }

  /** Resolves when the bytes are on disk. Written again, they replace what was there. */
  async write(id: AttachmentId, { bytes, ...facts }: FileFacts & { bytes: Uint8Array }): Promise<void> {
    const path = this.#path(id);
    const content = Buffer.concat([Buffer.from(`${JSON.stringify(facts)}\n`), bytes]);
    const sealed = this.#sealer.seal(content, rowName(id));
    await mkdir(this.#folder, { recursive: true, mode: 0o700 });
    try {
      const file = await open(`${path}${halfDone}`, "w", 0o600);
      try {
        await file.writeFile(sealed);
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(`${path}${halfDone}`, path);
      await this.#syncFolder();
    } catch (error) {
      await rm(`${path}${halfDone}`, { force: true }).catch(() => undefined);
      throw error;
    }
  }

  /** Undefined when there is no such file, or it was changed. */
  async bytes(id: AttachmentId): Promise<Uint8Array | undefined> {
    const sealed = await readFile(this.#path(id)).catch(() => undefined);
    return sealed && this.#open(id, sealed)?.bytes;
  }

  /** What a whole file says of itself. At start only: it reads all of the file. */
  facts(id: AttachmentId): FileFacts | undefined {
    try {
      return this.#open(id, readFileSync(this.#path(id)))?.facts;
    } catch {
      return undefined;
    }
  }

  /** What cannot be removed now is removed at the next start. */
  async remove(ids: readonly AttachmentId[]): Promise<void> {
    for (const id of ids) await rm(this.#path(id), { force: true }).catch(() => undefined);
  }

  /** Removes what is half done, and every file that nobody wants. At start only. */
  sweep(wanted: ReadonlySet<AttachmentId>): void {
    for (const name of this.#names()) {
      if (name.endsWith(ending) && wanted.has(idOf(name))) continue;
      if (name.endsWith(ending) || name.endsWith(halfDone)) rmSync(join(this.#folder, name), { force: true });
    }
  }

  #open(id: AttachmentId, sealed: Buffer): { facts: FileFacts; bytes: Uint8Array } | undefined {
    try {
      const content = this.#sealer.openBytes(sealed, rowName(id));
      const split = content.indexOf(lineEnd);
      const facts = JSON.parse(content.toString("utf8", 0, split)) as FileFacts;
      return { facts, bytes: content.subarray(split + 1) };
    } catch {
      return undefined;
    }
  }

  #names(): readonly string[] {
    try {
      return readdirSync(this.#folder);
    } catch {
      return [];
    }
  }

  #path(id: AttachmentId): string {
    return join(this.#folder, `${encodeURIComponent(id)}${ending}`);
  }

  /** The new name is on disk, too. */
  async #syncFolder(): Promise<void> {
    const folder = await open(this.#folder, "r");
    await folder.sync().finally(() => folder.close());
  }
}

const rowName = (id: AttachmentId): string => `attachment ${id}`;

const idOf = (name: string): AttachmentId => attachmentId(decode(name.slice(0, -ending.length)));

const decode = (name: string): string => {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
};
