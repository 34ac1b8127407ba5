import { expect, onTestFinished } from "vitest";
import type { Adapter, Delivery } from "../../src/domain/adapter.ts";
import { DeliveryError, type Receipt } from "../../src/domain/delivery.ts";
import { type AdapterHarness, RecordingSink } from "./adapter-harness.ts";

/** Everything that an error says, its causes and stacks included. */
const wholeError = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error);
  const own = Object.entries(error).map(([key, value]) => `${key}=${JSON.stringify(value)}`);
  return [error.message, error.stack, ...own, error.cause === undefined ? "" : wholeError(error.cause)].join(
    "\n",
  );
};

/** The DeliveryError that a delivery must end in; nothing of it shows the secret. */
export const failureOf = async (
  delivery: Promise<unknown>,
  { secret }: Pick<AdapterHarness, "secret">,
): Promise<DeliveryError> => {
  const error = await delivery.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(wholeError(error)).not.toContain(secret);
  if (error instanceof DeliveryError) return error;
  throw new Error(`no DeliveryError but ${wholeError(error)}`);
};

export interface AdapterAtWork {
  readonly harness: AdapterHarness;
  readonly sink: RecordingSink;
  readonly adapter: Adapter;
  /** Past the very first start, which skips what was said before it. */
  begin(): Promise<void>;
  deliver(delivery: Delivery): Promise<Receipt>;
  failure(delivery: Delivery): Promise<DeliveryError>;
}

/** One adapter and its platform, for one test. */
export const anAdapterAtWork = async (
  startHarness: () => Promise<AdapterHarness>,
): Promise<AdapterAtWork> => {
  const harness = await startHarness();
  const sink = new RecordingSink();
  const stop = new AbortController();
  const adapter = harness.createAdapter();
  onTestFinished(async () => {
    stop.abort();
    await adapter.close();
    await harness.close();
  });
  const deliver = (delivery: Delivery) => adapter.deliver(delivery, new AbortController().signal);
  return {
    harness,
    sink,
    adapter,
    begin: async () => {
      await adapter.start(sink, stop.signal);
      await sink.until(({ storedCursor }) => storedCursor !== undefined);
    },
    deliver,
    failure: (delivery) => failureOf(deliver(delivery), harness),
  };
};
