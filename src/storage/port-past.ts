import type { ConversationId } from "../domain/ids.ts";
import type { TurnTrace } from "./turn-trace.ts";

/** A turn of the past, and what was said in it. */
export interface PastTurn {
  readonly seq: number;
  readonly at: number;
  readonly conversationId: ConversationId;
  readonly trace: TurnTrace;
  /**
   * What people wrote, redacted, as it is kept now; oldest first. Nothing of what has expired, was withheld, or was
   * answered again in a later turn. Unsealed when it is asked for.
   */
  said(): readonly string[];
}

/** What was decided, for whoever looks back at it. */
export interface PastPort {
  readonly past: {
    /** Turns before that one, the newest first, as far back as `since`; without those whose trace has expired. */
    turnsBefore(query: {
      /** @default from the newest on */
      seq?: number;
      since: number;
      limit: number;
    }): Promise<readonly PastTurn[]>;
  };
}
