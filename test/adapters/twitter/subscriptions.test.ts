import { describe, expect, it } from "vitest";
import { subscribedKinds } from "../../../adapters/twitter/subscriptions.ts";
import type { Adapter } from "../../../src/domain/adapter.ts";
import { eventually } from "../../support/eventually.ts";
import { aTwitterAtWork } from "./at-work.ts";

const signal = new AbortController().signal;
const pollMs = 60_000;

/** An account whose webhook has been told of everything, and is not listened to any more. */
const anOldAddress = async () => {
  const work = await aTwitterAtWork({ webhook: true, pollMs });
  const { twitter, sink, server, start } = work;
  const { stop, begin } = start();
  await begin();
  await sink.until(() => twitter.hub.subscriptions.size >= 4);
  stop.abort();
  /** Of what which address is told; the old one has the empty name. */
  const told = () =>
    [...twitter.hub.subscriptions.values()].map(({ type, webhookId }) => {
      const { url = "" } = twitter.hub.webhooks.get(webhookId ?? "") ?? {};
      return `${type} ${url.replace(server.url, "")}`;
    });
  const atNewAddress = () => start({ receive: { pollMs, webhook: { url: `${server.url}/new` } } });
  const onlyAsking = () => start({ receive: { pollMs } });
  const others = async (adapter: Adapter) =>
    (await adapter.probe(signal)).find(({ name }) => name === "other addresses");
  return { ...work, told, atNewAddress, onlyAsking, others };
};

const allAtNew = subscribedKinds.map((kind) => `${kind} /new`).toSorted();

describe("an address that is no longer wanted", () => {
  it("loses what it was told to the new one", async () => {
    const { told, atNewAddress, others } = await anOldAddress();
    const { adapter, begin } = atNewAddress();
    await begin();
    await eventually(() => told().every((one) => one.endsWith(" /new")));
    expect(told().toSorted()).toEqual(allAtNew);
    expect(await others(adapter)).toBeUndefined();
  });

  it("loses it also where X moves nothing", async () => {
    const { told, twitter, atNewAddress } = await anOldAddress();
    const method = "updateActivitySubscription";
    twitter.fault({ kind: "refused", reason: "app_permissions", method, times: 0 });
    await atNewAddress().begin();
    await eventually(() => told().every((one) => one.endsWith(" /new")));
    expect(told().toSorted()).toEqual(allAtNew);
  });

  it("is told nothing when the account only asks from then on, and is named before", async () => {
    const { told, onlyAsking, others, server } = await anOldAddress();
    const { adapter, begin } = onlyAsking();
    const remedy = expect.stringMatching(/Start the fleet/);
    expect(await others(adapter)).toMatchObject({ ok: false, remedy });
    expect((await others(adapter))?.detail).toContain(server.url);
    await begin();
    await eventually(() => told().length === 0);
    expect(await others(adapter)).toBeUndefined();
  });

  it("keeps what another program of the app has asked for, and is named", async () => {
    const { told, twitter, sink, atNewAddress, onlyAsking, others, server } = await anOldAddress();
    for (const subscription of twitter.hub.subscriptions.values()) delete subscription.tag;
    const connected = () => sink.reports.filter(({ state }) => state === "connected").length;
    const before = connected();
    await onlyAsking().begin();
    await sink.until(() => connected() > before);
    const { adapter, begin } = atNewAddress();
    await begin();
    await eventually(() => told().length === 8);
    expect(told().filter((one) => !one.endsWith(" /new"))).toHaveLength(4);
    const check = await others(adapter);
    expect([check?.ok, check?.detail]).toEqual([true, expect.stringContaining(server.url)]);
  });
});
