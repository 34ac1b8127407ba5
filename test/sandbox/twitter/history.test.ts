import { describe, expect, it } from "vitest";
import { fieldsOf, isList } from "../../../sandbox/wire/values.ts";
import { aClock } from "../support.ts";
import { aTwitter, callTwitter } from "./support.ts";

const textsOf = (body: Readonly<Record<string, unknown>>) =>
  (isList(body["data"]) ? body["data"] : []).map((event) => fieldsOf(event)["text"]);

describe("the history of X's direct messages", () => {
  it("goes back 30 days", async () => {
    const clock = aClock();
    const sandbox = await aTwitter({ clock, twitter: { skewMs: "off" } });
    const ada = sandbox.twitter.person({ name: "Ada" });
    ada.say("old");
    clock.move(30 * 24 * 60 * 60_000 - 1);
    ada.say("new");
    expect(textsOf((await callTwitter(sandbox, "GET", "/2/dm_events")).body)).toEqual(["new", "old"]);
    clock.move(2);
    expect(textsOf((await callTwitter(sandbox, "GET", "/2/dm_events")).body)).toEqual(["new"]);
  });

  it("loses a message for the account that deletes it, and for nobody else", async () => {
    const sandbox = await aTwitter();
    const ada = sandbox.twitter.person({ name: "Ada" });
    const said = ada.say("delete me");
    const path = `/2/dm_events/${said.id}`;
    expect((await callTwitter(sandbox, "DELETE", path)).body).toEqual({ data: { deleted: true } });
    expect((await callTwitter(sandbox, "GET", path)).status).toBe(404);
    expect(textsOf((await callTwitter(sandbox, "GET", "/2/dm_events")).body)).toEqual([]);
    expect(ada.conversation().messages.map(({ text }) => text)).toEqual(["delete me"]);
  });

  it("is asked for by person, by conversation and by kind", async () => {
    const sandbox = await aTwitter();
    const { twitter } = sandbox;
    const [ada, ben] = [twitter.person({ name: "Ada" }), twitter.person({ name: "Ben" })];
    ada.say("one");
    ben.say("two");
    const group = ben.group([twitter.account(), ada]);
    ada.say("three", { in: group });
    ada.leave(group);
    const read = async (path: string, query = {}) =>
      (await callTwitter(sandbox, "GET", path, { query })).body;
    expect(textsOf(await read(`/2/dm_conversations/with/${ada.id}/dm_events`))).toEqual(["one"]);
    expect(textsOf(await read(`/2/dm_conversations/${ben.conversation().id}/dm_events`))).toEqual(["two"]);
    const fields = { "dm_event.fields": "dm_conversation_id", expansions: "participant_ids" };
    const query = { event_types: "ParticipantsLeave", ...fields };
    expect(await read("/2/dm_events", query)).toMatchObject({
      data: [{ event_type: "ParticipantsLeave", dm_conversation_id: group.id, participant_ids: [ada.id] }],
      meta: { result_count: 1 },
    });
  });

  it("is not shown of others", async () => {
    const sandbox = await aTwitter();
    const [ada, ben] = ["Ada", "Ben"].map((name) => sandbox.twitter.person({ name }));
    const group = ada?.group(ben ? [ben] : []);
    expect((await callTwitter(sandbox, "GET", `/2/dm_conversations/${group?.id}/dm_events`)).status).toBe(
      403,
    );
  });

  it("goes on where a page ended, whatever came in meanwhile", async () => {
    const sandbox = await aTwitter();
    const ada = sandbox.twitter.person({ name: "Ada" });
    for (let n = 1; n <= 5; n += 1) ada.say(`${n}`);
    const read = async (token?: string) => {
      const query = { max_results: "2", ...(token && { pagination_token: token }) };
      const { body } = await callTwitter(sandbox, "GET", "/2/dm_events", { query });
      const { next_token: next, previous_token: previous } = fieldsOf(body["meta"]);
      return { texts: textsOf(body), next: String(next), previous: String(previous) };
    };
    const first = await read();
    ada.say("6");
    const second = await read(first.next);
    const back = await read(second.previous);
    expect([first.texts, second.texts, back.texts]).toEqual([
      ["5", "4"],
      ["3", "2"],
      ["5", "4"],
    ]);
    expect(
      (await callTwitter(sandbox, "GET", "/2/dm_events", { query: { pagination_token: "nonsense" } })).status,
    ).toBe(400);
    expect(
      (await callTwitter(sandbox, "GET", "/2/dm_events", { query: { max_results: "101" } })).status,
    ).toBe(400);
  });
});
