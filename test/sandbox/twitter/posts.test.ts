import { describe, expect, it } from "vitest";
import { aClient, aTwitter, callTwitter } from "./support.ts";

describe("posts on X", () => {
  it("answer who named the account, in the same thread", async () => {
    const sandbox = await aTwitter();
    const ada = sandbox.twitter.person({ name: "Ada" });
    const asked = ada.post("@exchangehelp my withdrawal is stuck");
    const { data } = await aClient(sandbox).v2.reply("Please send us a direct message.", asked.id);
    const [reply] = await sandbox.twitter.account().waitForPosts(1);
    expect(reply).toMatchObject({
      id: data.id,
      replyTo: asked.id,
      conversationId: asked.id,
      mentions: [ada.id],
    });
  });

  it("are listed for whom they name, newest first", async () => {
    const sandbox = await aTwitter();
    const ada = sandbox.twitter.person({ name: "Ada" });
    const [first, second] = ["one", "two"].map((text) => ada.post(`@ExchangeHelp ${text}`));
    ada.post("nobody is named");
    const path = `/2/users/${sandbox.twitter.account().id}/mentions`;
    const query = { "post.fields": "author_id,conversation_id", expansions: "author_id" };
    const { body } = await callTwitter(sandbox, "GET", path, { query });
    expect(body).toEqual({
      data: [second, first].map((post) => ({
        id: post?.id,
        text: post?.text,
        author_id: ada.id,
        conversation_id: post?.id,
      })),
      includes: { users: [{ id: ada.id, name: "Ada", username: "Ada" }] },
      meta: { result_count: 2, newest_id: second?.id, oldest_id: first?.id },
    });
    const since = { since_id: first?.id ?? "" };
    expect((await callTwitter(sandbox, "GET", path, { query: since })).body).toMatchObject({
      meta: { result_count: 1 },
    });
  });

  it("have before a reply whom it answers, and show it without them", async () => {
    const sandbox = await aTwitter();
    const [ada, bob] = ["Ada", "Bob"].map((name) => sandbox.twitter.person({ name }));
    const asked = ada?.post("@ExchangeHelp where is it?");
    bob?.post("same here, @Ada", { ...(asked && { replyTo: asked }) });
    const path = `/2/users/${sandbox.twitter.account().id}/mentions`;
    const query = { "post.fields": "display_text_range,entities", expansions: "in_reply_to_user_id" };
    const { body } = await callTwitter(sandbox, "GET", path, { query });
    expect(body).toMatchObject({
      data: [
        {
          text: "@Ada @ExchangeHelp same here, @Ada",
          display_text_range: [19, 34],
          in_reply_to_user_id: ada?.id,
          entities: {
            mentions: [
              { start: 0, username: "Ada" },
              { start: 5, username: "ExchangeHelp" },
              { start: 30, username: "Ada" },
            ],
          },
        },
        { text: "@ExchangeHelp where is it?", display_text_range: [0, 26] },
      ],
    });
  });

  it("are listed for their author, with what they answer", async () => {
    const sandbox = await aTwitter();
    const asked = sandbox.twitter.person({ name: "Ada" }).post("@exchangehelp hello?");
    const { data: reply } = await aClient(sandbox).v2.reply("Please send us a direct message.", asked.id);
    const path = `/2/users/${sandbox.twitter.account().id}/tweets`;
    const query = { "post.fields": "id", expansions: "referenced_posts", since_id: asked.id };
    expect((await callTwitter(sandbox, "GET", path, { query })).body).toMatchObject({
      data: [{ id: reply.id, referenced_posts: [{ type: "replied_to", id: asked.id }] }],
      meta: { result_count: 1 },
    });
  });

  const post = (text: string, replyTo?: string) => ({
    text,
    ...(replyTo && { reply: { in_reply_to_tweet_id: replyTo } }),
  });

  it("are refused as an answer to who named nobody, as a copy, when too long, and where the post is gone", async () => {
    const sandbox = await aTwitter();
    const ada = sandbox.twitter.person({ name: "Ada" });
    const said = ada.post("nobody is named");
    const send = async (body: object) => (await callTwitter(sandbox, "POST", "/2/tweets", { body })).status;
    expect(await send(post("hello", said.id))).toBe(403);
    expect(await send(post("x".repeat(281)))).toBe(403);
    expect(await send(post("漢".repeat(141)))).toBe(403);
    expect(await send(post(`${"x".repeat(256)} https://example.com/${"y".repeat(200)}`))).toBe(201);
    expect(await send(post("hello"))).toBe(201);
    expect(await send(post("hello"))).toBe(403);
    const named = ada.post("@ExchangeHelp hello");
    ada.vanish("suspended");
    expect(await send(post("hello", named.id))).toBe(403);
  });

  it("are deleted by their author alone", async () => {
    const sandbox = await aTwitter();
    const theirs = sandbox.twitter.person({ name: "Ada" }).post("@ExchangeHelp hello");
    const { data } = await aClient(sandbox).v2.tweet("mine");
    expect((await callTwitter(sandbox, "DELETE", `/2/tweets/${theirs.id}`)).status).toBe(403);
    expect((await callTwitter(sandbox, "DELETE", `/2/tweets/${data.id}`)).status).toBe(200);
    expect((await callTwitter(sandbox, "GET", `/2/tweets/${data.id}`)).status).toBe(404);
    expect(sandbox.twitter.account().posts).toEqual([]);
  });
});
