import { createHmac, randomBytes } from "node:crypto";
import type { Clock } from "../../../src/domain/clock.ts";
import type { StoredFile } from "../../wire/stored-file.ts";

/** How long Discord's links work. */
const linkMs = 24 * 60 * 60 * 1_000;

interface Kept {
  readonly channelId: string;
  readonly file: StoredFile;
}

/** Files that came with messages, and the signed links that lead to them for a day. */
export class AttachmentLinks {
  readonly #clock: Clock;
  readonly #root: () => string;
  readonly #key = randomBytes(32);
  readonly #files = new Map<string, Kept>();
  readonly #ended = new Set<string>();

  constructor(clock: Clock, root: () => string) {
    this.#clock = clock;
    this.#root = root;
  }

  /** A link that works from now on; the same file gets other links later. */
  url(channelId: string, file: StoredFile): string {
    this.#files.set(file.id, { channelId, file });
    const issuedS = Math.floor(this.#clock.now() / 1_000);
    const path = `${channelId}/${file.id}/${encodeURIComponent(file.fileName)}`;
    const times = `ex=${(issuedS + linkMs / 1_000).toString(16)}&is=${issuedS.toString(16)}`;
    return `${this.#root()}/${path}?${times}&hm=${this.#mac(`${path}?${times}`)}&`;
  }

  /** The file of a link; undefined for one that is expired, forged or unknown. */
  read(url: string): StoredFile | undefined {
    const parts = /^(\d+\/(\d+)\/[^/?]+\?ex=([0-9a-f]+)&is=[0-9a-f]+)&hm=([0-9a-f]+)&?$/.exec(url);
    const [, signed = "", id = "", expiresS = "0", mac] = parts ?? [];
    if (this.#ended.has(id) || mac !== this.#mac(signed)) return undefined;
    return Number.parseInt(expiresS, 16) * 1_000 > this.#clock.now() ? this.#files.get(id)?.file : undefined;
  }

  find(id: string): StoredFile | undefined {
    return this.#files.get(id)?.file;
  }

  keep(channelId: string, file: StoredFile): void {
    this.#files.set(file.id, { channelId, file });
  }

  /** Every link to the file is dead, as when its message was deleted. */
  end(id: string): void {
    this.#ended.add(id);
  }

  #mac(text: string): string {
    return createHmac("sha256", this.#key).update(text).digest("hex");
  }
}
