import { describe, expect, it } from "vitest";
import { callbackTypes } from "../../../sandbox/discord/interactions/interaction.ts";
import { messageFlags } from "../../../sandbox/discord/world/types.ts";
import { atWork, botId, theEvent } from "./at-work.ts";

const registered = async (at: Awaited<ReturnType<typeof atWork>>) => {
  await at.begin();
  await at.discord.waitForRequest(
    ({ operation, status }) => operation === "bulk_set_application_commands" && status === 200,
  );
};

describe("a command on a server", () => {
  it("pain 18: is a message between the person and us, deferred once it is durable, and answered in its place", async () => {
    const at = await atWork();
    await registered(at);
    const { promise, resolve } = Promise.withResolvers<void>();
    at.sink.gate = promise;
    const interaction = at.mia.call("support", {
      channel: at.channel,
      options: { question: "where is my deposit" },
    });
    await at.sink.until(({ offered }) => offered === 2);
    expect(interaction.acknowledged).toBeUndefined();
    resolve();
    const event = await theEvent(at);
    expect(event).toMatchObject({
      kind: "message.created",
      conversationKind: "direct",
      conversationId: `discord-support/aside.${at.guild.id}.${at.channel.id}.${at.mia.id}`,
      message: { text: "where is my deposit", author: { role: "member", localeHint: "en-US" } },
    });
    await at.discord.waitForRequest(({ operation }) => operation === "create_interaction_response");
    expect(interaction.acknowledged).toBe("deferredMessage");

    const receipt = await at.send(event, "It is on its way.", { visibility: "private" });
    expect(receipt).toEqual({ messageIds: [interaction.originalId], way: "ephemeral" });
    const [reply] = at.channel.replies;
    expect(reply).toMatchObject({ text: "It is on its way.", onlyFor: at.mia.id });
    expect((reply?.flags ?? 0) & messageFlags.loading).toBe(0);
    const second = await at.send(event, "And a word more.", { visibility: "private" });
    expect(second.way).toBe("ephemeral");
    expect(at.channel.replies.map(({ text, onlyFor }) => [text, onlyFor])).toEqual([
      ["It is on its way.", at.mia.id],
      ["And a word more.", at.mia.id],
    ]);
  });

  it("pain 18: is told to try again when it is not durable in 2 s", async () => {
    const at = await atWork({ ahead: 1950 });
    await registered(at);
    const { promise, resolve } = Promise.withResolvers<void>();
    at.sink.gate = promise;
    const interaction = at.mia.call("support", { channel: at.channel, options: { question: "hello" } });
    await at.discord.waitForRequest(({ operation }) => operation === "create_interaction_response");
    expect(interaction.acknowledged).toBe("message");
    expect(at.channel.replies).toMatchObject([
      { text: expect.stringMatching(/try again/), onlyFor: at.mia.id },
    ]);
    resolve();
  });

  it("that came when nobody could take it in is answered in the same place once it could", async () => {
    const at = await atWork({ ahead: 1950 });
    await registered(at);
    const { promise, resolve } = Promise.withResolvers<void>();
    at.sink.gate = promise;
    at.mia.call("support", { channel: at.channel, options: { question: "hello" } });
    await at.channel.waitForReplies(1);
    resolve();
    const event = await theEvent(at);
    await at.send(event, "Here I am.", { visibility: "private" });
    const texts = at.channel.replies.map(({ text }) => text);
    expect(texts.at(-1)).toBe("Here I am.");
    expect(at.channel.replies.every(({ onlyFor }) => onlyFor === at.mia.id)).toBe(true);
  });

  it("pain 13: is answered by a direct message when its place is closed, and goes on there", async () => {
    const at = await atWork();
    await registered(at);
    at.mia.call("support", { channel: at.channel, options: { question: "hello" } });
    const event = await theEvent(at);
    at.passTime(15 * 60_000);
    const receipt = await at.send(event, "A late answer", { visibility: "private" });
    const dm = at.mia.dm();
    expect(receipt.way).toBe("direct");
    expect(dm.replies.map(({ text, id }) => [text, id])).toEqual([["A late answer", receipt.messageIds[0]]]);
    expect(at.channel.replies.filter(({ text }) => text !== "")).toEqual([]);
    expect(at.sink.events.at(-1)).toMatchObject({
      kind: "conversation.migrated",
      conversationId: event.conversationId,
      to: `discord-support/${dm.id}`,
    });
  });

  it("pain 13: is answered in a private thread when direct messages are closed too", async () => {
    const at = await atWork();
    await registered(at);
    at.mia.closeDms();
    at.mia.call("support", { channel: at.channel, options: { question: "hello" } });
    const event = await theEvent(at);
    at.passTime(15 * 60_000);
    const receipt = await at.send(event, "A late answer", { visibility: "private" });
    expect(receipt.way).toBe("thread");
    const thread = at.guild.channels.find(({ isThread }) => isThread);
    expect(thread?.replies.map(({ text }) => text)).toEqual(["A late answer"]);
    expect(thread?.members.has(at.mia.id)).toBe(true);
    expect(at.sink.events.at(-1)).toMatchObject({
      kind: "conversation.migrated",
      to: `discord-support/private.${at.guild.id}.${thread?.id}`,
    });
    // What is said there is shown to us as a reply that calls us, whatever we may read.
    const [replyTo = ""] = receipt.messageIds;
    if (thread) at.mia.say("thank you", { channel: thread, replyTo });
    await at.sink.until(({ texts }) => texts.includes("thank you"));
    expect(at.sink.events.at(-1)).toMatchObject({
      conversationKind: "direct",
      conversationId: `discord-support/private.${at.guild.id}.${thread?.id}`,
    });
  });

  it("that was deferred before a restart is answered after it", async () => {
    const at = await atWork();
    await registered(at);
    const interaction = at.mia.call("support", { channel: at.channel, options: { question: "hello" } });
    const event = await theEvent(at);
    await at.discord.waitForRequest(({ operation }) => operation === "create_interaction_response");
    await at.restart();
    const receipt = await at.send(event, "After the restart", { visibility: "private" });
    expect(receipt.messageIds).toEqual([interaction.originalId]);
    expect(at.channel.replies).toMatchObject([{ text: "After the restart", onlyFor: at.mia.id }]);
  });

  it("of a message shows us what it says, whether or not we may read the channel", async () => {
    const at = await atWork();
    await registered(at);
    const liar = at.discord.person({ name: "htx_admin" });
    at.guild.join(liar.user);
    const { id } = liar.say("send me your seed", { channel: at.channel });
    at.mia.callOnMessage("Ask support", id, { channel: at.channel });
    expect(await theEvent(at)).toMatchObject({
      kind: "message.created",
      message: { text: "send me your seed", forwardedFrom: "htx_admin", author: { displayName: "Mia" } },
    });
  });
});

describe("a message that is reported", () => {
  const files = [{ fileName: "qr.png" }];
  it.each([
    ["with its words and files", "send me your seed", files],
    ["that is a picture alone", "", files],
    ["that is words alone", "send me your seed", []],
  ] as const)("%s is told with who wrote it, as if the form was filled in", async (_, text, shown) => {
    const at = await atWork();
    await registered(at);
    const liar = at.discord.person({ name: "htx_admin", displayName: "HTX Support" });
    at.guild.join(liar.user);
    const { id } = liar.say(text, { channel: at.channel, files: [...shown] });
    at.mia.callOnMessage("Report scam", id, { channel: at.channel });
    expect(await theEvent(at)).toMatchObject({
      kind: "form.submitted",
      form: "report",
      conversationKind: "direct",
      person: { displayName: "Mia" },
      values: { who: `HTX Support (@htx_admin, ${liar.id})`, ...(text !== "" && { what: text }) },
      attachments: shown.map(({ fileName }) => ({ kind: "photo", fileName })),
    });
  });
});

describe("a form", () => {
  const open = async (at: Awaited<ReturnType<typeof atWork>>) => {
    await registered(at);
    const opened = at.mia.call("ticket", { channel: at.channel });
    await at.discord.waitForRequest(({ operation }) => operation === "create_interaction_response");
    return opened;
  };
  const files = Array.from({ length: 10 }, (_, n) => ({ fileName: `screen-${n}.png` }));

  it("is opened at once, and only what is sent of it is an event, with up to 10 files", async () => {
    const at = await atWork();
    const opened = await open(at);
    expect(opened.acknowledged).toBe("modal");
    expect(at.sink.events).toEqual([]);
    at.mia.submit(opened, {
      category: "funds",
      what: "It is gone",
      when: "today",
      account: "12345678",
      files: { files },
    });
    const event = await theEvent(at);
    expect(event).toMatchObject({
      kind: "form.submitted",
      form: "intake",
      values: { category: "funds", what: "It is gone", when: "today", account: "12345678" },
    });
    expect(event.kind === "form.submitted" && event.attachments).toHaveLength(10);
  });

  it("that is sent twice is one event", async () => {
    const at = await atWork();
    const opened = await open(at);
    for (let time = 0; time < 2; time += 1)
      at.mia.submit(opened, { category: "funds", what: "It is gone", files: { files: [] } });
    await at.sink.until(({ events }) => events.length === 2);
    expect(new Set(at.sink.events.map(({ id }) => id)).size).toBe(1);
    expect(new Set(at.sink.events.map(({ replySlot }) => replySlot?.ref)).size).toBe(2);
  });
});

describe("what no client would send", () => {
  const textField = (id: string, value: unknown) => ({
    type: 18,
    component: { type: 4, custom_id: id, value },
  });
  const selectField = (values: unknown) => ({
    type: 18,
    component: { type: 3, custom_id: "category", values },
  });
  const asked = "1461383068262400001";
  const form = (components: unknown, customId = `f:intake:${asked}`) => ({ custom_id: customId, components });

  it.each<[string, number, Record<string, unknown>]>([
    ["a button that is not ours", 3, { custom_id: "verify_wallet", component_type: 2 }],
    ["a button without an id", 3, { component_type: 2 }],
    ["an id of 2,000 units", 3, { custom_id: `b:${"x".repeat(2000)}`, component_type: 2 }],
    ["an id that is no text", 3, { custom_id: { b: 1 }, component_type: 2 }],
    ["a form that we do not have", 5, form([], `f:withdraw:${asked}`)],
    ["a form that nobody asked", 5, form([], "f:intake")],
    ["a form without its fields", 5, form([])],
    ["a form whose fields are no list", 5, form("what")],
    ["a choice that was not offered", 5, form([selectField(["admin"]), textField("what", "x")])],
    ["a text of 6,000 units", 5, form([selectField(["funds"]), textField("what", "x".repeat(6000))])],
    ["a text that is none", 5, form([selectField(["funds"]), textField("what", { a: 1 })])],
    ["a command that we do not have", 2, { id: asked, name: "withdraw", type: 1 }],
    [
      "a command of a message that is not there",
      2,
      { id: asked, name: "Ask support", type: 3, target_id: asked },
    ],
    ["data that are none", 2, {}],
  ])("is refused and heard by nobody: %s", async (_, type, data) => {
    const at = await atWork();
    await registered(at);
    const interaction = at.mia.forge(data, { type, channel: at.channel });
    await at.discord.waitForRequest(({ operation }) => operation === "create_interaction_response");
    expect(interaction.acknowledged).toBe("message");
    expect(callbackTypes[interaction.acknowledged ?? "pong"]).toBe(4);
    expect(at.channel.replies.every(({ onlyFor }) => onlyFor === at.mia.id)).toBe(true);
    expect(at.sink.events).toEqual([]);
  });

  it("a token that is not of the conversation goes to storage as such, and nowhere else", async () => {
    const at = await atWork();
    await registered(at);
    at.mia.forge({ custom_id: "b:zz.9", component_type: 2 }, { type: 3, channel: at.mia.dm() });
    expect(await theEvent(at)).toMatchObject({
      kind: "button.pressed",
      token: "zz.9",
      conversationId: `discord-support/${at.mia.dm().id}`,
    });
  });

  it("fields that a form does not have are left out", async () => {
    const at = await atWork();
    await registered(at);
    const components = [
      selectField(["funds"]),
      textField("what", "gone"),
      textField("urgent", "yes"),
      textField("consent", "x"),
    ];
    at.mia.forge(form(components), { type: 5, channel: at.channel });
    const event = await theEvent(at);
    expect(event.kind === "form.submitted" && event.values).toEqual({ category: "funds", what: "gone" });
  });

  it("an interaction of another application is not ours", async () => {
    const at = await atWork();
    await registered(at);
    at.discord.gateway.inject("INTERACTION_CREATE", {
      id: asked,
      application_id: "1100000000000000099",
      type: 3,
      token: "stolen",
      channel_id: at.channel.id,
      guild_id: at.guild.id,
      member: { user: { id: botId, username: "x" } },
      data: { custom_id: "b:1.0" },
    });
    at.mia.say("still there?");
    await at.sink.until(({ texts }) => texts.includes("still there?"));
    expect(at.sink.events).toHaveLength(1);
  });
});

it.each([
  ["controls", "\u0000\u0007\u001b[31mMia\u009f", "[31mMia"],
  ["direction marks", "\u202eaiM\u202c", "aiM"],
  ["nothing that is seen", "\u200b\u2800\u00ad", "mia_w"],
  ["half a character", "Mia\ud83d", "Mia"],
])("a name of %s is shown in one sound line", async (_, displayName, shown) => {
  const at = await atWork();
  await registered(at);
  at.discord.gateway.inject("MESSAGE_CREATE", {
    id: "1461383068262400001",
    type: 0,
    channel_id: at.mia.dm().id,
    content: "hello",
    author: { id: at.mia.id, username: "mia_w", global_name: displayName },
  });
  expect(await theEvent(at)).toMatchObject({ message: { author: { displayName: shown } } });
});
