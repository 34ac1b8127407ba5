import { describe, expect, it } from "vitest";
import { fieldsOf, isList } from "../../../sandbox/wire/values.ts";
import { eventually } from "../../support/eventually.ts";
import { aClock } from "../support.ts";
import { aClient, anAppClient, anXFleet, aTwitter, subscribe, type Told } from "./support.ts";

const fast = { twitter: { webhookRetryMs: [1, 1, 1] } };

const messageOf = ({ payload }: Told) => {
  const events = payload["direct_message_events"];
  return fieldsOf(isList(events) ? events[0] : undefined);
};
const textOf = (told: Told) => fieldsOf(fieldsOf(messageOf(told)["message_create"])["message_data"])["text"];

const minuteOf = (at: number) => new Date(at).toISOString().replace(/\D/g, "").slice(0, 12);

describe("a webhook of X", () => {
  it("is challenged before it is taken, and tells what a person writes, signed", async () => {
    const sandbox = await aTwitter();
    const fleet = await anXFleet();
    await subscribe(sandbox, fleet.url);
    const ada = sandbox.twitter.person({ name: "Ada" });
    const said = ada.say("my withdrawal failed");
    await fleet.hears(1);
    const [told] = fleet.told;
    expect(fleet.challenges()).toBe(1);
    expect(told).toMatchObject({
      isSigned: true,
      data: { event_type: "dm.received", filter: { user_id: sandbox.twitter.account().id } },
      payload: {
        direct_message_events: [
          {
            type: "message_create",
            id: said.id,
            message_create: {
              sender_id: ada.id,
              target: { recipient_id: sandbox.twitter.account().id },
              message_data: { text: "my withdrawal failed" },
            },
          },
        ],
        users: { [ada.id]: { name: "Ada", screen_name: "Ada" } },
      },
    });
  });

  it.each([
    ["the wrong proof", { proofOf: () => "sha256=AAAA" }],
    ["no proof", { proofOf: () => undefined }],
  ])("is refused that answers the challenge with %s", async (_, options) => {
    const sandbox = await aTwitter();
    const fleet = await anXFleet(options);
    await expect(subscribe(sandbox, fleet.url)).rejects.toMatchObject({ code: 400 });
  });

  it("is no longer told when a challenge fails, until one succeeds", async () => {
    const sandbox = await aTwitter();
    const fleet = await anXFleet();
    const { client, webhookId } = await subscribe(sandbox, fleet.url);
    sandbox.twitter.fault({ kind: "crc_fails" });
    // Says that the challenge was made.
    expect(await client.put(`webhooks/${webhookId}`)).toEqual({ data: { valid: true } });
    expect(await client.get("webhooks")).toMatchObject({ data: [{ id: webhookId, valid: false }] });
    const ada = sandbox.twitter.person({ name: "Ada" });
    ada.say("unheard");
    await sandbox.twitter.hub.settled();
    expect(await client.put(`webhooks/${webhookId}`)).toEqual({ data: { valid: true } });
    ada.say("heard");
    await fleet.hears(1);
    expect(fleet.told.map(textOf)).toEqual(["heard"]);
  });

  it("is told again until it answers with 2xx", async () => {
    const sandbox = await aTwitter(fast);
    const fleet = await anXFleet({ status: (n) => (n < 3 ? 503 : 200) });
    await subscribe(sandbox, fleet.url);
    sandbox.twitter.person({ name: "Ada" }).say("hello");
    await fleet.hears(1);
    expect(fleet.told.map(textOf)).toEqual(["hello"]);
  });

  it("is told later what was ordered to be unreachable or slow", async () => {
    const sandbox = await aTwitter(fast);
    const fleet = await anXFleet();
    await subscribe(sandbox, fleet.url);
    const ada = sandbox.twitter.person({ name: "Ada" });
    sandbox.twitter.fault({ kind: "webhook_unreachable", times: 2, about: ada.id });
    const slow = sandbox.twitter.fault({ kind: "slow", method: "webhook", delayMs: 1, about: ada.id });
    ada.say("hello");
    const { webhooks } = sandbox.twitter.hub;
    await eventually(() => [...webhooks.values()].every(({ delivered }) => delivered === 1));
    expect([...webhooks.values()]).toMatchObject([{ failures: 2 }]);
    expect(fleet.told.map(textOf)).toEqual(["hello"]);
    expect(slow.hits).toBe(1);
  });

  it.each([
    ["a wrong proof", { proofOf: () => "wrong" }, 24, false],
    ["an error of a day", { challengeStatus: 500 }, 24, true],
    ["an error of more than 28 hours", { challengeStatus: 500 }, 29, false],
  ])("is asked once a day, and lost by %s", async (_, later, hours, valid) => {
    const clock = aClock();
    const sandbox = await aTwitter({ clock, twitter: { skewMs: "off" } });
    const answers: Parameters<typeof anXFleet>[0] = {};
    const fleet = await anXFleet(answers);
    await subscribe(sandbox, fleet.url);
    Object.assign(answers, later);
    await sandbox.twitter.hub.validateDue();
    expect(fleet.challenges()).toBe(1);
    clock.move(hours * 60 * 60_000);
    await sandbox.twitter.hub.validateDue();
    expect(fleet.challenges()).toBe(2);
    expect([...sandbox.twitter.hub.webhooks.values()]).toMatchObject([{ valid }]);
  });

  it("is told of a day again by a replay, which ends with its state", async () => {
    const sandbox = await aTwitter({ twitter: { webhookRetryMs: [] } });
    let isUp = false;
    const fleet = await anXFleet({ status: () => (isUp ? 200 : 500) });
    const { client, webhookId } = await subscribe(sandbox, fleet.url);
    sandbox.twitter.person({ name: "Ada" }).say("missed");
    await sandbox.twitter.hub.settled();
    expect(fleet.told).toEqual([]);
    isUp = true;
    const job = await client.post("webhooks/replay", {
      webhook_id: webhookId,
      from_date: minuteOf(Date.now() - 3_600_000),
      to_date: minuteOf(Date.now()),
    });
    expect(job).toMatchObject({ data: { job_id: expect.stringMatching(/^\d+$/) } });
    await fleet.hears(2);
    expect(fleet.told.map(textOf)).toEqual(["missed", undefined]);
    expect(fleet.told[1]?.data).toMatchObject({ replay_job_status: { job_state: "Complete" } });
  });

  it("takes no replay of a minute to come, and one of a single minute", async () => {
    const clock = aClock();
    const sandbox = await aTwitter({ clock, twitter: { skewMs: "off" } });
    const { client, webhookId } = await subscribe(sandbox, (await anXFleet()).url);
    const now = clock.now();
    const replay = (fromAt: number, toAt: number) =>
      client.post("webhooks/replay", {
        webhook_id: webhookId,
        from_date: minuteOf(fromAt),
        to_date: minuteOf(toAt),
      });
    await expect(replay(now, now + 60_000)).rejects.toMatchObject({ code: 400 });
    expect(await replay(now, now)).toHaveProperty("data.job_id");
  });

  it("tells of one's own sends, typed or sent", async () => {
    const sandbox = await aTwitter();
    const fleet = await anXFleet();
    await subscribe(sandbox, fleet.url, ["dm.sent"]);
    const ada = sandbox.twitter.person({ name: "Ada" });
    sandbox.twitter.account().say("typed", { to: ada });
    await aClient(sandbox).v2.sendDmToParticipant(ada.id, { text: "sent" });
    await fleet.hears(2);
    expect(fleet.told.map(textOf)).toEqual(["typed", "sent"]);
  });

  it.each([
    ["update_twice", ["one", "one", "two"]],
    ["update_late", ["two", "one"]],
  ] as const)("does what is ordered: %s", async (kind, wanted) => {
    const sandbox = await aTwitter();
    const fleet = await anXFleet();
    await subscribe(sandbox, fleet.url, ["dm.received"]);
    const ada = sandbox.twitter.person({ name: "Ada" });
    sandbox.twitter.fault({ kind, about: ada.id });
    ada.say("one");
    ada.say("two");
    await fleet.hears(wanted.length);
    expect(fleet.told.map(textOf)).toEqual(wanted);
  });

  it("comes before the answer of the send when that is ordered", async () => {
    const sandbox = await aTwitter();
    const fleet = await anXFleet();
    await subscribe(sandbox, fleet.url, ["dm.sent"]);
    const ada = sandbox.twitter.person({ name: "Ada" });
    sandbox.twitter.fault({ kind: "echo_first" });
    await aClient(sandbox).v2.sendDmToParticipant(ada.id, { text: "sent" });
    expect(fleet.told.map(textOf)).toEqual(["sent"]);
  });

  it("tells of a mention with its author, of encrypted messages, of odd things and of lost rights", async () => {
    const sandbox = await aTwitter();
    const fleet = await anXFleet();
    await subscribe(sandbox, fleet.url);
    const ada = sandbox.twitter.person({ name: "Ada" });
    const post = ada.post("@ExchangeHelp where is my money?");
    ada.sayEncrypted();
    sandbox.twitter.tell({ name: "dm.sung", payload: { la: "la" } });
    sandbox.twitter.account().revoke();
    await fleet.hears(4);
    const byType = new Map(fleet.told.map(({ data }) => [data["event_type"], data]));
    expect(byType.get("post.mention.create")).toMatchObject({
      payload: { id: post.id, author_id: ada.id, conversation_id: post.id },
      includes: { users: [{ id: ada.id, username: "Ada" }] },
    });
    expect(byType.get("chat.received")).toMatchObject({ payload: { sender_id: ada.id } });
    expect(byType.get("dm.sung")).toMatchObject({ payload: { la: "la" } });
    expect(byType.get("oauth.revoke")).toMatchObject({ payload: { user_id: sandbox.twitter.account().id } });
  });

  it("needs https without a port, and an app's own token to be listed", async () => {
    const sandbox = await aTwitter();
    const app = (await anAppClient(sandbox)).v2;
    for (const url of ["http://example.com/x", "https://example.com:8443/x", "nonsense"])
      await expect(app.post("webhooks", { url })).rejects.toMatchObject({ code: 400 });
    await expect(aClient(sandbox).v2.get("webhooks")).rejects.toMatchObject({ code: 403 });
  });

  it("is not subscribed to what a user has not allowed", async () => {
    const sandbox = await aTwitter();
    const ada = sandbox.twitter.person({ name: "Ada" });
    const order = { event_type: "dm.received", filter: { user_id: ada.id } };
    await expect((await anAppClient(sandbox)).v2.post("activity/subscriptions", order)).rejects.toMatchObject(
      {
        code: 403,
      },
    );
  });
});
