import { describe, expect, it } from "vitest";
import { refusalReasons } from "../../../sandbox/wire/faults.ts";
import { aTwitter, callTwitter } from "./support.ts";

const aPair = async () => {
  const sandbox = await aTwitter();
  const ada = sandbox.twitter.person({ name: "Ada" });
  const path = `/2/dm_conversations/with/${ada.id}/messages`;
  const send = (text: unknown = "hello") => callTwitter(sandbox, "POST", path, { body: { text } });
  return { sandbox, ada, send };
};

const statusOf = (reason: string) => (reason === "credits" ? 402 : 403);

describe("what can go wrong with a send on X", () => {
  it.each(refusalReasons)("is refused by order: %s", async (reason) => {
    const { sandbox, ada, send } = await aPair();
    sandbox.twitter.fault({
      kind: "refused",
      reason,
      method: "createDirectMessagesByParticipantId",
      about: ada.id,
    });
    const { status, body } = await send();
    expect(status).toBe(statusOf(reason));
    expect("errors" in body || "title" in body).toBe(true);
    expect(ada.inbox).toEqual([]);
    expect((await send()).status).toBe(201);
  });

  it("may be lost before or after it was carried out", async () => {
    const { sandbox, ada, send } = await aPair();
    sandbox.twitter.fault({ kind: "reset_before" });
    await expect(send("before")).rejects.toThrow();
    sandbox.twitter.fault({ kind: "reset_after" });
    await expect(send("after")).rejects.toThrow();
    expect(ada.inbox.map(({ text }) => text)).toEqual(["after"]);
    expect(sandbox.twitter.counts).toEqual({ "createDirectMessagesByParticipantId 0": 2 });
  });

  it("may meet a broken server, or a 429 that names its end", async () => {
    const { sandbox, send } = await aPair();
    sandbox.twitter.fault({ kind: "server_error" });
    expect((await send()).status).toBe(503);
    sandbox.twitter.fault({ kind: "rate_limited", retryAfterS: 60 });
    const { status, headers } = await send();
    expect(status).toBe(429);
    expect(Number(headers["x-rate-limit-reset"]) - Date.now() / 1_000).toBeGreaterThan(55);
    expect(sandbox.twitter.overAllowance).toBe(0);
  });

  it("concerns the person alone about whom it was ordered", async () => {
    const { sandbox, ada, send } = await aPair();
    const ben = sandbox.twitter.person({ name: "Ben" });
    sandbox.twitter.fault({ kind: "server_error", about: ben.id });
    expect((await send()).status).toBe(201);
    const { id } = sandbox.twitter.account();
    const path = `/2/dm_conversations/${[id, ben.id].sort((a, b) => Number(BigInt(a) - BigInt(b))).join("-")}/messages`;
    ben.say("hi");
    expect((await callTwitter(sandbox, "POST", path, { body: { text: "x" } })).status).toBe(503);
    expect(ada.inbox).toHaveLength(1);
  });

  it.each([
    ["who blocked the account", "block", 403],
    ["who takes no messages", "closeDms", 403],
  ] as const)("does not reach a person %s", async (_, act, status) => {
    const { ada, send } = await aPair();
    ada[act]();
    expect((await send()).status).toBe(status);
  });

  it.each([
    ["suspended", 403],
    ["gone", 404],
  ] as const)("does not reach a person who is %s", async (how, status) => {
    const { sandbox, ada, send } = await aPair();
    ada.say("hello");
    ada.vanish(how);
    expect((await send()).status).toBe(status);
    const query = { expansions: "sender_id" };
    const { body } = await callTwitter(sandbox, "GET", "/2/dm_events", { query });
    expect(body).toMatchObject({
      data: [{ text: "hello", sender_id: ada.id }],
      errors: [{ title: "Not Found Error", resource_id: ada.id }],
    });
    ada.comeBack();
    expect((await send()).status).toBe(201);
  });

  it.each([
    ["no text at all", undefined],
    ["an empty text", ""],
    ["a text that is too long", "x".repeat(10_001)],
  ])("is refused with %s", async (_, text) => {
    const { sandbox, ada } = await aPair();
    const path = `/2/dm_conversations/with/${ada.id}/messages`;
    expect((await callTwitter(sandbox, "POST", path, { body: { text } })).status).toBe(400);
  });

  it("is refused to somebody who never was", async () => {
    const { sandbox } = await aPair();
    const path = "/2/dm_conversations/with/12345/messages";
    expect((await callTwitter(sandbox, "POST", path, { body: { text: "x" } })).status).toBe(404);
  });
});
