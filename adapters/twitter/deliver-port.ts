import type { EventSink } from "../../src/domain/adapter.ts";
import type { Clock } from "../../src/domain/clock.ts";
import type { EffectId } from "../../src/domain/ids.ts";
import type { BrokenOff } from "../shared/broken-off.ts";
import type { Api } from "./api.ts";
import type { createLookBacks } from "./look-back.ts";
import type { OwnSends } from "./own-sends.ts";
import type { Part } from "./parts.ts";
import type { Posts } from "./posts.ts";
import type { Transport } from "./transport.ts";

/** A message on its way: what of it is still to be sent, and what is. */
export interface Progress {
  readonly parts: readonly Part[];
  sentParts: number;
  readonly sentIds: string[];
  /** An earlier attempt, since then, may have sent parts that are not counted. */
  triedSince: number | undefined;
  /** Sends that X was asked for in this attempt. */
  calls: number;
}

export interface DeliverPort {
  readonly api: Api;
  readonly transport: Transport;
  readonly posts: Posts;
  readonly clock: Clock;
  readonly ownSends: OwnSends;
  /** Long messages that broke off; tried again, they go on where they stopped. */
  readonly brokenOff: BrokenOff<Progress>;
  /** What a conversation shows of a send in doubt; tried again, it goes on where it stopped. */
  readonly lookBack: ReturnType<typeof createLookBacks>;
  /** Public replies that X took for a repetition: tried again, they bear a mark. */
  readonly repeated: Set<EffectId>;
  /** Our own id. */
  userId(): string;
  /** Where events go; undefined before receiving has begun. */
  sink(): EventSink | undefined;
}
