import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Adapter } from "../../src/domain/adapter.ts";
import type { DeliveryFailure } from "../../src/domain/delivery.ts";
import { failureOf as deliveryFailureOf } from "./adapter-at-work.ts";
import { describeFiles } from "./adapter-files.ts";
import { describeGroups } from "./adapter-groups.ts";
import { type AdapterHarness, type OrderedFailure, RecordingSink } from "./adapter-harness.ts";

/** What every adapter owes the fleet, tried against the sandbox of its platform. */
export const describeAdapter = (name: string, startHarness: () => Promise<AdapterHarness>) => {
  describe(`the ${name} adapter`, () => {
    let harness: AdapterHarness;
    let sink: RecordingSink;
    let adapter: Adapter;
    let stop: AbortController;

    const restart = async () => {
      stop.abort();
      await adapter.close();
      stop = new AbortController();
      adapter = harness.createAdapter();
      await adapter.start(sink, stop.signal);
    };

    /** Past the very first start, which skips what was said before it. */
    const begin = async () => {
      await adapter.start(sink, stop.signal);
      await sink.until(({ storedCursor }) => storedCursor !== undefined);
    };

    const send = (text: string, options?: Parameters<AdapterHarness["message"]>[1]) =>
      adapter.deliver(harness.message(text, options), new AbortController().signal);

    /** Whatever the adapter sent to the platform before has been worked on afterwards. */
    const roundTrips = async () => {
      for (let n = 0; n < 3; n += 1) await send("to and fro");
    };

    const failureOf = (delivery: Promise<unknown>) => deliveryFailureOf(delivery, harness);

    const arrivedTexts = () => harness.arrived().map(({ text }) => text);

    beforeEach(async () => {
      harness = await startHarness();
      sink = new RecordingSink();
      stop = new AbortController();
      adapter = harness.createAdapter();
    });

    afterEach(async () => {
      stop.abort();
      await adapter.close();
      await harness.close();
    });

    describe("receiving", () => {
      it("hands over what a person says, in order, with ids that differ", async () => {
        await begin();
        for (const text of ["one", "two", "three"]) harness.say(text);
        await sink.until(({ texts }) => texts.length === 3);
        expect(sink.texts).toEqual(["one", "two", "three"]);
        expect(new Set(sink.events.map(({ id }) => id)).size).toBe(3);
        expect(sink.reports.at(-1)).toEqual({ state: "connected" });
      });

      it("pain 1: acknowledges nothing before it is durable", async () => {
        await begin();
        const { promise, resolve } = Promise.withResolvers<void>();
        sink.gate = promise;
        const offered = sink.offered;
        harness.say("keep me");
        await sink.until((current) => current.offered > offered);
        await roundTrips();
        expect([harness.unacknowledged(), sink.offered]).toEqual([1, offered + 1]);
        resolve();
        await sink.until(({ texts }) => texts.length === 1);
      });

      it("offers the same again, in the same order, when it is refused", async () => {
        await begin();
        sink.refusals = 2;
        harness.say("one");
        harness.say("two");
        await sink.until(({ refused }) => refused.length === 1);
        await roundTrips();
        expect(harness.unacknowledged()).toBe(2);
        await sink.until(({ texts }) => texts.length === 2);
        expect(sink.texts).toEqual(["one", "two"]);
        const refusedFirst = sink.refused.map(({ events }) => events[0]?.id);
        expect(refusedFirst).toEqual([sink.events[0]?.id, sink.events[0]?.id]);
        expect(sink.reports.map(({ state }) => state)).toContain("waiting");
        await sink.until(({ reports }) => reports.at(-1)?.state === "connected");
      });

      it("after a restart goes on where it was durable, and loses what was said meanwhile to nobody", async () => {
        await begin();
        harness.say("before");
        await sink.until(({ texts }) => texts.length === 1);
        stop.abort();
        await adapter.close();
        harness.say("meanwhile");
        await restart();
        await sink.until(({ texts }) => texts.includes("meanwhile"));
        expect(sink.texts).toEqual(["before", "meanwhile"]);
      });

      it("pain 1: tells the same event twice under the same id", async () => {
        await begin();
        harness.sayTwice("hello");
        await sink.until(({ texts }) => texts.length === 2);
        expect(new Set(sink.events.map(({ id }) => id)).size).toBe(1);
      });

      it("describes what it cannot parse, without holding others back", async () => {
        await begin();
        harness.say("one");
        harness.sayUnparsable();
        harness.say("two");
        await sink.until(({ texts }) => texts.length === 2);
        const unparsed = sink.intakes.flatMap((intake) => intake.unparsed);
        expect(unparsed).toHaveLength(1);
        expect(unparsed[0]?.shape).toMatch(/^\{/);
      });

      it("brings the token of a pressed button", async (context) => {
        if (!adapter.supports.has("buttons")) return context.skip("the platform has no buttons");
        await begin();
        await send("Which one?", { buttons: ["First", "Second"] });
        const [asked] = harness.arrived();
        asked?.buttons[1]?.press();
        await sink.until(({ events }) => events.some(({ kind }) => kind === "button.pressed"));
        const { buttons } = harness.message("", { buttons: ["First", "Second"] });
        expect(sink.events).toMatchObject([{ kind: "button.pressed", token: buttons[1]?.token }]);
      });

      it("at the very first start skips what was said before it", async () => {
        harness.say("long ago");
        harness.passTime(2000);
        await begin();
        harness.say("now");
        await sink.until(({ texts }) => texts.includes("now"));
        expect(sink.texts).toEqual(["now"]);
      });

      it("waits, says so, and recovers when the platform is not there", async () => {
        await begin();
        harness.order("unavailable");
        harness.say("through it all");
        await sink.until(({ reports }) => reports.some(({ state }) => state === "waiting"));
        await sink.until(({ texts, reports }) => texts.length === 1 && reports.at(-1)?.state === "connected");
      });

      it("reports a token that is not right as failed, with what to do", async () => {
        harness.order("unauthorized");
        await adapter.start(sink, stop.signal);
        const [status] = sink.reports;
        expect(status).toMatchObject({ state: "failed" });
        expect(JSON.stringify(status)).not.toContain(harness.secret);
      });

      it("ends when it is told to, and hands over nothing afterwards", async () => {
        await begin();
        stop.abort();
        await adapter.close();
        const { offered } = sink;
        harness.say("too late");
        expect(harness.unacknowledged()).toBe(1);
        expect(sink.offered).toBe(offered);
      });
    });

    describe("delivering", () => {
      it("sends a message and names it in the receipt", async () => {
        const receipt = await send("Hello", { boldUnits: 5 });
        expect(harness.arrived()).toMatchObject([
          { id: receipt.messageIds[0], text: "Hello", formatted: harness.showsFormatting },
        ]);
        expect(receipt.messageIds).toHaveLength(1);
      });

      it("edits and deletes, and counts it as done when it is done already", async (context) => {
        if (!adapter.supports.has("message.edit")) return context.skip("nothing sent can be changed there");
        const [id = ""] = (await send("Helo")).messageIds;
        const signal = new AbortController().signal;
        for (let time = 0; time < 2; time += 1)
          expect(await adapter.deliver(harness.edit(id, "Hello"), signal)).toEqual({ messageIds: [id] });
        expect(arrivedTexts()).toEqual(["Hello"]);
        for (let time = 0; time < 2; time += 1)
          expect(await adapter.deliver(harness.remove(id), signal)).toEqual({ messageIds: [id] });
        expect(arrivedTexts()).toEqual([]);
      });

      it("pain 19: splits a text that is too long, in order, and puts the buttons last", async () => {
        const line = "All work and no play makes a long text. ";
        const text = line.repeat(Math.ceil((harness.longestText * 2.5) / line.length)).trim();
        const { messageIds } = await send(text, { buttons: ["Fine"] });
        const arrived = harness.arrived();
        expect(arrived.map(({ id }) => id)).toEqual(messageIds);
        expect(arrived.map((message) => message.text).join(" ")).toBe(text);
        const last = adapter.supports.has("buttons") ? 1 : 0;
        expect(arrived.map(({ buttons }) => buttons.length)).toEqual([
          ...arrived.slice(1).map(() => 0),
          last,
        ]);
      });

      it("pain 19: sends the text plain when its formatting is refused", async (context) => {
        if (!harness.refusesFormatting) return context.skip("the platform refuses no formatting");
        harness.order("formatting_refused");
        expect(await send("Hello", { boldUnits: 5 })).toMatchObject({ plain: true });
        expect(harness.arrived()).toMatchObject([{ text: "Hello", formatted: false }]);
      });

      it.each<[OrderedFailure, DeliveryFailure, number]>([
        ["rate_limited", "rate_limited", 0],
        ["unavailable", "transient", 0],
        ["response_lost", "uncertain", 1],
        ["blocked", "unreachable", 0],
        ["unauthorized", "unauthorized", 0],
        ["rejected", "rejected", 0],
      ])("calls the failure %s of a send %s", async (failure, expected, arrived) => {
        harness.order(failure);
        const error = await failureOf(send("Hello"));
        expect([error.failure, harness.arrived().length]).toEqual([expected, arrived]);
        if (failure === "rate_limited") expect(error.retryAfterMs).toBe(2000);
      });

      it("refuses to change or to delete by that name where it is not supported", async (context) => {
        if (adapter.supports.has("message.edit")) return context.skip("what was sent can be changed there");
        const [id = ""] = (await send("Hello")).messageIds;
        const { signal } = new AbortController();
        for (const delivery of [harness.edit(id, "Hi"), harness.remove(id)])
          expect((await failureOf(adapter.deliver(delivery, signal))).failure).toBe("unsupported");
        expect(arrivedTexts()).toEqual(["Hello"]);
      });

      it("calls a lost response to a deletion transient, for it may be repeated", async (context) => {
        if (!adapter.supports.has("message.delete")) return context.skip("nothing sent can be deleted there");
        const [id = ""] = (await send("Hello")).messageIds;
        harness.order("response_lost");
        const removal = adapter.deliver(harness.remove(id), new AbortController().signal);
        expect((await failureOf(removal)).failure).toBe("transient");
      });

      it("pain 2: does not begin a long text anew after it broke off, and says how far it came", async () => {
        const delivery = harness.message("word ".repeat(harness.longestText / 2).trim());
        harness.order("response_lost", { afterCalls: 1 });
        const signal = new AbortController().signal;
        const error = await failureOf(adapter.deliver(delivery, signal));
        expect(error.failure).toBe("uncertain");
        expect(error.message).toContain(harness.arrived()[0]?.id);
        const { messageIds } = await adapter.deliver(delivery, signal);
        const firstIds = harness.arrived().map(({ id }) => id);
        expect(messageIds[0]).toBe(firstIds[0]);
        expect(messageIds.every((id) => firstIds.includes(id))).toBe(true);
        // Where the platform knows what it was sent before, nothing arrives twice.
        const repeated = adapter.repeatUncertain === "once" ? 1 : 0;
        expect(arrivedTexts()).toHaveLength(messageIds.length + repeated);
      });

      it("carries a long text on by itself where it is certain what arrived", async () => {
        harness.order("unavailable", { afterCalls: 1 });
        const text = "word ".repeat(harness.longestText / 4).trim();
        const { messageIds } = await send(text);
        expect(harness.arrived().map(({ id }) => id)).toEqual(messageIds);
        expect(arrivedTexts().join(" ")).toBe(text);
      });

      it("stops when it is told to, and is uncertain of what was under way", async () => {
        harness.order("stuck");
        const abort = new AbortController();
        const failure = failureOf(adapter.deliver(harness.message("Hello"), abort.signal));
        await harness.untilArrived(1);
        abort.abort();
        expect((await failure).failure).toBe("uncertain");
      });

      it("does not begin what was stopped before", async () => {
        const error = await failureOf(adapter.deliver(harness.message("Hello"), AbortSignal.abort()));
        expect([error.failure, harness.arrived()]).toEqual(["transient", []]);
      });

      it("delivers nothing once it is closed", async () => {
        await adapter.close();
        await failureOf(send("Hello"));
        expect(harness.arrived()).toEqual([]);
      });
    });

    describeFiles(startHarness);
    describeGroups(startHarness);

    describe("being asked how it stands", () => {
      it("lists its checks, each with a remedy where it is not in order", async () => {
        const checks = await adapter.probe(new AbortController().signal);
        expect(checks.find(({ name: check }) => check === "token")?.ok).toBe(true);
        for (const check of checks) if (!check.ok) expect(check.remedy).toBeTruthy();
      });

      it("does not throw when the token is not right, and does not show it", async () => {
        harness.order("unauthorized");
        const checks = await adapter.probe(new AbortController().signal);
        expect(checks.some(({ ok }) => !ok)).toBe(true);
        expect(JSON.stringify(checks)).not.toContain(harness.secret);
      });
    });
  });
};
