import { describe, expect, it } from "vitest";
import { aTwitterAtWork } from "./at-work.ts";

/** An account in a group with two people, which writes nothing there. */
const aGroup = async (webhook: boolean) => {
  const work = await aTwitterAtWork({ webhook, pollMs: webhook ? 60_000 : 20 });
  const { twitter, account, mia, start, sink } = work;
  await start().begin();
  await sink.until(({ reports }) => reports.at(-1)?.state === "connected");
  if (webhook) await sink.until(() => twitter.hub.subscriptions.size >= 4);
  const group = mia.group([account, twitter.person({ name: "Ben" })]);
  /** What the adapter hands over of these, with the conversation that it belongs to. */
  const heard = async (...said: readonly (() => unknown)[]) => {
    for (const say of said) say();
    mia.say("hello?");
    await sink.until(({ texts }) => texts.includes("hello?"));
    await twitter.hub.settled();
    return sink.events.flatMap((event) =>
      event.kind === "message.created"
        ? [[event.conversationId.split("/").at(-1), event.message.author.role, event.message.text]]
        : [],
    );
  };
  return { ...work, group, heard };
};

describe("a group of direct messages", () => {
  it("is left alone where X is asked, which names the conversation", async () => {
    const { mia, group, heard } = await aGroup(false);
    expect(await heard(() => mia.say("lunch?", { in: group }))).toEqual([[mia.id, "member", "hello?"]]);
  });

  it("cannot be told from a chat of two where X delivers, which names none", async () => {
    const { account, mia, group, heard } = await aGroup(true);
    const said = await heard(
      () => mia.say("lunch?", { in: group }),
      () => account.say("I am Jo, a human", { to: group }),
    );
    expect(said.toSorted()).toEqual([
      [mia.id, "member", "hello?"],
      [mia.id, "member", "lunch?"],
      [mia.id, "staff", "I am Jo, a human"],
    ]);
  });
});
