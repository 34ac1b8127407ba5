import SQLite from "better-sqlite3";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { AppError } from "../../src/domain/errors.ts";
import { conversationId, personId } from "../../src/domain/ids.ts";
import type { Turn } from "../../src/domain/turn.ts";
import {
  aFleetInFakeTime,
  aService,
  aStartedService,
  echo,
  ScriptedPipeline,
  startInFakeTime,
  wordsOf,
} from "../support/a-service.ts";
import { aStorageHome, takeIn } from "../support/a-storage.ts";
import { saying } from "../support/a-turn-result.ts";
import { aMessage, aMessageEvent, anEvent, aPerson, builtAccountId, builtAt } from "../support/builders.ts";
import { eventually } from "../support/eventually.ts";
import { useFakeTime } from "../support/fake-clock.ts";
import { waits } from "../support/scripted-deliveries.ts";

const poisonous = (turn: Turn) => {
  if (wordsOf(turn).includes("poison")) throw new TypeError("a bug that this message brings out");
  return echo(turn);
};

const inChat = (chat: number, n: number) =>
  anEvent({
    conversationId: conversationId(builtAccountId, `chat-${chat}`),
    platformEventId: `${chat}-${n}`,
    message: aMessage({ text: `${chat}:${n}` }),
  });

describe("hundreds of messages at once", () => {
  it("pain 3: are all answered, each conversation in its order, none dropped and none twice", async () => {
    const fleet = await aStartedService();
    const chats = 40;
    const each = 12;
    const told: Promise<void>[] = [];
    for (let n = 0; n < each; n++) {
      for (let chat = 0; chat < chats; chat++) {
        told.push(fleet.adapter.tell(inChat(chat, n)));
        if ((chat + n) % 5 === 0) told.push(fleet.adapter.tell(inChat(chat, n)));
      }
      if (n % 4 === 0) await Promise.all(told);
    }
    await Promise.all(told);
    await fleet.service.drain();
    const answered = new Map<string, string[]>();
    for (const text of fleet.adapter.said) {
      for (const part of text.replace("re: ", "").split(" + ")) {
        const [chat = "", n = ""] = part.split(":");
        answered.set(chat, [...(answered.get(chat) ?? []), n]);
      }
    }
    expect(answered.size).toBe(chats);
    const inOrder = Array.from({ length: each }, (_, n) => `${n}`);
    for (const [chat, numbers] of answered) expect([chat, numbers]).toEqual([chat, inOrder]);
    expect(fleet.counted("event.duplicate")).toBe(told.length - chats * each);
    expect(await fleet.storage.operator.backlog()).toEqual({ inboxPending: 0, outboxPending: {}, dead: 0 });
  });

  it("pain 1: told again after a restart are not answered again", async () => {
    const time = useFakeTime();
    const first = await startInFakeTime(time);
    const events = [0, 1, 2].map((n) => inChat(n, 0));
    await time.until(first.adapter.tell(...events));
    await time.pass(200);
    first.kill();
    const again = await startInFakeTime(time, { home: first.home });
    await time.until(again.adapter.tell(...events, inChat(3, 0)));
    await time.pass(200);
    expect(first.adapter.said).toHaveLength(3);
    expect(again.adapter.said).toEqual(["re: 3:0"]);
    expect(again.counted("event.duplicate")).toBe(3);
  });
});

describe("a message that the pipeline cannot handle", () => {
  it("is tried twice, then given up: a dead letter, and the person hears of it", async () => {
    const fleet = await aStartedService({ pipeline: new ScriptedPipeline(poisonous) });
    await fleet.adapter.tell(aMessageEvent("poison"));
    await fleet.service.drain();
    expect(fleet.pipeline.turns).toHaveLength(2);
    expect(fleet.pipeline.brokenTurns.map(wordsOf)).toEqual(["poison"]);
    expect(fleet.adapter.said).toEqual(["sorry"]);
    expect(await fleet.storage.operator.dead(10)).toMatchObject([
      { kind: "message.created", failure: "broken_turn", reason: "could not be handled in 2 attempts" },
    ]);
    expect([fleet.counted("turn.failed"), fleet.counted("turn.dead")]).toEqual([2, 1]);
  });

  it("does not take its neighbours with it: the merged turn is split, and the others are answered", async () => {
    const home = aStorageHome();
    const before = home.open();
    await takeIn(before, aMessageEvent("one"), aMessageEvent("poison", 1), aMessageEvent("three", 2));
    before.close({ clean: true });
    const fleet = await aStartedService({ home, pipeline: new ScriptedPipeline(poisonous) });
    await fleet.service.drain();
    expect(fleet.pipeline.turns.map(wordsOf).slice(0, 2)).toEqual([
      "one + poison + three",
      "one + poison + three",
    ]);
    expect(fleet.adapter.said).toEqual(["re: one", "sorry", "re: three"]);
    expect(await fleet.storage.operator.dead(10)).toHaveLength(1);
  });

  it("holds no other conversation up", async () => {
    const fleet = await aStartedService({ pipeline: new ScriptedPipeline(poisonous) });
    await fleet.adapter.tell(aMessageEvent("poison"), inChat(1, 0));
    await fleet.service.drain();
    expect([...fleet.adapter.said].sort()).toEqual(["re: 1:0", "sorry"]);
  });

  it("has its attempts counted on disk before they are made", async () => {
    const attempts: number[] = [];
    const fleet = await aStartedService();
    const file = new SQLite(fleet.home.file, { readonly: true });
    onTestFinished(() => void file.close());
    const onDisk = file.prepare<[], number>("select attempts from inbox").pluck();
    fleet.pipeline.decide = (turn) => {
      attempts.push(onDisk.get() ?? 0);
      return poisonous(turn);
    };
    await fleet.adapter.tell(aMessageEvent("poison"));
    await fleet.service.drain();
    expect(attempts).toEqual([1, 2]);
  });

  it("is handled after all once an operator says so and the bug is gone", async () => {
    const fleet = await aStartedService({ pipeline: new ScriptedPipeline(poisonous) });
    await fleet.adapter.tell(aMessageEvent("poison"));
    await fleet.service.drain();
    fleet.pipeline.decide = echo;
    const command = fleet.home.open({ as: "operator" });
    expect(await command.operator.retryDead("all", builtAt)).toBe(1);
    await eventually(() => fleet.adapter.said.includes("re: poison"));
    const ids = fleet.adapter.deliveries.arrived.map(({ effect }) => effect.id);
    expect([ids.length, new Set(ids).size]).toEqual([2, 2]);
  });
});

describe("after an unclean stop", () => {
  it("what waited is handled one by one, in its order", async () => {
    const home = aStorageHome();
    const before = home.open();
    await takeIn(before, ...[0, 1, 2].map((n) => aMessageEvent(`message ${n}`, n)));
    before.close({ clean: false });
    const fleet = await aStartedService({ home });
    await fleet.service.drain();
    expect(fleet.pipeline.turns.map((turn) => turn.events.at(-1)?.id)).toEqual(
      [0, 1, 2].map((n) => aMessageEvent("", n).id),
    );
    expect(fleet.adapter.said.join()).toContain("message 2");
  });

  it("a message that ended the process again and again is given up, and those behind it are answered", async () => {
    const home = aStorageHome();
    const before = home.open();
    const [poison] = await takeIn(before, aMessageEvent("poison"), aMessageEvent("harmless", 1));
    for (const _ of [1, 2]) await before.inbox.attempt([poison?.seq ?? 0]);
    before.close({ clean: false });
    const fleet = await aStartedService({ home });
    await fleet.service.drain();
    expect(fleet.pipeline.turns.map(wordsOf)).toEqual(["harmless"]);
    expect(fleet.adapter.said).toEqual(["sorry", "re: harmless"]);
  });

  it("what comes meanwhile waits behind what waited, and other conversations do not wait", async () => {
    const home = aStorageHome();
    const before = home.open();
    await takeIn(before, aMessageEvent("old"));
    before.close({ clean: false });
    const fleet = aService({ home });
    const starting = fleet.service.start();
    await starting;
    await Promise.all([fleet.adapter.tell(aMessageEvent("new", 1)), fleet.adapter.tell(inChat(1, 0))]);
    await fleet.service.drain();
    const own = fleet.adapter.said.filter((text) => !text.includes("1:0"));
    expect(own.join(" ")).toMatch(/old.*new/);
    expect(fleet.adapter.said).toContain("re: 1:0");
  });
});

describe("after a clean stop", () => {
  it("what waited is handled together", async () => {
    const home = aStorageHome();
    const before = home.open();
    await takeIn(before, ...[0, 1, 2].map((n) => aMessageEvent(`message ${n}`, n)));
    before.close({ clean: true });
    const fleet = await aStartedService({ home });
    await fleet.service.drain();
    expect(fleet.adapter.said).toEqual(["re: message 0 + message 1 + message 2"]);
  });

  it("is not lost though it is more than one reading", async () => {
    const home = aStorageHome();
    const before = home.open();
    const buttons = Array.from({ length: 450 }, (_, n) =>
      anEvent({ platformEventId: `t-${n}`, kind: "timer.fired", key: `${n}`, generation: 1, data: "" }),
    );
    await takeIn(before, ...buttons);
    before.close({ clean: true });
    const fleet = await aStartedService({ home });
    await fleet.service.drain();
    expect(fleet.pipeline.turns.map(({ events }) => events[0].id)).toEqual(buttons.map(({ id }) => id));
  });
});

describe("a storage that fails for a moment", () => {
  it("loses no turn, and keeps the order of the conversation", async () => {
    const { time, adapter, storage } = await aFleetInFakeTime();
    const { commit } = storage.turns;
    let failures = 1;
    vi.spyOn(storage.turns, "commit").mockImplementation((asked) => {
      failures -= 1;
      return failures < 0 ? commit(asked) : Promise.reject(new AppError("STORAGE_FULL", "full"));
    });
    await time.until(adapter.tell(aMessageEvent("one")));
    await time.pass(500);
    expect(adapter.said).toEqual([]);
    await time.until(adapter.tell(aMessageEvent("two", 1)));
    await time.pass(5_000);
    expect(adapter.said.join(" ")).toMatch(/one.*two/);
  });
});

describe("a newer message", () => {
  it("replaces answers that were not sent, and is answered together with the questions before it", async () => {
    const supersedable = (turn: Turn) => ({
      effects: [saying(`re: ${wordsOf(turn)}`, { supersedable: true })],
    });
    const fleet = await aFleetInFakeTime({ pipeline: new ScriptedPipeline(supersedable) });
    const { scene, finish } = waits();
    fleet.adapter.deliveries.order(scene);
    for (const n of [0, 1, 2, 3]) {
      await fleet.time.until(fleet.adapter.tell(aMessageEvent(`part ${n}`, n)));
      await fleet.time.pass(20);
    }
    finish();
    await fleet.time.pass(100);
    expect(fleet.adapter.said).toEqual(["re: part 0", "re: part 1 + part 2 + part 3"]);
  });

  it("does not replace an answer that went out while its turn was being decided", async () => {
    const { scene, finish } = waits();
    const pipeline = new ScriptedPipeline((turn) => ({
      effects: [saying(`re: ${wordsOf(turn)}`, { supersedable: true })],
    }));
    const fleet = await aFleetInFakeTime({ pipeline });
    fleet.adapter.deliveries.order(scene);
    await fleet.time.until(fleet.adapter.tell(aMessageEvent("one")));
    await fleet.time.until(fleet.adapter.tell(aMessageEvent("two", 1)));
    await fleet.time.pass(20);
    const decide = pipeline.decide;
    pipeline.decide = (turn) => {
      finish();
      return decide(turn);
    };
    const { commit } = fleet.storage.turns;
    vi.spyOn(fleet.storage.turns, "commit").mockImplementationOnce(async (asked) => {
      for (let round = 0; round < 6; round++) await new Promise((resolve) => setImmediate(resolve));
      return commit(asked);
    });
    await fleet.time.until(fleet.adapter.tell(aMessageEvent("three", 2)));
    await fleet.time.pass(200);
    expect(fleet.adapter.said).toEqual(["re: one", "re: two", "re: three"]);
  });
});

describe("what people say among themselves in a group", () => {
  const overheard = (n: number, text = `${n}`) =>
    anEvent({
      conversationKind: "group",
      platformEventId: `overheard-${n}`,
      message: aMessage({
        id: `${n}`,
        text,
        author: aPerson({ id: personId("telegram", `${n % 5}`) }),
        mentionsUs: false,
      }),
    });
  const silent = () => ({});
  const textsOf = (turn: Turn) => turn.history.map(({ text }) => text);

  it("is read turn by turn, with all that was said before known to who comes later", async () => {
    const pipeline = new ScriptedPipeline(silent);
    const fleet = await aStartedService({ pipeline });
    await fleet.adapter.tell(...Array.from({ length: 23 }, (_, n) => overheard(n)));
    await fleet.service.drain();
    await fleet.adapter.tell(overheard(23));
    await fleet.service.drain();
    expect(pipeline.turns.map(wordsOf)).toEqual(Array.from({ length: 24 }, (_, n) => `${n}`));
    const [last] = pipeline.turns.slice(-1);
    expect(last && textsOf(last)).toEqual(Array.from({ length: 23 }, (_, n) => `${n}`));
    for (const turn of pipeline.turns) {
      const own = Number(wordsOf(turn));
      // What the same person said before is always known.
      if (own >= 5) expect(textsOf(turn)).toContain(`${own - 5}`);
    }
    expect((await fleet.storage.operator.backlog()).inboxPending).toBe(0);
  });

  it("leads to something after all where the pipeline says so, once", async () => {
    const pipeline = new ScriptedPipeline((turn) =>
      wordsOf(turn) === "3" ? { effects: [saying("seen")] } : {},
    );
    const fleet = await aStartedService({ pipeline });
    await fleet.adapter.tell(...Array.from({ length: 5 }, (_, n) => overheard(n)));
    await fleet.service.drain();
    expect(fleet.adapter.said).toEqual(["seen"]);
    expect((await fleet.storage.operator.backlog()).inboxPending).toBe(0);
  });

  it("ends one turn only when it brings out a bug", async () => {
    const pipeline = new ScriptedPipeline((turn) => {
      if (wordsOf(turn) === "poison") throw new TypeError("a bug");
      return {};
    });
    const fleet = await aStartedService({ pipeline });
    await fleet.adapter.tell(overheard(0), overheard(1, "poison"), overheard(2), overheard(3));
    await fleet.service.drain();
    expect((await fleet.storage.operator.backlog()).inboxPending).toBe(0);
    expect(await fleet.storage.operator.dead(10)).toMatchObject([{ kind: "message.created" }]);
    expect(fleet.counted("turn.dead")).toBe(1);
  });
});
