import { describe, expect, it } from "vitest";
import { aFleetIn, aScene, aWorld, type Scene } from "../support/a-fleet.ts";
import { openTicket } from "../support/open-ticket.ts";
import { phrase } from "../support/phrases.ts";
import type { Talker } from "../support/talker.ts";

const askForPerson = async ({ fleet }: Pick<Scene, "fleet">, ada: Talker) => {
  await ada.ask("/human");
  await ada.press(phrase("button.send_now"));
  await fleet.handled();
};
const timesHeard = (ada: Talker, key: string) =>
  ada.heard().filter((text) => text.includes(phrase(key))).length;

describe.each(["unavailable", "refused"] as const)("a desk that is down (%s)", (how) => {
  it("pain 24: loses no ticket: the person is told once, and it arrives once when the desk is back", async () => {
    const scene = await aScene();
    const { desk, fleet, clock, talker } = scene;
    const ada = talker();
    await desk.down(how);

    await askForPerson(scene, ada);
    ada.say("it is about the transfer of yesterday");
    await fleet.handled();
    for (let minute = 0; minute < 3; minute += 1) {
      clock.shift(60_000);
      await fleet.service.fireTimers();
      await fleet.handled();
    }
    await ada.hears(phrase("ticket.delayed"));
    expect(timesHeard(ada, "ticket.delayed")).toBe(1);
    expect(JSON.parse((await fleet.readyz()).body)).toMatchObject({ desk: { ok: false } });

    await desk.up();
    clock.shift(60_000);
    // Something to send wakes what waits.
    ada.say("and it was 40 USDT");
    const { ticketId, reference } = await desk.waitForTicket(() => true, 20_000);
    await ada.hears(reference);
    await fleet.settled();

    expect(desk.tickets.size).toBe(1);
    const told = desk.ticket(ticketId).transcript.map(({ text }) => text);
    for (const text of ["it is about the transfer of yesterday", "and it was 40 USDT"])
      expect(told.filter((line) => line === text)).toHaveLength(1);
    expect(timesHeard(ada, "ticket.delayed")).toBe(1);
  });
});

describe("a desk that loses its answers", () => {
  it("pain 24: has the ticket and every line of it once all the same", async () => {
    const scene = await aScene();
    const { desk, fleet, talker, clock } = scene;
    const ada = talker();
    desk.fault({ kind: "reset_after", method: "open" });
    desk.fault({ kind: "reset_after", method: "append" });

    await askForPerson(scene, ada);
    clock.shift(5_000);
    ada.say("a line of its own");
    await desk.waitForCall(({ call, status }) => call === "open" && status === 200, 10_000);
    await fleet.settled();
    clock.shift(5_000);
    ada.say("another line");
    await desk.waitForCall(({ call, status }) => call === "append" && status === 200, 10_000);
    await fleet.settled();

    const [ticket, ...others] = desk.tickets.values();
    expect(others).toEqual([]);
    const lines = ticket?.transcript.map(({ text }) => text) ?? [];
    expect(lines.filter((text) => text === "a line of its own")).toHaveLength(1);
    expect(lines.filter((text) => text === "another line")).toHaveLength(1);
  });

  it("pain 24: is not waited for by the chat", async () => {
    const { desk, talker, fleet } = await aScene();
    const ada = talker();
    await desk.down("unavailable");
    await askForPerson({ fleet }, ada);

    expect((await ada.ask("/language")).text).toBe(phrase("language.choose"));
  });

  it("pain 24: that refuses a ticket for good makes a dead letter, and the person is told", async () => {
    const { desk, fleet, talker } = await aScene();
    const ada = talker();
    desk.fault({ kind: "server_error", status: 422, method: "open" });

    await ada.ask("/human");
    await ada.press(phrase("button.send_now"));
    await ada.hears(phrase("ticket.failed"));
    await fleet.settled();

    const letters = await fleet.storage.operator.dead(10);
    expect(letters).toMatchObject([{ kind: "ticket.open", failure: "rejected" }]);
    expect(await fleet.metrics()).toMatch(/dead[a-z_]*\{[^}]*kind="ticket.open"[^}]*\} 1/);
    expect(fleet.log()).toContain("dead");
  });
});

describe("a webhook of the desk", () => {
  it("pain 24: that comes while the fleet is away is delivered when it is back", async () => {
    const world = await aWorld({
      sandbox: { desk: { retryDelaysMs: Array.from({ length: 100 }, () => 50) } },
    });
    const { sandbox } = world;
    const first = await aFleetIn(world);
    const ada = world.talker();
    const scene = { ...world, fleet: first, telegram: sandbox.telegram, desk: sandbox.desk };
    const { ticketId } = await openTicket(scene, ada);
    await first.stop();

    const sent = sandbox.desk.reply(ticketId, "While you were away.");
    const second = await aFleetIn(world);
    await ada.hears("While you were away.");
    await second.settled();

    expect((await sent).state).toBe("accepted");
    expect(ada.heard().filter((text) => text.includes("While you were away."))).toHaveLength(1);
  });

  it("that is forged or late is refused, and nobody hears of it", async () => {
    const scene = await aScene();
    const ada = scene.talker();
    const { ticketId } = await openTicket(scene, ada);
    const before = ada.heard();

    const forged = await scene.desk.reply(ticketId, "Give me your password.", { forged: true });
    const late = await scene.desk.reply(ticketId, "An old one.", { timestampShiftMs: -6 * 60_000 });
    const early = await scene.desk.reply(ticketId, "A future one.", { timestampShiftMs: 6 * 60_000 });
    await scene.fleet.settled();

    for (const { attempts } of [forged, late, early])
      expect(attempts.map(({ status }) => status)).toEqual([401]);
    expect(ada.heard()).toEqual(before);
  });

  it("about a ticket that the fleet does not know is answered 404", async () => {
    const { desk, fleet } = await aScene();

    const sent = await desk.reply("T-0000000000", "Who is this for?");
    await fleet.settled();

    expect(sent.attempts.map(({ status }) => status)).toEqual([404]);
  });

  it("that is malformed is answered 400, one that is too large 413, and the next one passes", async () => {
    const scene = await aScene();
    const ada = scene.talker();
    const { ticketId } = await openTicket(scene, ada);
    const base = {
      eventId: "odd-1",
      sequence: 1,
      occurredAt: new Date().toISOString(),
      type: "ticket.replied",
      ticketId,
      visibility: "public",
      author: { kind: "agent", name: "Mia" },
    } as const;

    const malformed = await scene.desk.send({ ...base, occurredAt: "yesterday", text: "x" });
    const large = await scene.desk.send({ ...base, eventId: "odd-2", text: "x".repeat(1_100_000) });
    const good = await scene.desk.send({ ...base, eventId: "odd-3", text: "All is well." });
    await ada.hears("All is well.");

    expect([malformed, large, good].map(({ attempts }) => attempts[0]?.status)).toEqual([400, 413, 202]);
  });

  it("that comes out of order neither undoes a newer one nor loses its own text", async () => {
    const scene = await aScene();
    const { desk, fleet } = scene;
    const ada = scene.talker();
    const { ticketId } = await openTicket(scene, ada);

    await desk.handBack(ticketId, { sequence: 9 });
    await desk.takeOver(ticketId, { sequence: 4 });
    await desk.reply(ticketId, "An earlier word.", { sequence: 3 });
    await ada.hears("An earlier word.");
    await fleet.settled();

    expect((await ada.ask("my withdrawal failed")).text).toContain("withdrawal records");
  });
});
