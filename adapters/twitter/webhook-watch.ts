import type { AdapterLog } from "../shared/adapter-log.ts";
import { ApiFailure } from "./api-failure.ts";
import { createHold, type HoldPort, isLimit } from "./hold.ts";
import { twitterLimits } from "./limits.ts";
import { timeOf } from "./native.ts";
import type { Registration } from "./registration.ts";

export interface WebhookWatchPort extends HoldPort {
  readonly registration: Registration;
  readonly log: AdapterLog;
  readonly signal: AbortSignal;
}

/** While the webhook works, so often X is asked what it may have missed. */
export const reconcileMs = 300_000;
/** A delivery may come so much later than what it tells of. */
export const deliveryMs = 30_000;

const notValid =
  "it called the address, and got no right answer. Check that the address leads to the fleet from outside, with a right certificate, and that `consumerSecret` is the app's";

/** X has the address prove itself, too, where it is registered. */
const isBadAnswer = /CrcValidationFailed/i;

const reasonOf = (error: unknown) => (error instanceof Error ? error.message : "unknown failure");

/** Looks after X's calling us. */
export const createWebhookWatch = (port: WebhookWatchPort) => {
  const { registration, clock, log, signal } = port;
  const hold = createHold(port);
  const replayHold = createHold(port);
  /** Of a webhook that works. */
  let webhookId: string | undefined;
  /** Up to then X has delivered again what it had to tell. */
  let replayedTo = 0;

  /** What keeps X from calling us. */
  let trouble: string | undefined;

  /** Every round finds it again: the log is told of changes alone. */
  const note = (reason: string | undefined): void => {
    if (reason !== undefined && reason !== trouble)
      log.warn({ reason }, "the webhook is not in order; messages are asked for instead");
    trouble = reason;
  };

  /** That X does not call us is no reason not to ask. */
  const ensure = async (again: boolean): Promise<string | undefined> => {
    try {
      const webhook = await registration.ensure({ again, signal });
      note(webhook?.valid === false ? notValid : undefined);
      return webhook?.valid === true ? webhook.id : undefined;
    } catch (error) {
      if (signal.aborted) return undefined;
      hold.note(error);
      if (isLimit(error) && webhookId !== undefined) {
        log.warn({ reason: reasonOf(error) }, "X could not be asked whether the webhook is in order");
        return webhookId;
      }
      note(error instanceof ApiFailure && isBadAnswer.test(error.said) ? notValid : reasonOf(error));
      return undefined;
    }
  };

  return {
    /** What an operator may have to mend while messages are asked for instead; undefined: nothing. */
    trouble: (): string | undefined =>
      trouble && `X does not call the webhook, and is asked instead: ${trouble}`,
    /** The webhook by which X calls us, if it does; while X limits how often that is asked, it is as it was. */
    look: async ({ again }: { readonly again: boolean }): Promise<string | undefined> => {
      if (!hold.isOn()) webhookId = await ensure(again);
      return webhookId;
    },
    /** What cannot be read is told again by the webhook, as far as X goes back, as often as it would be read. */
    replay: async (id: string, after: string): Promise<void> => {
      const to = clock.now();
      if (to - replayedTo < reconcileMs || replayHold.isOn()) return;
      const from = Math.max(timeOf(after), replayedTo - deliveryMs, to - twitterLimits.replayMs);
      try {
        await registration.replay(id, { from, to, signal });
        replayedTo = to;
      } catch (error) {
        replayHold.note(error);
        if (!signal.aborted) log.warn({ reason: reasonOf(error) }, "X did not deliver again what was missed");
      }
    },
  };
};
