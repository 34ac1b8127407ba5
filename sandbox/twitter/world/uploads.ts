import type { Clock } from "../../../src/domain/clock.ts";
import type { Media, User } from "./types.ts";

/** How long an upload can be used. */
export const uploadLifeMs = 24 * 60 * 60_000;

/** A file on its way, in pieces. */
export interface Upload {
  readonly id: string;
  readonly owner: User;
  readonly mediaType: string;
  readonly category: string;
  readonly totalBytes: number;
  readonly startedAt: number;
  /** By the number of the piece. */
  readonly pieces: Map<number, Uint8Array>;
  media?: Media;
}

/** What users have uploaded and may attach for a day. */
export class Uploads {
  readonly #clock: Clock;
  readonly #uploads = new Map<string, Upload>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  begin(facts: Omit<Upload, "startedAt" | "pieces" | "media">): Upload {
    const upload = { ...facts, startedAt: this.#clock.now(), pieces: new Map() };
    this.#uploads.set(upload.id, upload);
    return upload;
  }

  /** The user's own; undefined for one that is over or somebody else's. */
  find(id: string, owner: User): Upload | undefined {
    const upload = this.#uploads.get(id);
    if (!upload || upload.owner !== owner) return undefined;
    return this.#clock.now() - upload.startedAt < uploadLifeMs ? upload : undefined;
  }
}
