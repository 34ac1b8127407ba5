import { fileURLToPath } from "node:url";
import { describe, expect, it, vi } from "vitest";
import { aChild } from "../support/a-child.ts";
import { aFleetIn, aWorld, type World } from "../support/a-fleet.ts";
import { eventually } from "../support/eventually.ts";
import { metricSum } from "../support/metric.ts";
import { phrase } from "../support/phrases.ts";
import { type FaultStep, faultSteps } from "./steps.ts";

// Processes of their own take seconds to start on a busy machine.
vi.setConfig({ testTimeout: 90_000 });

const childScript = fileURLToPath(new URL("./child.ts", import.meta.url));

/** A person who is one tap away from a ticket; no fleet runs. */
const aReadyWorld = async () => {
  const world = await aWorld();
  const ada = world.talker();
  const fleet = await aFleetIn(world);
  await ada.ask("/human");
  await fleet.settled();
  await fleet.stop();
  return { ...world, ada };
};

/** A fleet that will end at the step, once it runs. */
const aMortalFleet = async ({ configPath }: World, step: FaultStep | "never", marker = "") => {
  const child = aChild(childScript, [configPath, step, marker]);
  await child.prints(/READY/);
  return child;
};

const lines = ["the first line of my story", "the second line of it", "the third"];
const receiptsOf = (heard: readonly string[]) =>
  heard.filter((text) => text.startsWith(phrase("ticket.receipt"))).length;

/** Starts the fleet again and waits until nothing is left to do. */
const recover = async (world: World, wait: () => Promise<unknown>) => {
  const fleet = await aFleetIn(world);
  await wait();
  await eventually(
    async () => {
      await fleet.settled();
      const { inboxPending, outboxPending } = await fleet.storage.operator.backlog();
      return inboxPending === 0 && Object.values(outboxPending).every((count) => count === 0);
    },
    { timeoutMs: 10_000, what: "an empty inbox and outbox" },
  );
  return fleet;
};

const expectOneTicketWithAllLines = ({ sandbox }: World) => {
  const [ticket, ...others] = sandbox.desk.tickets.values();
  expect(others).toEqual([]);
  const told = ticket?.transcript.map(({ text }) => text).filter((text) => lines.includes(text));
  expect(told).toEqual(lines);
};

/** Steps after which a message may be in the chat twice: it was sent, and nobody knows. */
const mayRepeat = new Set<FaultStep>(["message sent", "ticket sent", "ticket settled", "taken"]);
const beforeCommit = new Set<FaultStep>([
  "parsed",
  "in the guard",
  "redacted",
  "stored",
  "gathered",
  "in the stages",
  "decided",
]);

describe("a fleet that is killed on the way of a message", () => {
  it.each(faultSteps)(
    "step $number, $what: the person is answered, and the ticket exists once",
    async ({ step }) => {
      const world = await aReadyWorld();
      const { ada } = world;
      const child = await aMortalFleet(world, step);
      const tellStory = () => lines.map((line) => ada.say(line));
      ada.person.press(phrase("button.send_now"));
      // Of several lines for the desk all but the first wait in the outbox, and are taken from it.
      if (step === "taken") tellStory();
      const { signal } = await child.ended;
      if (step !== "taken") tellStory();

      const fleet = await recover(world, () => ada.hears(phrase("ticket.receipt")));

      expect(signal).toBe("SIGKILL");
      expectOneTicketWithAllLines(world);
      const receipts = receiptsOf(ada.heard());
      const repeated = metricSum(await fleet.metrics(), /repeated.*\} \d/);
      expect(receipts).toBeGreaterThanOrEqual(1);
      expect(receipts).toBeLessThanOrEqual(mayRepeat.has(step) ? 2 : 1);
      if (receipts === 2) expect(repeated).toBeGreaterThanOrEqual(1);
      if (beforeCommit.has(step)) expect(repeated).toBe(0);
      expect(await fleet.storage.operator.dead(10)).toEqual([]);
    },
  );

  it.each(["sendMessage", "open"] as const)(
    "step 9, while it sends (%s): the person is answered, and the ticket exists once",
    async (method) => {
      const world = await aReadyWorld();
      const { ada, sandbox } = world;
      const child = await aMortalFleet(world, "never");
      if (method === "open") sandbox.desk.fault({ kind: "slow", method, delayMs: 30_000 });
      else sandbox.telegram.fault({ kind: "slow", method, delayMs: 30_000 });

      ada.person.press(phrase("button.send_now"));
      if (method === "open") await sandbox.desk.waitForTicket();
      await ada.hears(phrase("ticket.receipt"));
      child.process.kill("SIGKILL");
      await child.ended;
      for (const line of lines) ada.say(line);
      const fleet = await recover(world, () =>
        sandbox.desk.waitForTicket(({ transcript }) => transcript.length > 0),
      );

      expectOneTicketWithAllLines(world);
      const receipts = receiptsOf(ada.heard());
      expect(receipts).toBeLessThanOrEqual(2);
      if (method === "sendMessage") expect(receipts).toBe(2);
      if (receipts === 2)
        expect(metricSum(await fleet.metrics(), /repeated.*\} \d/)).toBeGreaterThanOrEqual(1);
    },
  );
});

describe("a message that ends the process whenever it is worked on", () => {
  it("is given up after three tries: the person gets a human, and everybody else their answers", async () => {
    const world = await aWorld();
    const ada = world.talker();
    const eve = world.talker();
    const first = await aFleetIn(world);
    await ada.ask("hello");
    await eve.ask("hello");
    await first.stop();
    const marker = "plonkberry";

    ada.say(`my ${marker} is gone`);
    eve.say("my withdrawal failed");
    const ends: (NodeJS.Signals | null)[] = [];
    for (let start = 1; start <= 3; start += 1) {
      const child = aChild(childScript, [world.configPath, "decided", marker]);
      ends.push((await child.ended).signal);
    }
    await aMortalFleet(world, "decided", marker);
    await ada.hears(phrase("broken.person"));
    await eve.hears("withdrawal records");
    const ticket = await world.sandbox.desk.waitForTicket();

    expect(ends).toEqual(["SIGKILL", "SIGKILL", "SIGKILL"]);
    expect(ticket.fields["category"]).toBe("technical");
    expect(JSON.stringify(ticket.fields)).not.toContain(marker);
  });
});
