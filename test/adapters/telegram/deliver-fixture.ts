import { createBrokenOff } from "../../../adapters/shared/broken-off.ts";
import { type DeliverPort, deliver } from "../../../adapters/telegram/deliver.ts";
import type { Delivery } from "../../../src/domain/adapter.ts";
import { DeliveryError, type Receipt } from "../../../src/domain/delivery.ts";
import { conversationId } from "../../../src/domain/ids.ts";
import { builtAccountId, builtAt } from "../../support/builders.ts";
import { type BotApiFake, type FakeCall, fakeToken, startBotApiFake } from "./bot-api-fake.ts";

export const inChat = (native: string) => ({ conversationId: conversationId(builtAccountId, native) });

export interface Courier extends BotApiFake {
  readonly port: DeliverPort;
  deliver(effect: Delivery["effect"], added?: Partial<Delivery>): Promise<Receipt>;
  /** The same for what must fail; nothing of the error shows the token. */
  failure(effect: Delivery["effect"], added?: Partial<Delivery>): Promise<DeliveryError>;
  /** What was called, without what is the same in all calls. */
  said(): readonly (readonly [method: string, fields: FakeCall["fields"]])[];
}

/** The delivering side alone, against a Bot API that refuses on order. */
export const aCourier = async (): Promise<Courier> => {
  const fake = await startBotApiFake();
  const port: DeliverPort = {
    api: fake.api,
    clock: { now: () => builtAt },
    spacingMs: { direct: 0, group: 0 },
    brokenOff: createBrokenOff(),
  };
  const run = (effect: Delivery["effect"], added: Partial<Delivery> = {}) =>
    deliver(port, { effect, buttons: [], ...added, signal: new AbortController().signal });
  return {
    ...fake,
    port,
    deliver: run,
    failure: async (effect, added) => {
      const error = await run(effect, added).then(
        () => undefined,
        (reason: unknown) => reason,
      );
      if (!(error instanceof DeliveryError)) throw new Error(`no DeliveryError but ${String(error)}`);
      const cause = error.cause instanceof Error ? `${error.cause.message}${error.cause.stack}` : "";
      if (`${error.message}${error.stack}${cause}`.includes(fakeToken.slice(7)))
        throw new Error("the error shows the token");
      return error;
    },
    said: () =>
      fake.calls.map(({ method, fields }) => {
        const { link_preview_options: _, ...rest } = fields;
        return [method, rest] as const;
      }),
  };
};
