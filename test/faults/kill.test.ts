import { fileURLToPath } from "node:url";
import { describe, expect, it, vi } from "vitest";
import { aChild } from "../support/a-child.ts";
import { aFleetIn, type World } from "../support/a-fleet.ts";
import { eventually } from "../support/eventually.ts";
import { metricSum } from "../support/metric.ts";
import { phrase } from "../support/phrases.ts";
import { comeToSendNow, type FaultPlatform, faultPlatforms } from "./platforms.ts";
import { type FaultStep, faultSteps } from "./steps.ts";

// Processes of their own take seconds to start on a busy machine.
vi.setConfig({ testTimeout: 90_000 });

const childScript = fileURLToPath(new URL("./child.ts", import.meta.url));

/** A person who is one tap away from a ticket; no fleet runs. */
const aReadyWorld = async ({ open }: FaultPlatform) => {
  const world = await open();
  const ada = world.somebody();
  const fleet = await aFleetIn(world);
  await comeToSendNow(ada, fleet);
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
/** Whatever was said more than once. */
const repeatsIn = (heard: readonly string[]) => heard.filter((text, index) => heard.indexOf(text) !== index);
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

const toldTo = ({ sandbox }: World) =>
  [...sandbox.desk.tickets.values()].map(({ transcript }) =>
    transcript.map(({ text }) => text).filter((text) => lines.includes(text)),
  );
/** Whatever stands there beside them, or twice, is for {@link expectOneTicketWithAllLines} to find. */
const allLinesAreTold = (world: World) =>
  eventually(() => lines.every((line) => toldTo(world).flat().includes(line)), { what: "every line" });
const expectOneTicketWithAllLines = (world: World) => expect(toldTo(world)).toEqual([lines]);

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

describe.each(faultPlatforms)("on $platform, a fleet that is killed on the way of a message", (platform) => {
  it.each(faultSteps)(
    "step $number, $what: the person is answered, and the ticket exists once",
    async ({ step }) => {
      const world = await aReadyWorld(platform);
      const { ada } = world;
      const child = await aMortalFleet(world, step);
      const tellStory = () => {
        for (const line of lines) ada.say(line);
      };
      ada.press(phrase("button.send_now"));
      // Of several lines for the desk all but the first wait in the outbox, and are taken from it.
      if (step === "taken") tellStory();
      const { signal } = await child.ended;
      if (step !== "taken") tellStory();

      const fleet = await recover(world, async () => {
        await ada.hears(phrase("ticket.receipt"));
        await allLinesAreTold(world);
      });

      expect(signal).toBe("SIGKILL");
      expectOneTicketWithAllLines(world);
      const receipts = receiptsOf(ada.heard());
      const repeated = metricSum(await fleet.metrics(), /repeated.*\} \d/);
      expect(receipts).toBeGreaterThanOrEqual(1);
      expect(receipts).toBeLessThanOrEqual(mayRepeat.has(step) ? platform.copies : 1);
      if (receipts === 2) expect(repeated).toBeGreaterThanOrEqual(1);
      if (platform.copies === 1) expect(repeatsIn(ada.heard())).toEqual([]);
      if (beforeCommit.has(step)) expect(repeated).toBe(0);
      expect(await fleet.storage.operator.dead(10)).toEqual([]);
    },
  );

  it.each(["message", "ticket"] as const)(
    "step 9, while it sends (%s): the person is answered, and the ticket exists once",
    async (sent) => {
      const world = await aReadyWorld(platform);
      const { ada, sandbox } = world;
      const child = await aMortalFleet(world, "never");
      if (sent === "ticket") sandbox.desk.fault({ kind: "slow", method: "open", delayMs: 30_000 });
      else platform.stallSend(world, 30_000);

      ada.press(phrase("button.send_now"));
      if (sent === "ticket") await sandbox.desk.waitForTicket();
      await ada.hears(phrase("ticket.receipt"));
      child.process.kill("SIGKILL");
      await child.ended;
      for (const line of lines) ada.say(line);
      const fleet = await recover(world, () => allLinesAreTold(world));

      expectOneTicketWithAllLines(world);
      const receipts = receiptsOf(ada.heard());
      const repeated = metricSum(await fleet.metrics(), /repeated.*\} \d/);
      expect(receipts).toBeLessThanOrEqual(platform.copies);
      if (sent === "message") expect(receipts).toBe(platform.copies);
      if (sent === "message" || receipts === 2) expect(repeated).toBeGreaterThanOrEqual(1);
    },
  );
});

describe.each(faultPlatforms)(
  "on $platform, a message that ends the process whenever it is worked on",
  ({ open }) => {
    it("is given up after three tries: the person gets a human, and everybody else their answers", async () => {
      const world = await open();
      const ada = world.somebody();
      const eve = world.somebody();
      const first = await aFleetIn(world);
      for (const person of [ada, eve]) person.say("hello");
      await eventually(() => [ada, eve].every((person) => person.heard().length > 0));
      await first.settled();
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
  },
);
