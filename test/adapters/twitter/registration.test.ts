import { describe, expect, it } from "vitest";
import type { Answer, Call } from "../../../adapters/twitter/api.ts";
import { ApiFailure } from "../../../adapters/twitter/api-failure.ts";
import { createRegistration } from "../../../adapters/twitter/registration.ts";
import { subscribedKinds, subscriptionsAboutUs } from "../../../adapters/twitter/subscriptions.ts";
import { aTwitterAtWork } from "./at-work.ts";

const signal = new AbortController().signal;
const url = "https://bots.example.com/webhooks/twitter/x-support";
const us = "1500000000000000042";

const oldUrl = "https://old.example.com/webhooks/twitter/x-support";
const aSubscription = (event_type: string, { user_id = us, webhook_id = "7" } = {}) => ({
  subscription_id: "1",
  event_type,
  filter: { user_id },
  webhook_id,
});

/** What X has of an app. */
interface Facts {
  /** Subscriptions. */
  readonly pages?: readonly (readonly object[])[];
  /** Asking for one of these fails in these words. */
  readonly refused?: Record<string, string>;
  /** What X holds of the address; the second is after it has called there. @default true */
  readonly valid?: readonly [boolean, boolean];
}

const anApp = ({ pages = [[]], refused = {}, valid = [true, true] }: Facts) => {
  let calls: 0 | 1 = 0;
  const asked: string[] = [];
  const replayed: unknown[] = [];
  const warned: object[] = [];
  const call = async ({ method, path, query, body }: Call): Promise<Answer> => {
    const webhooks = [
      { id: "8", url: oldUrl, valid: true },
      { id: "7", url, valid: valid[calls] },
    ];
    if (path === "/webhooks") return { data: { data: webhooks }, headers: {} };
    if (method === "PUT") {
      calls = 1;
      return { data: { data: { valid: true } }, headers: {} };
    }
    if (method === "GET") {
      const page = Number(query?.["pagination_token"] ?? "0");
      const meta = page + 1 < pages.length ? { meta: { next_token: String(page + 1) } } : {};
      return { data: { data: pages[page], ...meta }, headers: {} };
    }
    if (path === "/webhooks/replay") {
      replayed.push(body);
      return { data: {}, headers: {} };
    }
    const kind = String(body?.["event_type"]);
    asked.push(kind);
    const said = refused[kind];
    if (said !== undefined) throw new ApiFailure(said, { status: said.startsWith("429") ? 429 : 403, said });
    return { data: {}, headers: {} };
  };
  const log = { info: () => {}, warn: (fields: object) => void warned.push(fields) };
  const registration = createRegistration({ api: { call }, url, log, userId: () => us });
  return {
    ensure: (again = false) => registration.ensure({ again, signal }),
    replay: (from: string, to: string) =>
      registration.replay("7", { from: Date.parse(from), to: Date.parse(to), signal }),
    ...{ asked, warned, replayed },
  };
};

describe("having X call us", () => {
  it("asks for what is missing alone, however many accounts the app has", async () => {
    const others = Array.from({ length: 3 }, (_, n) =>
      aSubscription("dm.received", { user_id: `160000000000000000${n}` }),
    );
    const { ensure, asked } = anApp({ pages: [others, [aSubscription("dm.received")]] });
    expect(await ensure()).toEqual({ id: "7", valid: true });
    expect(asked).toEqual(subscribedKinds.slice(1));
  });

  it.each([
    { before: false, after: false },
    { before: false, after: true },
    { before: true, after: false },
  ])("believes what X holds of the address, not that it was called: $before, then $after", async (valid) => {
    const { ensure, asked } = anApp({ valid: [valid.before, valid.after] });
    expect(await ensure(true)).toEqual({ id: "7", valid: valid.after });
    expect(asked).toEqual(valid.after ? [...subscribedKinds] : []);
  });

  it.each([
    ["2026-01-15T11:58:30Z", "2026-01-15T12:00:59Z", "202601151158", "202601151200"],
    ["2026-01-14T12:01:00Z", "2026-01-15T12:00:00Z", "202601141201", "202601151200"],
    ["2026-01-15T12:00:31Z", "2026-01-15T12:00:59Z", "202601151159", "202601151200"],
    ["2026-01-15T12:00:20Z", "2026-01-15T12:00:10Z", "202601151159", "202601151200"],
  ])(
    "has X deliver again from %s to %s, of which no minute is to come",
    async (from, to, from_date, to_date) => {
      const { replay, replayed } = anApp({});
      await replay(from, to);
      expect(replayed).toEqual([{ webhook_id: "7", from_date, to_date }]);
    },
  );

  it("works without a kind that X refuses, and says which", async () => {
    const { ensure, asked, warned } = anApp({ refused: { "chat.received": "no chats for you" } });
    expect(await ensure()).toEqual({ id: "7", valid: true });
    expect(asked).toEqual([...subscribedKinds]);
    expect(warned).toEqual([{ kind: "chat.received", reason: "no chats for you" }]);
  });

  it("is content with a kind that X has, though it did not list it", async () => {
    const said = "DuplicateSubscriptionFailed: Subscription already exists";
    const { ensure, warned } = anApp({ refused: { "dm.received": said } });
    expect(await ensure()).toEqual({ id: "7", valid: true });
    expect(warned).toEqual([]);
  });

  it("does not believe that X has a kind which X lists for another address, and names that", async () => {
    const said = "DuplicateSubscriptionFailed: Subscription already exists";
    const pages = [[aSubscription("dm.received", { webhook_id: "8" })]];
    await expect(anApp({ pages, refused: { "dm.received": said } }).ensure()).rejects.toThrow(said);
    const { ensure, warned } = anApp({ pages });
    await ensure();
    await ensure();
    expect(warned).toEqual([{ addresses: [oldUrl], kinds: ["dm.received"] }]);
  });

  it("is content with a list of subscriptions that goes round in circles", async () => {
    const page = (): Answer => ({
      data: { data: [aSubscription("dm.received")], meta: { next_token: "same" } },
      headers: {},
    });
    let pages = 0;
    const call = async (): Promise<Answer> => {
      pages += 1;
      return page();
    };
    const all = await subscriptionsAboutUs({ api: { call }, userId: () => us }, signal);
    expect([pages, all.length]).toEqual([2, 2]);
  });

  it("stops where X limits it, at whatever kind", async () => {
    const { ensure, asked, warned } = anApp({ refused: { "dm.sent": "429 Too Many Requests" } });
    await expect(ensure()).rejects.toMatchObject({ status: 429 });
    expect([asked, warned]).toEqual([["dm.received", "dm.sent"], []]);
  });

  it("does not count as done where X refuses to tell of messages", async () => {
    const { ensure } = anApp({ refused: { "dm.received": "not with this plan" } });
    await expect(ensure()).rejects.toThrow("not with this plan");
  });

  it("hears what X delivers of the other kinds", async () => {
    const { twitter, mia, start, sink } = await aTwitterAtWork({ webhook: true, pollMs: 60_000 });
    const chats = { method: "createActivitySubscription", skip: 2, times: 1 };
    twitter.fault({ kind: "refused", reason: "app_permissions", ...chats });
    await start().begin();
    await sink.until(() => twitter.hub.subscriptions.size >= 3);
    mia.post("@HTXSupport hello?");
    await sink.until(({ texts }) => texts.includes("@HTXSupport hello?"));
    expect([...twitter.hub.subscriptions.values()].map(({ type }) => type).toSorted()).toEqual([
      "dm.received",
      "dm.sent",
      "post.mention.create",
    ]);
  });
});
