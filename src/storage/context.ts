import type { Database } from "./database.ts";
import type { Envelopes } from "./envelopes.ts";
import type { Moves } from "./moves.ts";
import type { Sealer } from "./seal.ts";
import type { Writer } from "./writer.ts";

/** What the parts of the storage share. */
export interface StorageContext {
  readonly database: Database;
  readonly writer: Writer;
  readonly sealer: Sealer;
  readonly envelopes: Envelopes;
  readonly moves: Moves;
}
