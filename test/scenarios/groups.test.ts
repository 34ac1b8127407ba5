import { describe, expect, it } from "vitest";
import { phrase } from "../support/phrases.ts";
import { aGroupScene, startOf, us } from "./a-group.ts";

const question = "my withdrawal failed";

describe("a question in a group", () => {
  it("that is not put to us is not answered, whatever it says", async () => {
    const { group, fleet, member } = await aGroupScene();
    const ada = member();

    for (const text of [question, "hello", "I want a human", "help", "/price btc"]) ada.writes(text);
    await fleet.settled();

    expect(group.chat.replies).toEqual([]);
    expect(ada.heard()).toEqual([]);
  });

  it("is answered briefly, under it, and carried into the direct chat, where it is answered in full, once", async () => {
    const { group, fleet, member } = await aGroupScene();
    const ada = member();

    const asked = ada.writes(`${us} ${question}`);
    const brief = await group.chat.waitFor(({ direction }) => direction === "out");
    const full = await ada.ask(startOf(brief));
    await fleet.settled();

    expect(brief.replyTo).toBe(asked.id);
    expect(brief.text.length).toBeLessThan(700);
    expect(brief.buttons).toEqual([]);
    expect(full.text).toContain(phrase("intro"));
    expect(full.text).toContain(phrase("start.invited"));
    expect(full.text.length).toBeGreaterThan(brief.text.length);
    expect(full.buttons.map(({ text }) => text)).toContain(phrase("button.human"));
    expect(group.chat.replies).toHaveLength(1);

    const again = await ada.ask(startOf(brief));
    expect(again.text).toContain(phrase("start.ready"));
  });

  it("is nobody else's: who follows another's invitation is only greeted", async () => {
    const { member } = await aGroupScene();
    const ada = member();
    const eve = member({ firstName: "Eve" });
    const brief = await ada.asks(`${us} ${question}`);

    const greeted = await eve.ask(startOf(brief));

    expect(greeted.text).toContain(phrase("start.ready"));
    expect(greeted.text).not.toContain(phrase("start.invited"));
  });

  it.each([
    ["a command of ours", "/human@HTXSupportBot"],
    ["a wish for a person", `${us} I want a human`],
    ["a question about a ticket", `${us} what about my ticket`],
  ])("about a person's own case leads into the direct chat: %s", async (_, text) => {
    const { desk, fleet, member } = await aGroupScene();
    const ada = member();

    const reply = await ada.asks(text);
    await fleet.settled();

    expect(reply.text).toContain(phrase("group.private"));
    expect(reply.text).not.toMatch(/UID|e-mail/);
    expect(startOf(reply)).toMatch(/^\/start [\w-]+$/);
    expect(desk.tickets.size).toBe(0);
    expect(ada.heard()).toEqual([]);
  });

  it("may be put by a reply to us, in a group where the bot hears nothing else", async () => {
    const { member } = await aGroupScene({ rights: "none" });
    const ada = member();
    const hello = await ada.asks(`${us}`);

    const reply = await ada.asks(question, { replyTo: hello.id });

    expect(reply.text).toContain(phrase("group.invite"));
  });

  it("of a topic is answered in its topic", async () => {
    const { group, member } = await aGroupScene({ group: { forum: true } });
    const ada = member();
    const topic = group.topic("Withdrawals");

    const reply = await ada.asks(`${us} ${question}`, { topic: topic.id });

    expect(reply.topic).toBe(topic.id);
  });

  it("pain 8: whose topic is gone when the answer comes is answered in the general part", async () => {
    const { group, fleet, member } = await aGroupScene({ group: { forum: true } });
    const ada = member();
    const topic = group.topic("Withdrawals");

    const reply = ada.asks(`${us} ${question}`, { topic: topic.id });
    topic.remove();

    expect((await reply).topic).toBeUndefined();
    await fleet.settled();
    expect(group.chat.replies).toHaveLength(1);
  });

  it("of the channel behind the group is left alone unless it names us; an anonymous administrator may ask", async () => {
    const { group, fleet, telegram, member } = await aGroupScene();
    const channel = group.linkChannel({ id: -1_009_999_999_999, title: "HTX news" });
    const admin = member({ firstName: "Lin" });
    group.promote(admin.person, { anonymous: true });

    channel.post(question);
    admin.writes(question);
    await fleet.settled();
    expect(group.chat.replies).toEqual([]);

    const reply = await admin.asks(`${us} ${question}`);
    expect(reply.text).toContain(phrase("group.invite"));
    expect(telegram.bots).toHaveLength(1);
  });

  it("that is edited is answered when it was not, and not again when it was", async () => {
    const { group, fleet, member } = await aGroupScene();
    const ada = member();
    const said = ada.writes(question);
    await fleet.settled();

    const reply = group.chat.waitFor(({ direction }) => direction === "out");
    ada.person.edit(said.id, `${us} ${question}`, { chat: group.id });
    expect((await reply).replyTo).toBe(said.id);
    ada.person.edit(said.id, `${us} ${question}!!`, { chat: group.id });
    await fleet.settled();

    expect(group.chat.replies).toHaveLength(1);
  });

  it("pain 18: a press is acknowledged though nothing can be said, and its payload never left us", async () => {
    const { telegram, group, fleet, member } = await aGroupScene();
    const ada = member();
    const offer = await ada.asks(`${us} money not here`);
    expect(offer.buttons.length).toBeGreaterThan(0);
    for (const { callback_data } of offer.buttons) expect(callback_data).toMatch(/^[0-9a-z]+\.\d+$/);

    telegram.fault({ kind: "rate_limited", method: "sendMessage", retryAfterS: 1 });
    const pressed = ada.person.press(offer.buttons[0] ?? expect.fail(), { chat: group.id });
    await pressed.answer;
    await telegram.waitForRequest(({ status }) => status === 429);
    const [, answer] = await group.chat.waitForReplies(2);
    await fleet.settled();

    expect(group.chat.replies).toHaveLength(2);
    expect(answer?.replyTo).toBe(offer.id);
  });
});

describe("a secret in a group", () => {
  const secret = "my password is hunter2!Blue77";

  it("is deleted; all read that, and its author learns in the direct chat what to do", async () => {
    const { group, fleet, member, bytes } = await aGroupScene();
    const ada = member();

    const said = ada.writes(secret);
    const told = await group.chat.waitFor(({ direction }) => direction === "out");
    await fleet.settled();

    expect(group.chat.find(said.id)?.deletedAt).toBeDefined();
    expect(told.text).toContain(phrase("group.secret_deleted"));
    expect(told.text).not.toContain("Ada");
    expect(told.text).not.toContain(phrase("secret.seen.password"));
    ada.say(startOf(told));
    await ada.hears(phrase("secret.todo.password"));
    await fleet.settled();
    expect(bytes().includes("hunter2")).toBe(false);
    expect(fleet.log()).not.toContain("hunter2");
  });

  it("that we may not delete is said to be left, at once", async () => {
    const { group, telegram, fleet, member } = await aGroupScene({ rights: ["can_restrict_members"] });
    const ada = member();
    await fleet.settled();

    const told = await ada.asks(secret);
    await fleet.settled();

    expect(told.text).toContain(phrase("group.secret_left"));
    expect(telegram.requests.map(({ method }) => method)).not.toContain("deleteMessage");
    expect(group.chat.replies).toHaveLength(1);
  });

  it("pain 10: edited in is deleted as well", async () => {
    const { group, fleet, member } = await aGroupScene();
    const ada = member();
    const said = ada.writes("good morning all");
    await fleet.settled();

    ada.person.edit(said.id, secret, { chat: group.id });
    await group.chat.waitFor(({ direction }) => direction === "out");

    expect(group.chat.find(said.id)?.deletedAt).toBeDefined();
  });
});

describe("our rights in a group", () => {
  const moderatorsChat = -1_002_222_222_222;

  it("are watched: the moderators are told what was lost and what to do", async () => {
    const { telegram, group, fleet } = await aGroupScene({ account: { moderatorsChat } });
    const moderators = telegram.group({ id: moderatorsChat, title: "Moderators" });
    moderators.add(telegram.bot());
    await fleet.settled();

    group.promote(telegram.bot(), { rights: ["can_restrict_members", "can_invite_users"] });
    const told = await moderators.chat.waitFor(({ direction }) => direction === "out");
    expect(told.text).toContain(phrase("moderators.lost.delete_messages"));
    expect(told.text).toContain(String(group.id));

    group.kick(telegram.bot());
    await moderators.chat.waitForReplies(2);
    await fleet.settled();
    expect(moderators.chat.replies[1]?.text).toContain("removed");
    expect(group.chat.replies).toEqual([]);
  });
});
