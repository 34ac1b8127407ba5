import { describe, expect, it, vi } from "vitest";
import { aChild, aFleetProcess } from "../support/a-child.ts";
import { aFleetIn, aWorld, fleetToken } from "../support/a-fleet.ts";
import { eventually } from "../support/eventually.ts";
import { openTicket } from "../support/open-ticket.ts";
import { phrase } from "../support/phrases.ts";

// Processes of their own take seconds to start on a busy machine.
vi.setConfig({ testTimeout: 90_000 });

describe("the program", () => {
  it("refuses to start in production without a configuration, and says what to set", async () => {
    const { code, stderr, stdout } = await aChild("bin/start.js", [], { NODE_ENV: "production" }).ended;

    expect(code).toBe(1);
    expect(stderr).toContain("CONFIG_MISSING");
    expect(stderr).toContain("FLOTILLA_CONFIG");
    expect(stdout).not.toContain("http://");
  });

  it("runs against its sandbox without a configuration, and prints where to look", async () => {
    const child = aChild("bin/start.js", [], { FLOTILLA_SANDBOX_PORT: "0" });

    const [, url = ""] = await child.prints(/(http:\/\/127\.0\.0\.1:\d+)/);
    const page = await fetch(url);
    child.process.kill("SIGTERM");

    expect(page.status).toBe(200);
    expect((await child.ended).code).toBe(0);
  });

  it("stops within 10 s of SIGTERM, and after the next start answers what came in between", async () => {
    const world = await aWorld();
    const ada = world.talker();
    const first = await aFleetProcess(world.configPath);
    await ada.ask("hello");
    const askedAt = performance.now();
    first.process.kill("SIGTERM");
    const ended = await first.ended;
    expect(performance.now() - askedAt).toBeLessThan(10_000);
    expect(ended).toMatchObject({ code: 0, signal: null });

    ada.say("my withdrawal failed");
    await aFleetProcess(world.configPath);
    await ada.hears("withdrawal records");

    expect(ada.heard()).toHaveLength(2);
    expect(ended.stdout + ended.stderr).not.toContain("withdrawal");
  });

  it("finishes on SIGTERM what it has begun, even when Telegram is slow", async () => {
    const world = await aWorld();
    const { telegram } = world.sandbox;
    const ada = world.talker();
    const child = await aFleetProcess(world.configPath);
    telegram.fault({ kind: "slow", method: "sendMessage", delayMs: 1_000 });

    ada.say("hello");
    await telegram.waitForRequest(({ method }) => method === "sendMessage");
    child.process.kill("SIGTERM");
    expect((await child.ended).code).toBe(0);
    const second = await aFleetProcess(world.configPath);
    await ada.ask("thank you");
    second.process.kill("SIGTERM");

    expect(ada.heard()).toHaveLength(2);
  });
});

describe("a restart", () => {
  it("keeps forms, tickets, buttons and what was said", async () => {
    const world = await aWorld();
    const ada = world.talker();
    const first = await aFleetIn(world);
    await ada.ask("/human");
    await ada.press(phrase("category.funds"));
    await first.stop();

    const second = await aFleetIn(world);
    const pressed = await ada.press(phrase("button.skip"));
    await ada.ask("It is gone.");
    await ada.press(phrase("when.today"));
    await second.stop();
    const third = await aFleetIn(world);
    await ada.press(phrase("button.send"));
    const { fields } = await world.sandbox.desk.waitForTicket();
    await third.settled();

    expect(pressed.text).toContain(phrase("intake.ask_what"));
    expect(fields).toMatchObject({ category: "funds", description: "It is gone." });
  });

  it("keeps who owns a conversation: the bot stays silent while an agent has it", async () => {
    const world = await aWorld();
    const { telegram, desk } = world.sandbox;
    const ada = world.talker();
    const first = await aFleetIn(world);
    const { ticketId } = await openTicket({ ...world, fleet: first, telegram, desk }, ada);
    await desk.takeOver(ticketId);
    await first.settled();
    const before = ada.heard();
    await first.stop();

    const second = await aFleetIn(world);
    ada.say("my withdrawal failed");
    await second.settled();

    expect(ada.heard()).toEqual(before);
    expect(desk.ticket(ticketId).transcript.at(-1)?.text).toBe("my withdrawal failed");
  });

  it("answers several messages of a long outage with one reply that says that it is late", async () => {
    const world = await aWorld();
    const ada = world.talker();
    const first = await aFleetIn(world);
    await ada.ask("hello");
    await first.stop();
    ada.say("hi");
    ada.say("my withdrawal failed");
    world.clock.shift(20 * 60_000);

    const second = await aFleetIn(world);
    await ada.hears("withdrawal records");
    await second.settled();

    expect(ada.heard()).toHaveLength(2);
    expect(ada.heard()[1]).toContain(phrase("late"));
  });

  it("does not call a short absence late", async () => {
    const world = await aWorld();
    const ada = world.talker();
    const first = await aFleetIn(world);
    await ada.ask("hello");
    await first.stop();
    ada.say("my withdrawal failed");

    await aFleetIn(world);
    const reply = await ada.hears("withdrawal records");

    expect(reply.text).not.toContain(phrase("late"));
  });
});

describe("the very first start", () => {
  it("answers nobody for what was written before it, and everybody from then on", async () => {
    const world = await aWorld();
    const ada = world.talker();
    const eve = world.talker();
    ada.say("my withdrawal failed, long ago");
    world.clock.shift(60_000);

    const fleet = await aFleetIn(world);
    await eve.ask("hello");
    await fleet.settled();

    expect(ada.heard()).toEqual([]);
    expect((await ada.ask("hello")).text).toContain(phrase("intro"));
  });
});

describe("a second fleet on the same storage", () => {
  it("does not start, and says which process has it", async () => {
    const world = await aWorld();
    await aFleetIn(world);

    const { code, stderr } = await aChild("bin/start.js", [], { FLOTILLA_CONFIG: world.configPath }).ended;

    expect(code).toBe(1);
    expect(stderr).toContain("STORAGE_LOCKED");
  });
});

describe("a token that another program uses as well", () => {
  it("is waited for, as readiness says, and is taken up again", async () => {
    const world = await aWorld();
    const { telegram } = world.sandbox;
    const fleet = await aFleetIn(world);
    const ada = world.talker();
    await ada.ask("hello");

    await fetch(`${telegram.apiRoot}/bot${fleetToken}/getUpdates`);
    await telegram.waitForRequest(({ status }) => status === 409);
    await eventually(async () => (await fleet.readyz()).body.includes('"state":"waiting"'));
    const reply = await ada.ask("thank you");

    expect(reply.text).toContain(phrase("talk.thanks"));
    expect((await fleet.readyz()).body).toContain('"state":"connected"');
  });
});
