import type { ConnectionStatus, EventSink, Intake } from "../../src/domain/adapter.ts";
import type { Clock } from "../../src/domain/clock.ts";
import { growingWaitMs } from "./growing-wait.ts";
import { pause } from "./pause.ts";

export interface OfferPort {
  readonly sink: EventSink;
  readonly clock: Clock;
  readonly report: (status: ConnectionStatus) => void;
  readonly signal: AbortSignal;
}

/** Offers the same intake until it is durable, or receiving ends; resolves to whether it is. */
export const createOffer =
  ({ sink, clock, report, signal }: OfferPort) =>
  async (intake: Intake): Promise<boolean> => {
    for (let refusals = 0; !signal.aborted; refusals += 1) {
      try {
        await sink.accept(intake);
        if (refusals > 0) report({ state: "connected" });
        return true;
      } catch (error) {
        const waitMs = growingWaitMs(refusals);
        const reason = `messages are not taken in (${error instanceof Error ? error.message : "unknown reason"})`;
        report({ state: "waiting", reason, untilAt: clock.now() + waitMs });
        await pause(waitMs, signal);
      }
    }
    return false;
  };
