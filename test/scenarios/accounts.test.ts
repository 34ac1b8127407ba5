import { describe, expect, it } from "vitest";
import { aFleetIn, aScene, aWorld } from "../support/a-fleet.ts";
import { openTicket } from "../support/open-ticket.ts";
import { phrase } from "../support/phrases.ts";

describe("two accounts in one process", () => {
  it("answer each for itself, and know the same person apart", async () => {
    const scene = await aScene({ second: true });
    const { talker, fleet, desk } = scene;
    const onFirst = talker({ id: 77 });
    const onSecond = talker({ id: 77, bot: "HTXSecondBot" });

    const first = await onFirst.ask("hello");
    const second = await onSecond.ask("hello");
    await openTicket(scene, onSecond);

    expect(first.text).toContain(phrase("intro"));
    expect(second.text).toContain(phrase("intro"));
    expect((await onFirst.ask("/status")).text).toBe(phrase("status.none"));
    const [ticket] = desk.tickets.values();
    expect(ticket?.fields["channel"]).toEqual({ platform: "telegram", account: "telegram-second" });
    const sent = await desk.reply(ticket?.ticketId ?? "", "For the second one.");
    await onSecond.hears("For the second one.");
    await fleet.settled();
    expect(sent.state).toBe("accepted");
    expect(onFirst.heard().join()).not.toContain("For the second one.");
  });

  it("do not wait for each other when one is rate limited", async () => {
    const { talker, telegram, fleet } = await aScene({ second: true });
    const onFirst = talker();
    const onSecond = talker({ bot: "HTXSecondBot" });
    telegram.fault({ kind: "rate_limited", method: "sendMessage", retryAfterS: 3_600 });
    onFirst.say("hello");
    await telegram.waitForRequest(({ status }) => status === 429);

    expect((await onSecond.ask("hello")).text).toContain(phrase("talk.ready"));
    await fleet.handled();
    expect(onFirst.heard()).toEqual([]);
  });

  it("show their state one by one, and a wrong token stops only its own account", async () => {
    const world = await aWorld({ second: true });
    world.sandbox.telegram.fault({ kind: "server_error", status: 401, method: "getMe" });

    const fleet = await aFleetIn(world);
    const both = [world.talker(), world.talker({ bot: "HTXSecondBot" })];
    for (const talker of both) talker.say("hello");
    await Promise.any(both.map((talker) => talker.hears(phrase("talk.ready"))));

    const { accounts } = JSON.parse((await fleet.readyz()).body);
    expect(accounts.map(({ id }: { id: string }) => id).sort()).toEqual([
      "telegram-second",
      "telegram-support",
    ]);
    expect(new Set(accounts.map(({ state }: { state: string }) => state)).size).toBe(2);
    expect(accounts.filter(({ ready }: { ready: boolean }) => ready)).toHaveLength(1);
  });
});
