import { describe, expect, it } from "vitest";
import { aClient, aTwitter } from "./support.ts";

describe("X's direct messages, by the library that the fleet uses", () => {
  it("tell whose account it is", async () => {
    const sandbox = await aTwitter();
    const { data } = await aClient(sandbox).v2.me();
    expect(data).toEqual({
      id: sandbox.twitter.account().id,
      name: "ExchangeHelp",
      username: "ExchangeHelp",
    });
  });

  it("reach a person, who has them in the inbox", async () => {
    const sandbox = await aTwitter();
    const ada = sandbox.twitter.person({ name: "Ada" });
    const said = ada.say("my withdrawal failed");
    const { data, rateLimit } = await aClient(sandbox).v2.post(
      "dm_conversations/with/:participant_id/messages",
      { text: "look here: https://example.com/a" },
      { params: { participant_id: ada.id }, fullResponse: true },
    );
    expect(rateLimit).toMatchObject({
      limit: 15,
      remaining: 14,
      day: { limit: 1_440, remaining: 1_439 },
      userDay: { remaining: 1_439 },
    });
    expect(data.data.dm_conversation_id).toBe(said.conversationId);
    const [reply] = await ada.waitForInbox(1);
    expect(reply).toMatchObject({
      id: data.data.dm_event_id,
      text: "look here: https://example.com/a",
      by: "api",
    });
    expect(reply?.linked.wire).toMatch(/^look here: https:\/\/t\.co\/\w{10}$/);
  });

  it("are listed newest first, page by page, with what is expanded", async () => {
    const sandbox = await aTwitter();
    const people = ["Ada", "Ben", "Cy"].map((name) => sandbox.twitter.person({ name }));
    for (const person of people) person.say(`hello from ${person.user.name}`);
    const client = aClient(sandbox).v2;
    const texts: string[] = [];
    const names: string[] = [];
    let token: string | undefined;
    do {
      const page = await client.get("dm_events", {
        max_results: 2,
        "dm_event.fields": "created_at,dm_conversation_id",
        expansions: "sender_id",
        ...(token !== undefined && { pagination_token: token }),
      });
      texts.push(...page.data.map(({ text }: { text: string }) => text));
      names.push(...page.includes.users.map(({ name }: { name: string }) => name));
      token = page.meta.next_token;
    } while (token !== undefined);
    expect(texts).toEqual(["hello from Cy", "hello from Ben", "hello from Ada"]);
    expect(names).toEqual(["Cy", "Ben", "Ada"]);
  });
});
