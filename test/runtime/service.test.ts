import { readFileSync } from "node:fs";
import SQLite from "better-sqlite3";
import { describe, expect, it } from "vitest";
import { accountId, conversationId } from "../../src/domain/ids.ts";
import {
  aFleetInFakeTime,
  aService,
  aStartedService,
  echo,
  ScriptedPipeline,
  startInFakeTime,
} from "../support/a-service.ts";
import { aStorageHome, takeIn } from "../support/a-storage.ts";
import { saying } from "../support/a-turn-result.ts";
import { aMessageEvent, anAccount, anEvent, builtAccountId, builtAt } from "../support/builders.ts";
import { FakeAdapter } from "../support/fake-adapter.ts";
import { useFakeTime } from "../support/fake-clock.ts";
import { fails, hangs, hangsUntilCutOff, waits } from "../support/scripted-deliveries.ts";

const forever = () => new Promise<void>(() => undefined);
const stopAtMostMs = 10_000;

describe("a stop", () => {
  it("is immediate when nothing is under way, and clean", async () => {
    const { time, service, home } = await aFleetInFakeTime();
    expect(await time.until(service.stop())).toBeLessThan(200);
    expect(home.open().maintenance.cleanStart).toBe(true);
  });

  it("waits for what is being sent, and takes nothing new from the outbox", async () => {
    const { time, adapter, service, home } = await aFleetInFakeTime();
    const { scene, finish } = waits();
    adapter.deliveries.order(scene);
    await time.until(adapter.tell(aMessageEvent("one")));
    await time.until(adapter.tell(aMessageEvent("two", 1)));
    await time.pass(50);
    const stopped = service.stop();
    await time.pass(1_000);
    finish();
    await time.until(stopped);
    expect(adapter.said).toEqual(["re: one"]);
    const again = await startInFakeTime(time, { home });
    await time.pass(200);
    expect(again.adapter.said).toEqual(["re: two"]);
    expect(again.counted("effect.uncertain")).toBe(0);
  });

  it.each([
    ["that heeds the signal", hangsUntilCutOff],
    ["that heeds nothing", hangs],
  ])(
    "takes less than 10 s with a delivery %s; its outcome is uncertain, and it is repeated once",
    async (_, scene) => {
      const { time, adapter, service, home } = await aFleetInFakeTime();
      adapter.deliveries.order(scene);
      await time.until(adapter.tell(aMessageEvent("hi")));
      await time.pass(50);
      expect(await time.until(service.stop())).toBeLessThan(stopAtMostMs);
      const again = await startInFakeTime(time, { home });
      await time.pass(3_000);
      expect(again.adapter.said).toEqual(["re: hi"]);
      expect(again.counted("send.repeated")).toBe(1);
    },
  );

  it("takes less than 10 s when everything hangs at once: adapter, delivery, desk and gathering", async () => {
    const { time, adapter, desk, service, pipeline } = await aFleetInFakeTime({
      adapter: new FakeAdapter({ close: forever }),
      gather: () => forever().then(() => ({})),
    });
    adapter.deliveries.otherwise = hangs;
    desk.deliveries.otherwise = hangs;
    pipeline.decide = () => ({ effects: [saying("hi")] });
    await time.until(adapter.tell(aMessageEvent("hi")));
    await time.pass(50);
    expect(await time.until(service.stop())).toBeLessThan(stopAtMostMs);
  });

  it("does not wait for an adapter whose closing fails", async () => {
    const adapter = new FakeAdapter({ close: () => Promise.reject(new Error("it is gone")) });
    const { time, service } = await aFleetInFakeTime({ adapter });
    expect(await time.until(service.stop())).toBeLessThan(200);
  });

  it("refuses what comes afterwards, and frees the storage", async () => {
    const { time, adapter, service, home } = await aFleetInFakeTime();
    await time.until(service.stop());
    await expect(adapter.tell(aMessageEvent("too late"))).rejects.toMatchObject({ code: "INTAKE_STOPPED" });
    expect(await home.open().inbox.pendingConversations()).toEqual([]);
  });

  it("takes in what an adapter still hands over while it closes", async () => {
    const closing = Promise.withResolvers<void>();
    const adapter = new FakeAdapter({
      close: async () => {
        await adapter.tell(aMessageEvent("the last one"));
        closing.resolve();
      },
    });
    const { time, service, home } = await aFleetInFakeTime({ adapter });
    await time.until(service.stop());
    await closing.promise;
    const again = await startInFakeTime(time, { home });
    await time.pass(200);
    expect([...adapter.said, ...again.adapter.said]).toEqual(["re: the last one"]);
  });
});

describe("a start", () => {
  it("works off what waited in the inbox and in the outbox", async () => {
    const time = useFakeTime();
    const first = await startInFakeTime(time);
    first.adapter.deliveries.otherwise = fails("transient");
    await time.until(first.adapter.tell(aMessageEvent("unsent")));
    await time.pass(5);
    first.kill();
    const between = first.home.open();
    await takeIn(between, {
      ...aMessageEvent("unseen", 1),
      conversationId: conversationId(builtAccountId, "9"),
    });
    between.close({ clean: false });
    const again = await startInFakeTime(time, { home: first.home });
    await time.pass(500);
    expect([...again.adapter.said].sort()).toEqual(["re: unseen", "re: unsent"]);
  });

  it("counts the sends of the last window against the allowance", async () => {
    const time = useFakeTime();
    const allowance = { sends: 5, windowMs: 60_000, perConversationMs: 0, perGroupMs: 0 };
    const inChat = (n: number) =>
      anEvent({ conversationId: conversationId(builtAccountId, `${n}`), platformEventId: `${n}` });
    const first = await startInFakeTime(time, { adapter: new FakeAdapter({ allowance }) });
    for (let n = 0; n < 4; n++) await time.until(first.adapter.tell(inChat(n)));
    await time.pass(100);
    expect(first.adapter.said).toHaveLength(4);
    first.kill();
    const again = await startInFakeTime(time, { home: first.home, adapter: new FakeAdapter({ allowance }) });
    for (let n = 4; n < 8; n++) await time.until(again.adapter.tell(inChat(n)));
    await time.pass(10_000);
    expect(again.adapter.said).toHaveLength(1);
    await time.pass(60_000);
    expect(again.adapter.said).toHaveLength(4);
  });

  it("succeeds though an account's adapter cannot start: its state says why, and the others work", async () => {
    const broken = new FakeAdapter({ start: () => Promise.reject(new Error("401: the token is wrong")) });
    const working = new FakeAdapter();
    const second = accountId("telegram-second");
    const fleet = await aStartedService({
      accounts: [
        { account: anAccount(), adapter: broken },
        { account: anAccount({ id: second }), adapter: working },
      ],
    });
    expect(Object.fromEntries(fleet.service.status.all())).toMatchObject({
      [builtAccountId]: { state: "failed", reason: "401: the token is wrong", paused: false },
      [second]: { state: "connected", paused: false },
    });
    const event = anEvent({ accountId: second, conversationId: conversationId(second, "1") });
    await working.tell(event);
    await fleet.service.drain();
    expect(working.said).toHaveLength(1);
    expect(broken.deliveries.attempts).toEqual([]);
  });

  it("begins hundreds of accounts a few at a time, and those that take long hold up no other for long", async () => {
    const time = useFakeTime();
    let beginning = 0;
    let most = 0;
    let begun = 0;
    const accounts = Array.from({ length: 100 }, (_, n) => ({
      account: anAccount({ id: accountId(`telegram-${n}`) }),
      adapter: new FakeAdapter({
        start: async () => {
          most = Math.max(most, ++beginning);
          await new Promise((resolve) => setTimeout(resolve, n < 20 ? 5_000 : 10));
          beginning -= 1;
          begun += 1;
        },
      }),
    }));
    const { service } = aService({ clock: time, accounts });
    const start = service.start();
    await time.pass(2_000);
    expect(begun).toBe(80);
    await time.pass(5_000);
    await start;
    expect(begun).toBe(100);
    expect(most).toBeLessThan(50);
  });
});

describe("draining", () => {
  it("resolves when everything that is due is done, and not before", async () => {
    const time = useFakeTime();
    const { service, adapter } = await startInFakeTime(time);
    const { scene, finish } = waits();
    adapter.deliveries.order(scene);
    await time.until(adapter.tell(aMessageEvent("one"), aMessageEvent("two", 1)));
    let drained = false;
    const drain = service.drain().then(() => {
      drained = true;
    });
    await time.pass(500);
    expect(drained).toBe(false);
    finish();
    await time.until(drain);
    expect(adapter.deliveries.inFlight).toBe(0);
  });

  it("does not wait for what is not due yet", async () => {
    const { time, service, adapter } = await aFleetInFakeTime({
      pipeline: new ScriptedPipeline(() => ({
        effects: [saying("later", { notBeforeAt: builtAt + 3_600_000 })],
      })),
    });
    await time.until(adapter.tell(aMessageEvent("hi")));
    expect(await time.until(service.drain())).toBeLessThan(1_000);
    expect(adapter.said).toEqual([]);
  });
});

describe("a timer", () => {
  it("that a turn set starts another turn when its time has come", async () => {
    const { time, adapter, pipeline } = await aFleetInFakeTime({
      pipeline: new ScriptedPipeline((turn) =>
        turn.events[0].kind === "timer.fired"
          ? { effects: [saying(`timer: ${turn.events[0].data}`)] }
          : {
              ...echo(turn),
              timers: [
                { set: "t", fireAt: turn.now + 90_000, expireAt: turn.now + 200_000, data: "it is time" },
              ],
            },
      ),
    });
    await time.until(adapter.tell(aMessageEvent("remind me")));
    await time.pass(89_000);
    expect(adapter.said).toEqual(["re: remind me"]);
    await time.pass(3_000);
    expect(adapter.said).toEqual(["re: remind me", "timer: it is time"]);
    expect(pipeline.turns).toHaveLength(2);
  });

  it("that came due while nothing ran fires at the start, unless it is of no use any more", async () => {
    const time = useFakeTime();
    const first = await startInFakeTime(time, {
      pipeline: new ScriptedPipeline(({ now }) => ({
        timers: [
          { set: "useful", fireAt: now + 60_000, expireAt: now + 3_600_000, data: "" },
          { set: "useless", fireAt: now + 60_000, expireAt: now + 120_000, data: "" },
        ],
      })),
    });
    await time.until(first.adapter.tell(aMessageEvent("hi")));
    await time.pass(100);
    first.kill();
    await time.pass(600_000);
    const again = await startInFakeTime(time, { home: first.home });
    await time.pass(200);
    const fired = again.pipeline.turns.map(({ events }) =>
      events[0].kind === "timer.fired" ? events[0].key : events[0].kind,
    );
    expect(fired).toEqual(["useful"]);
  });
});

describe("housekeeping", () => {
  it("marks progress outside the storage every minute, and forgets what is old", async () => {
    const { time, adapter, storage, home } = await aFleetInFakeTime();
    await time.until(adapter.tell(aMessageEvent("hi")));
    await time.pass(100);
    const marks = new Set<string>();
    for (let minute = 0; minute < 3; minute++) {
      marks.add(readFileSync(`${home.keyFile}.mark`, "utf8"));
      await time.pass(61_000);
    }
    expect(marks.size).toBe(3);
    expect((await storage.turns.recent({ after: 0, limit: 5 })).length).toBe(1);
  });

  it("takes up what an operator's command put back, within seconds", async () => {
    const { time, adapter, home } = await aFleetInFakeTime();
    adapter.deliveries.order(fails("rejected"));
    await time.until(adapter.tell(aMessageEvent("hi")));
    await time.pass(100);
    await home.open({ as: "operator" }).operator.retryDead("all", time.now());
    await time.pass(3_000);
    expect(adapter.said).toEqual(["re: hi"]);
  });

  it("finds out by itself that a full disk has room again", async () => {
    const time = useFakeTime();
    const home = aStorageHome(time.now);
    const { adapter, counted, storage } = await startInFakeTime(time, { home, pageLimit: 110 });
    const long = "x".repeat(30_000);
    let n = 0;
    let refused: unknown;
    while (!refused && n < 100) {
      await time.until(adapter.tell(aMessageEvent(long, n++))).catch((error: unknown) => {
        refused = error;
      });
    }
    expect(refused).toMatchObject({ code: "STORAGE_FULL" });
    expect([storage.fault(), counted("intake.stopped")]).toEqual(["full", 1]);
    await time.pass(2_500);
    expect(storage.fault()).toBe("full");
    const other = new SQLite(home.file);
    other.exec("delete from envelopes");
    other.close();
    await time.pass(2_500);
    expect(storage.fault()).toBeUndefined();
    await time.until(adapter.tell(aMessageEvent("there is room", n + 1)));
    expect(counted("intake.resumed")).toBe(1);
  });
});
