import { expect, it } from "vitest";
import { deliver } from "../../../adapters/twitter/deliver.ts";
import { AppError } from "../../../src/domain/errors.ts";
import { conversationId, effectId, eventId } from "../../../src/domain/ids.ts";
import { RecordingSink } from "../../contract/adapter-harness.ts";
import { aSendMessage, builtAccountId } from "../../support/builders.ts";
import { aPort } from "./a-port.ts";

const isFull = () => Promise.reject(new AppError("STORAGE_FULL", "no space is left"));

it.each(["takeRead", "sentTo"] as const)(
  "pain 2: a send whose outcome cannot be looked up for our own storage waits, and is sent later (%s)",
  async (asked) => {
    const sink = new RecordingSink();
    const { port, said } = aPort(Date.now, { sink });
    const working = sink[asked].bind(sink);
    const effect = {
      ...aSendMessage({ id: effectId(eventId(builtAccountId, "7000"), 1) }),
      conversationId: conversationId(builtAccountId, "7001"),
    };
    const { signal } = new AbortController();
    const attempt = () => deliver(port, { effect, buttons: [], uncertainSince: Date.now() - 60_000, signal });
    Object.assign(sink, { [asked]: isFull });
    await expect(attempt()).rejects.toMatchObject({ failure: "transient", isolated: true, uncalled: true });
    expect(said).toEqual([]);
    Object.assign(sink, { [asked]: working });
    await attempt();
    expect(said).toEqual([effect.content.text]);
  },
);
