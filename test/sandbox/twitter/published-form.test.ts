import { afterAll, describe, expect, it } from "vitest";
import { routes } from "../../../sandbox/twitter/rest/routes.ts";
import { Router } from "../../../sandbox/wire/router.ts";
import { fieldsOf, stringOf } from "../../../sandbox/wire/values.ts";
import { twitterApi } from "../../support/twitter-spec.ts";
import { requestFaults } from "../../support/twitter-spec-watch.ts";
import { anXFleet, aTwitter, callTwitter, subscribe } from "./support.ts";

afterAll(() => {
  if (twitterApi.missing) process.stderr.write(`\n${twitterApi.missing}\n`);
});

/** People, messages and posts, and calls whose requests and answers are held against the description. */
const aWorld = async () => {
  const sandbox = await aTwitter();
  const { twitter } = sandbox;
  const fleet = await anXFleet();
  const { client, webhookId } = await subscribe(sandbox, fleet.url);
  const token = client.getActiveTokens();
  const bearer = token.type === "oauth2" ? token.bearerToken : "";
  const ada = twitter.person({ name: "Ada" });
  const said = ada.say("see https://example.com/a", { files: [{}] });
  const group = ada.group([twitter.account(), twitter.person({ name: "Ben" })]);
  const asked = ada.post("@ExchangeHelp https://example.com help");
  const faults: string[] = [];
  const call = async (step: Step) => {
    const [method, path, { body, query = {}, asApp = false } = {}] = step;
    const authorization = asApp ? { authorization: `Bearer ${bearer}` } : {};
    const search = new URLSearchParams(query).toString();
    const bytes = Buffer.from(body === undefined ? "" : JSON.stringify(body));
    const request = requestFaults({
      method,
      url: `${path}?${search}`,
      contentType: "application/json",
      bytes,
    });
    const answer = await callTwitter(sandbox, method, path, { query, body, ...authorization });
    const { operation } = request;
    faults.push(...request.faults);
    if (operation) faults.push(...twitterApi.answerFaults(operation, answer.status, answer.body));
    if (answer.status >= 300)
      faults.push(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
    return answer.body;
  };
  return { sandbox, twitter, fleet, webhookId, ada, said, group, asked, faults, call };
};

type Step = readonly [
  method: string,
  path: string,
  more?: {
    readonly body?: unknown;
    readonly query?: Readonly<Record<string, string>>;
    readonly asApp?: boolean;
  },
];

const allOfEvents = {
  "dm_event.fields": "attachments,created_at,dm_conversation_id,entities,event_type,id,text",
  expansions: "attachments.media_keys,sender_id,participant_ids",
  "user.fields": "username,name",
  "media.fields": "url,type,width,height",
};
const allOfPosts = {
  "post.fields": "created_at,conversation_id,entities,lang,reply_settings",
  expansions: "author_id,in_reply_to_user_id,referenced_posts",
};

describe.skipIf(twitterApi.missing)("what the sandbox of X answers", () => {
  it("fits the published description, call after call", async () => {
    const { twitter, webhookId, ada, said, group, asked, faults, call } = await aWorld();
    const { id } = twitter.account();
    const mine = await call([
      "POST",
      "/2/tweets",
      { body: { text: "hello", reply: { in_reply_to_tweet_id: asked.id } } },
    ]);
    const begun = { media_type: "image/png", media_category: "dm_image", total_bytes: 3 };
    const upload = await call(["POST", "/2/media/upload/initialize", { body: begun }]);
    const mediaId = stringOf(fieldsOf(upload["data"])["id"]) ?? "";
    const toOthers = {
      event_type: "post.create",
      filter: { user_id: ada.id },
      webhook_id: webhookId,
      tag: "t",
    };
    const made = await call(["POST", "/2/activity/subscriptions", { body: toOthers }]);
    const madeId = stringOf(fieldsOf(fieldsOf(made["data"])["subscription"])["subscription_id"]) ?? "";
    const minute = (ms: number) => new Date(Date.now() + ms).toISOString().replace(/\D/g, "").slice(0, 12);
    const span = { webhook_id: webhookId, from_date: minute(-60_000), to_date: minute(0) };
    const steps: readonly Step[] = [
      ["GET", "/2/users/me", { query: { "user.fields": "created_at,description" } }],
      ["GET", `/2/users/${ada.id}`],
      ["GET", "/2/users/by/username/ada"],
      ["POST", `/2/dm_conversations/with/${ada.id}/messages`, { body: { text: "hi https://example.com" } }],
      ["POST", `/2/dm_conversations/${ada.conversation().id}/messages`, { body: { text: "hi" } }],
      [
        "POST",
        "/2/dm_conversations",
        {
          body: {
            conversation_type: "Group",
            participant_ids: [ada.id, twitter.person({ name: "Ben" }).id],
            message: { text: "hi" },
          },
        },
      ],
      ["GET", "/2/dm_events", { query: allOfEvents }],
      ["GET", "/2/dm_events", { query: { max_results: "1" } }],
      ["GET", `/2/dm_conversations/with/${ada.id}/dm_events`, { query: allOfEvents }],
      ["GET", `/2/dm_conversations/${group.id}/dm_events`, { query: allOfEvents }],
      ["GET", `/2/dm_events/${said.id}`, { query: allOfEvents }],
      ["DELETE", `/2/dm_events/${said.id}`],
      ["POST", `/2/media/upload/${mediaId}/append`, { body: { segment_index: 0, media: "AAAA" } }],
      ["POST", `/2/media/upload/${mediaId}/finalize`],
      ["GET", "/2/media/upload", { query: { media_id: mediaId, command: "STATUS" } }],
      ["GET", `/2/tweets/${asked.id}`, { query: allOfPosts }],
      ["GET", `/2/users/${id}/mentions`, { query: { ...allOfPosts, max_results: "5" } }],
      ["DELETE", `/2/tweets/${stringOf(fieldsOf(mine["data"])["id"])}`],
      ["GET", "/2/webhooks", { asApp: true }],
      ["PUT", `/2/webhooks/${webhookId}`, { asApp: true }],
      ["POST", "/2/webhooks/replay", { asApp: true, body: span }],
      ["GET", "/2/activity/subscriptions", { asApp: true, query: { max_results: "10" } }],
      ["PUT", `/2/activity/subscriptions/${madeId}`, { asApp: true, body: { tag: "u" } }],
      ["DELETE", `/2/activity/subscriptions/${madeId}`, { asApp: true }],
      ["DELETE", "/2/activity/subscriptions", { asApp: true, query: { ids: "1,2" } }],
      ["DELETE", `/2/webhooks/${webhookId}`, { asApp: true }],
    ];
    for (const step of steps) await call(step);
    expect(faults).toEqual([]);
  });

  it("fits it for a mention that an app is told of", async () => {
    const { fleet, asked, twitter } = await aWorld();
    await twitter.hub.settled();
    const told = fleet.told.find(({ data }) => data["event_type"] === "post.mention.create");
    expect(told?.payload["id"]).toBe(asked.id);
    expect(twitterApi.schemaFaults("Post", told?.payload)).toEqual([]);
    expect(twitterApi.schemaFaults("Expansions", told?.data["includes"])).toEqual([]);
  });

  it("answers under the description's names only", () => {
    const known = twitterApi.operationIds();
    expect(new Router(routes).names.filter((name) => !known.has(name))).toEqual([]);
  });
});
