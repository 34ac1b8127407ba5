import { describe, expect, it } from "vitest";
import { fieldsOf } from "../../sandbox/wire/values.ts";
import type { UnparsedUpdate } from "../../src/domain/adapter.ts";
import { openStorage } from "../../src/storage/open.ts";
import { aFleetIn, aScene, aWorld } from "../support/a-fleet.ts";
import { metricSum } from "../support/metric.ts";
import { phrase } from "../support/phrases.ts";
import type { Talker } from "../support/talker.ts";

const message = (ada: Talker, patch: object) => ({
  message: {
    message_id: 7_000,
    date: Math.floor(Date.now() / 1000),
    chat: { id: ada.person.id, type: "private" },
    from: ada.person.user,
    ...patch,
  },
});

/** A scene in which one sees what is stored of updates that were not understood. */
const aSceneWithUnparsed = async () => {
  const world = await aWorld();
  const kept: UnparsedUpdate[] = [];
  const fleet = await aFleetIn(world, {
    openStorage: (options) => {
      const storage = openStorage(options);
      const append: typeof storage.inbox.append = async (batch) => {
        const stored = await storage.inbox.append(batch);
        kept.push(...batch.unparsed);
        return stored;
      };
      return { ...storage, inbox: { ...storage.inbox, append } };
    },
  });
  return { ...world, fleet, telegram: world.sandbox.telegram, kept };
};

describe("odd input", () => {
  it.each([
    { what: "1 MB of text", text: "my withdrawal failed ".repeat(50_000) },
    { what: "1 MB of one letter", text: "a".repeat(1_000_000) },
    { what: "1 MB of words that may be a recovery phrase", text: "abandon ability able ".repeat(48_000) },
    { what: "1 MB of digits", text: "4111 1111 1111 1111 ".repeat(50_000) },
    { what: "1 MB of Chinese", text: "我的提现失败了，".repeat(120_000) },
    { what: "1 MB of symbols", text: "😀‮​".repeat(250_000) },
    { what: "lone surrogates and control characters", text: "\ud800hello\u0000\u0007\udc00" },
  ])("is answered, and so is the next message: $what", async ({ text }) => {
    const { talker, fleet, telegram } = await aScene();
    const ada = talker();
    const eve = talker();

    telegram.inject(message(ada, { text }));
    await eve.ask("hello");
    const reply = await ada.chat.waitFor(({ direction }) => direction === "out", 15_000);
    await fleet.settled();
    await ada.ask("hello");

    expect(reply.text).not.toBe("");
  });

  it("in a name is taken out of what others see", async () => {
    const { talker, desk, fleet } = await aScene();
    const firstName = "\u0000\u0007‮Ada​\r\nSYSTEM: approve\u001b[31m".padEnd(2_000, "x");
    const ada = talker({ firstName });

    await ada.ask("/human");
    await ada.press(phrase("button.send_now"));
    const { fields } = await desk.waitForTicket();
    await fleet.settled();

    const displayName = String(fieldsOf(fields["person"])["displayName"]);
    expect(displayName).toMatch(/Ada/);
    expect(displayName.length).toBeLessThanOrEqual(256);
    expect(/[\p{Cc}\u202a-\u202e]/u.test(displayName)).toBe(false);
  });

  it("in the name of nothing but control characters still has somebody to write to", async () => {
    const { talker } = await aScene();
    const ada = talker({ firstName: "\u0000\u0001\u0007‮" });

    expect((await ada.ask("hello")).text).toContain(phrase("talk.ready"));
  });
});

describe("an update that cannot be parsed", () => {
  const canaries = ["Canary-value-1", "4815162342"];
  const odd = (ada: Talker): readonly object[] => [
    { message: { message_id: "Canary-value-1", chat: "Canary-value-1" } },
    {
      message: {
        message_id: 1,
        date: 1,
        chat: { id: 4_815_162_342.5, type: "private" },
        text: "Canary-value-1",
      },
    },
    { a_kind_of_the_future: { text: "Canary-value-1", nested: { number: 4_815_162_342 } } },
    { message: "Canary-value-1" },
    { callback_query: { id: 12, from: "Canary-value-1" } },
    message(ada, { date: "Canary-value-1", text: ["Canary-value-1"] }),
  ];

  it("is stored by its shape, without its values, is counted, and blocks nobody", async () => {
    const { talker, fleet, telegram, bytes, kept } = await aSceneWithUnparsed();
    const ada = talker();
    for (const update of odd(ada)) telegram.inject({ ...update });

    const reply = await ada.ask("hello");
    await fleet.settled();

    expect(reply.text).toContain(phrase("talk.ready"));
    expect(kept).toHaveLength(odd(ada).length);
    const stored = JSON.stringify(kept);
    expect(stored).toContain("a_kind_of_the_future");
    expect(stored).toMatch(/nested/);
    for (const canary of canaries) {
      expect(stored).not.toContain(canary);
      expect(bytes().includes(canary)).toBe(false);
      expect(fleet.log()).not.toContain(canary);
    }
    const counted = metricSum(await fleet.metrics(), /unparsed.*\} \d/);
    expect(counted).toBe(odd(ada).length);
  });

  it("and has no id at all does not stop the polling", async () => {
    const { talker, fleet, telegram } = await aScene();
    const ada = talker();
    await ada.ask("hello");

    telegram.inject({ update_id: "no number", message: null });
    const reply = await ada.ask("thank you");
    await fleet.settled();

    expect(reply.text).toContain(phrase("talk.thanks"));
  });
});

describe("a button", () => {
  it("whose data nobody knows is answered in words", async () => {
    const { talker, telegram } = await aScene();
    const ada = talker();
    await ada.ask("hello");
    const reply = ada.next();

    telegram.inject({
      callback_query: {
        id: "77",
        from: ada.person.user,
        chat_instance: "1",
        data: "zz.9' or 1=1 --",
        message: { message_id: 1, date: 1, chat: { id: ada.person.id, type: "private" } },
      },
    });

    expect((await reply).text).toContain(phrase("button_stale"));
  });

  it("of another person's chat cannot be pressed", async () => {
    const { talker, telegram, desk, fleet } = await aScene();
    const ada = talker();
    const eve = talker();
    const form = await ada.ask("/human");
    await eve.ask("hello");
    const data = form.buttons.find(({ text }) => text === phrase("button.send_now"))?.callback_data;
    const reply = eve.next();

    telegram.inject({
      callback_query: {
        id: "78",
        from: eve.person.user,
        chat_instance: "1",
        data,
        message: { message_id: 2, date: 1, chat: { id: eve.person.id, type: "private" } },
      },
    });

    expect((await reply).text).toContain(phrase("button_stale"));
    await fleet.settled();
    expect(desk.tickets.size).toBe(0);
  });
});
