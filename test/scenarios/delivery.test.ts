import { describe, expect, it } from "vitest";
import { telegramLimits } from "../../sandbox/telegram/limits.ts";
import { aFleetIn, aScene, aWorld } from "../support/a-fleet.ts";
import { eventually } from "../support/eventually.ts";
import { metricSum } from "../support/metric.ts";
import { phrase } from "../support/phrases.ts";

describe("an update that Telegram delivers twice", () => {
  it("pain 1: is answered once, whether it comes again at once, later, or after a restart", async () => {
    const world = await aWorld();
    const { telegram } = world.sandbox;
    const first = await aFleetIn(world);
    const ada = world.talker();
    telegram.fault({ kind: "update_twice", times: 2 });

    await ada.ask("hello");
    await ada.ask("my withdrawal failed");
    await first.settled();
    const update = telegram.inject({
      message: {
        message_id: 5_001,
        date: Math.floor(Date.now() / 1000),
        chat: { id: ada.person.id, type: "private" },
        from: ada.person.user,
        text: "thank you",
      },
    });
    await ada.chat.waitForReplies(3);
    await first.settled();
    const repeated = {
      update_id: update,
      message: {
        message_id: 5_001,
        date: 1,
        chat: { id: ada.person.id, type: "private" },
        from: ada.person.user,
        text: "thank you",
      },
    };
    telegram.inject(repeated);
    await first.settled();
    const duplicates = metricSum(await first.metrics(), /duplicate.*\} \d/);
    await first.stop();
    const second = await aFleetIn(world);
    telegram.inject(repeated);
    await second.settled();

    expect(ada.heard()).toHaveLength(3);
    expect(duplicates).toBe(3);
  });
});

describe("a send whose response is lost", () => {
  it("pain 2: is repeated once at most, and counted", async () => {
    const { talker, fleet, telegram, clock } = await aScene();
    const ada = talker();
    await ada.ask("hello");
    telegram.fault({ kind: "reset_after", method: "sendMessage", times: 0 });

    ada.say("my withdrawal failed");
    await telegram.waitForRequest(({ status }) => status === 0);
    await eventually(() => fleet.log().includes("effect.uncertain"));
    clock.shift(20_000);
    await ada.chat.waitForReplies(3);
    clock.shift(60_000);
    await fleet.settled();

    const answers = ada.heard().filter((text) => text.includes("withdrawal records"));
    expect(answers).toHaveLength(2);
    expect(metricSum(await fleet.metrics(), /repeated.*\} \d/)).toBe(1);
    expect(await fleet.storage.operator.dead(10)).toMatchObject([
      { kind: "message.send", failure: "uncertain" },
    ]);
  });

  it("pain 2: is not repeated at all when the connection was refused or the answer was only slow", async () => {
    const { talker, fleet, telegram } = await aScene();
    const ada = talker();
    await ada.ask("hello");
    telegram.fault({ kind: "slow", method: "sendMessage", delayMs: 1_500 });

    await ada.ask("my withdrawal failed");
    await fleet.settled();

    expect(ada.heard()).toHaveLength(2);
    expect(metricSum(await fleet.metrics(), /repeated.*\} \d/)).toBe(0);
  });
});

describe("many people at once", () => {
  it("pain 3: are all answered, each once and in order", async () => {
    const { fleet, telegram } = await aScene();
    const persons = 60;
    const firstPersonId = 4_000_000;

    const run = telegram.load({
      updates: persons * 2,
      persons,
      firstPersonId,
      texts: ["hello", "my withdrawal failed"],
      numbered: false,
    });
    await eventually(
      () => {
        const counts = Array.from({ length: persons }, (_, n) => run.repliesTo(firstPersonId + n));
        return counts.every((replies) => replies >= 1);
      },
      { timeoutMs: 15_000, what: "a reply to everybody" },
    );
    await fleet.settled();

    expect((await fleet.storage.operator.backlog()).dead).toBe(0);
    const turns = await fleet.storage.turns.recent({ after: 0, limit: 1_000 });
    const handled = turns.flatMap(({ trace }) => trace.events.map(({ id }) => id));
    expect(new Set(handled).size).toBe(persons * 2);
    expect(handled).toHaveLength(persons * 2);
  });

  it("pain 3: lose nothing when Telegram fails in between, and each conversation keeps its order", async () => {
    const { fleet, telegram, talker, desk } = await aScene();
    const people = Array.from({ length: 8 }, () => talker());
    for (const person of people) {
      await person.ask("/human");
      await person.press(phrase("button.send_now"));
    }
    await fleet.settled();
    telegram.fault({ kind: "server_error", method: "getUpdates", times: 2, status: 502 });
    desk.fault({ kind: "server_error", method: "append", times: 3 });

    const lines = Array.from({ length: 5 }, (_, n) => `line number ${n} of my story`);
    for (const line of lines) for (const person of people) person.say(line);
    await eventually(
      () =>
        [...desk.tickets.values()].every(
          ({ transcript }) =>
            transcript.filter(({ text }) => text.startsWith("line number")).length >= lines.length,
        ),
      { timeoutMs: 15_000, what: "every line at the desk" },
    );
    await fleet.settled();

    expect(desk.tickets.size).toBe(people.length);
    for (const { transcript } of desk.tickets.values())
      expect(transcript.map(({ text }) => text).filter((text) => text.startsWith("line number"))).toEqual(
        lines,
      );
  });
});

describe("Telegram's limits", () => {
  it("pain 5: a 429 is waited for as long as it says, tells the operator, and nothing is lost or doubled", async () => {
    const { talker, fleet, telegram } = await aScene();
    const ada = talker();
    telegram.fault({ kind: "rate_limited", method: "sendMessage", retryAfterS: 2 });

    ada.say("hello");
    const refused = await telegram.waitForRequest(({ status }) => status === 429);
    const metrics = await fleet.metrics();
    const reply = await ada.chat.waitFor(({ direction }) => direction === "out");
    await fleet.settled();

    expect(reply.at - refused.at).toBeGreaterThanOrEqual(2_000);
    expect(ada.heard()).toHaveLength(1);
    expect(metricSum(metrics, /rate_limited.*\} \d/)).toBe(1);
    expect(telegram.counts["sendMessage 429"]).toBe(1);
  });

  it("pain 5: are never reached by the fleet's own doing: real limits, many chats, several replies in each", async () => {
    const { fleet, telegram, talker } = await aScene({
      sandbox: { telegram: { limits: { ...telegramLimits, overall: { sends: 10, windowMs: 1_000 } } } },
      account: { allowance: { perSecond: 10, perChatMs: 1_000 } },
    });
    const people = Array.from({ length: 12 }, () => talker());

    for (const person of people) person.say("hello");
    for (const person of people) await person.chat.waitForReplies(1);
    for (const person of people.slice(0, 4)) person.say("/help");
    for (const person of people.slice(0, 4)) await person.chat.waitForReplies(2);
    await fleet.settled();

    expect(telegram.counts["sendMessage 429"]).toBeUndefined();
    expect(telegram.counts["sendMessage 200"]).toBe(16);
  });

  it("pain 5: hours of waiting hold the account's sends, not its intake, and say until when", async () => {
    const { talker, fleet, telegram } = await aScene();
    const ada = talker();
    await ada.ask("hello");
    telegram.fault({ kind: "rate_limited", method: "sendMessage", retryAfterS: 7_200 });

    ada.say("my withdrawal failed");
    await telegram.waitForRequest(({ status }) => status === 429);
    await fleet.settled();
    ada.say("and my deposit has not arrived");
    await fleet.handled();

    expect(telegram.counts["sendMessage 429"]).toBe(1);
    expect(telegram.counts["sendMessage 200"]).toBe(1);
    // Two questions, one answer to both.
    expect((await fleet.storage.operator.backlog()).outboxPending["telegram-support"]).toBe(1);
    const frozen = metricSum(await fleet.metrics(), /frozen.*\} \d/);
    expect(frozen).toBeGreaterThan(0);
  });
});

describe("a person who has blocked the bot", () => {
  it("is not written to again and again", async () => {
    const { talker, fleet, telegram } = await aScene();
    const ada = talker();
    ada.say("hello");
    ada.chat.blocked = true;
    await telegram.waitForRequest(({ method, status }) => method === "sendMessage" && status === 403);
    await fleet.settled();

    expect(telegram.counts["sendMessage 403"]).toBe(1);
    expect(await fleet.storage.operator.dead(10)).toMatchObject([{ failure: "unreachable" }]);
  });
});
