import type { Clock } from "../../src/domain/clock.ts";
import type { ConversationId } from "../../src/domain/ids.ts";
import type { BrokenOff } from "../shared/broken-off.ts";
import type { Address } from "./address.ts";
import type { Api } from "./api.ts";
import type { Doubts } from "./doubts.ts";
import type { Interactions } from "./interactions.ts";
import type { PrivateThreads } from "./private-way.ts";
import type { Progress } from "./send.ts";

export interface DeliverPort {
  readonly api: Api;
  readonly clock: Clock;
  readonly interactions: Interactions;
  readonly botId: () => string | undefined;
  /** Long messages that broke off; tried again, they go on where they stopped. */
  readonly brokenOff: BrokenOff<Progress>;
  readonly doubts: Doubts;
  readonly threads: PrivateThreads;
  /** The ids of what is known to have arrived of all that we sent there since then. */
  sentTo(conversationId: ConversationId, since: number): Promise<readonly string[]>;
  /** What was between a person and us in a channel goes on elsewhere. Never rejects. */
  moved(from: ConversationId, to: Address): Promise<void>;
}
