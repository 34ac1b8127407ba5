import { readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it, vi } from "vitest";
import { aChild } from "../support/a-child.ts";
import { aFleetIn } from "../support/a-fleet.ts";
import { eventually } from "../support/eventually.ts";
import { aPicture, canary } from "../support/files.ts";
import { phrase } from "../support/phrases.ts";
import { comeToSendNow, faultPlatforms } from "./platforms.ts";
import { fileSteps } from "./steps.ts";

// Processes of their own take seconds to start on a busy machine.
vi.setConfig({ testTimeout: 90_000 });

const childScript = fileURLToPath(new URL("./child.ts", import.meta.url));

describe.each(faultPlatforms)("on $platform", ({ open }) => {
  it.each(fileSteps)(
    "pain 32: a fleet is killed when a picture is $what: the desk has it once, and the disk nothing else",
    async ({ step }) => {
      const world = await open();
      const ada = world.somebody();
      const first = await aFleetIn(world);
      await comeToSendNow(ada, first);
      ada.press(phrase("button.send_now"));
      const { ticketId } = await world.sandbox.desk.waitForTicket();
      await first.settled();
      await first.stop();

      const child = aChild(childScript, [world.configPath, step, ""]);
      await child.prints(/READY/);
      ada.sendPhoto(await aPicture("jpeg"));
      const { signal } = await child.ended;
      expect(signal).toBe("SIGKILL");

      const fleet = await aFleetIn(world);
      const ticket = world.sandbox.desk.ticket(ticketId);
      const named = () => ticket.transcript.flatMap(({ attachments = [] }) => attachments);
      await eventually(() => named().length > 0);
      await fleet.settled();
      expect(named()).toHaveLength(1);
      const [file, ...others] = ticket.attachments.values();
      expect(others).toEqual([]);
      expect(file?.bytes.subarray(0, 3).toString("latin1")).toBe("\xff\xd8\xff");
      expect(file?.bytes.includes(canary)).toBe(false);
      expect(readdirSync(join(world.databaseFolder, "attachments"))).toHaveLength(1);
      expect(await fleet.storage.operator.dead(10)).toEqual([]);
    },
  );
});
