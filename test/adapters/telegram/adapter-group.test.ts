import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createTelegramAdapter } from "../../../adapters/telegram/index.ts";
import type { Sandbox } from "../../../sandbox/start-sandbox.ts";
import type { Bot } from "../../../sandbox/telegram/bot.ts";
import type { Group } from "../../../sandbox/telegram/group/group.ts";
import type { Person } from "../../../sandbox/telegram/person.ts";
import type { Adapter } from "../../../src/domain/adapter.ts";
import type { RawEvent } from "../../../src/domain/event.ts";
import { RecordingSink } from "../../contract/adapter-harness.ts";
import { anAccount, builtAt } from "../../support/builders.ts";
import { startCheckedSandbox } from "../../support/checked-sandbox.ts";

const token = "7000000042:AAH-secret-of-the-bot_0123456789";
const supergroup = -1_001_234_567_890;

describe("the Telegram adapter in groups and business chats", () => {
  let sandbox: Sandbox;
  let bot: Bot;
  let group: Group;
  let mia: Person;
  let leo: Person;
  let sink: RecordingSink;
  let stop: AbortController;
  let adapter: Adapter;

  /** All that was told up to now: what is said last in a direct chat comes last. */
  const told = async (): Promise<readonly RawEvent[]> => {
    const mark = `mark ${sink.intakes.length}`;
    leo.say(mark);
    await sink.until(({ texts }) => texts.includes(mark));
    return sink.events.filter(
      (event) => event.kind !== "message.created" || !event.message.text.startsWith("mark "),
    );
  };
  const toldKinds = async () => (await told()).map(({ kind }) => kind);

  beforeEach(async () => {
    sink = new RecordingSink();
    stop = new AbortController();
    const clock = { now: () => builtAt };
    sandbox = await startCheckedSandbox({ telegram: { limits: "off" }, clock });
    const { telegram } = sandbox;
    bot = telegram.addBot({ token, username: "FlotillaSupportBot" });
    mia = telegram.person({ id: 42, firstName: "Mia" });
    leo = telegram.person({ id: 43, firstName: "Leo" });
    leo.chat();
    group = telegram.group({ id: supergroup, title: "Traders", forum: true, members: [mia, leo] });
    adapter = createTelegramAdapter({
      account: anAccount(),
      fields: { token, apiRoot: telegram.apiRoot, allowance: "unlimited", pollTimeoutSeconds: 30 },
      clock,
    });
    await adapter.start(sink, stop.signal);
    await sink.until(({ storedCursor }) => storedCursor !== undefined);
  });

  afterEach(async () => {
    stop.abort();
    await adapter.close();
    await sandbox.close();
  });

  it("follows its own rights, from being added to being removed", async () => {
    group.add(bot);
    group.promote(bot, { rights: ["can_delete_messages", "can_invite_users"] });
    group.demote(bot);
    group.kick(bot);
    expect(await told()).toMatchObject([
      { kind: "rights.changed", present: true, rights: [] },
      { kind: "rights.changed", present: true, rights: ["delete_messages", "invite_members"] },
      { kind: "rights.changed", present: true, rights: [] },
      { kind: "rights.changed", present: false, rights: [] },
    ]);
  });

  it("tells of each who comes and goes once, as an admin who hears it twice, and as a member", async () => {
    group.add(bot);
    const kim = sandbox.telegram.person({ id: 44, firstName: "Kim" });
    group.join(kim);
    group.promote(bot);
    group.leave(kim);
    group.join(kim);
    group.kick(kim);
    expect((await toldKinds()).filter((kind) => kind.startsWith("member."))).toEqual([
      "member.joined",
      "member.left",
      "member.joined",
      "member.left",
    ]);
  });

  it("knows who moderates, once Telegram has answered", async () => {
    group.add(bot);
    group.promote(bot);
    group.promote(mia);
    mia.say("first", { chat: supergroup });
    await sandbox.telegram.waitForRequest(({ method }) => method === "getChatAdministrators");
    const roles = async () =>
      (await told()).flatMap((event) =>
        event.kind === "message.created" ? [event.message.author.role] : [],
      );
    await roles();
    mia.say("second", { chat: supergroup });
    leo.say("third", { chat: supergroup });
    expect((await roles()).slice(-2)).toEqual(["moderator", "member"]);
    group.promote(mia, { anonymous: true });
    mia.say("fourth", { chat: supergroup });
    expect((await told()).at(-1)).toMatchObject({
      message: { author: { id: `telegram/${supergroup}`, role: "moderator" } },
    });
  });

  it("keeps topics apart, and is summoned by its name and by replies to it", async () => {
    group.add(bot);
    group.promote(bot);
    const topic = group.topic("Deposits", { by: bot });
    mia.say("hello all", { chat: supergroup, topic: topic.id });
    const summons = mia.say("@FlotillaSupportBot where is it?", { chat: supergroup, topic: topic.id });
    mia.say("in General", { chat: supergroup });
    mia.say("a reply", { chat: supergroup, replyTo: summons.id });
    const said = (await told()).flatMap((event) =>
      event.kind === "message.created"
        ? [[event.message.text, event.conversationId, event.message.mentionsUs]]
        : [],
    );
    const inTopic = `telegram-support/${supergroup}/${topic.id}`;
    expect(said).toEqual([
      ["hello all", inTopic, false],
      ["@FlotillaSupportBot where is it?", inTopic, true],
      ["in General", `telegram-support/${supergroup}`, false],
      ["a reply", inTopic, false],
    ]);
  });

  it.each(["both", "old", "new"] as const)(
    "pain 7: tells where a group moved to, when it is told by %s",
    async (announce) => {
      const small = sandbox.telegram.group({ id: -500, title: "Small", members: [mia] });
      small.add(bot);
      small.migrate({ to: -1_000_000_000_500, announce });
      const moves = (await told()).filter(({ kind }) => kind === "conversation.migrated");
      expect(moves.length).toBe(announce === "both" ? 2 : 1);
      for (const move of moves)
        expect(move).toMatchObject({
          conversationId: "telegram-support/-500",
          to: "telegram-support/-1000000000500",
        });
    },
  );

  it("tells of requests to join, with the query that waits for an answer", async () => {
    group.add(bot);
    group.promote(bot);
    const kim = sandbox.telegram.person({ id: 44, firstName: "Kim" });
    const { id } = group.requestJoin(kim, { query: true });
    expect((await told()).at(-1)).toMatchObject({
      kind: "join.requested",
      person: { id: "telegram/44" },
      queryId: id,
      answerBy: builtAt + 8000,
    });
  });

  it("pain 9: takes an album, and a picture alone, for messages", async () => {
    mia.sendAlbum(3, { caption: "all that I have" });
    mia.sendPhoto();
    const messages = (await told()).flatMap((event) =>
      event.kind === "message.created" ? [event.message] : [],
    );
    expect(messages.map(({ text }) => text)).toEqual(["all that I have", "", "", ""]);
    expect(messages.map(({ albumId }) => albumId === undefined)).toEqual([false, false, false, true]);
    for (const { attachments } of messages)
      expect(attachments).toMatchObject([{ kind: "photo", size: expect.any(Number) }]);
  });

  it("serves a business account's chats: the customer, the human, and what was deleted", async () => {
    const desk = leo.connectBusiness();
    const question = desk.receive(mia, "where is my deposit?");
    desk.say(mia, "one moment");
    desk.remove(mia, [question.id]);
    const where = `telegram-support/42/business:${desk.id}`;
    expect(await told()).toMatchObject([
      {
        kind: "message.created",
        conversationId: where,
        message: { author: { role: "member" }, replyUntilAt: builtAt + 86_400_000 },
      },
      { kind: "message.created", conversationId: where, message: { author: { role: "staff" } } },
      { kind: "message.deleted", conversationId: where, messageIds: [String(question.id)] },
    ]);
  });
});
