import { closeSync, openSync, statSync, writeSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, vi } from "vitest";
import { openStorage } from "../../src/storage/open.ts";
import { aChild } from "../support/a-child.ts";
import { aFleetIn, aWorld, type World } from "../support/a-fleet.ts";
import { eventually } from "../support/eventually.ts";
import { phrase } from "../support/phrases.ts";

// Processes of their own take seconds to start on a busy machine.
vi.setConfig({ testTimeout: 90_000 });

const readiness = async (fleet: { readyz(): Promise<{ status: number; body: string }> }) => {
  const { status, body } = await fleet.readyz();
  return { status, ...JSON.parse(body) };
};

describe("a disk that is full", () => {
  it("stops the intake, says so, acknowledges nothing; with room again everybody is answered once", async () => {
    const world = await aWorld();
    const { telegram } = world.sandbox;
    const ada = world.talker();
    const before = await aFleetIn(world);
    await ada.ask("hello");
    await before.stop();
    const pages = statSync(join(world.databaseFolder, "flotilla.db")).size / 4_096;

    const full = await aFleetIn(world, {
      openStorage: (options) => openStorage({ ...options, pageLimit: pages + 8 }),
    });
    const persons = 150;
    const run = telegram.load({
      updates: persons,
      persons,
      texts: ["my withdrawal failed"],
      numbered: false,
    });
    await eventually(async () => (await readiness(full)).intake.ok === false, { timeoutMs: 10_000 });
    const stopped = await readiness(full);
    const waiting = telegram.bot().queue.pending;
    await full.stop();
    const room = await aFleetIn(world);
    await run.waitForReplies(persons, 15_000);
    await room.settled();

    expect(stopped).toMatchObject({
      status: 503,
      intake: { ok: false, reason: "full" },
      storage: { ok: false },
    });
    expect(waiting).toBeGreaterThan(0);
    expect(full.log()).toContain("STORAGE_FULL");
    expect(await readiness(room)).toMatchObject({ status: 200, intake: { ok: true } });
    expect(telegram.bot().queue.pending).toBe(0);
    expect(run.report()).toMatchObject({ replies: persons, personsReplied: persons });
    expect((await room.storage.operator.backlog()).dead).toBe(0);
  });
});

/** Writes nonsense over the middle of the database, as a failing disk would. */
const damage = ({ databaseFolder }: World, fromPage: number) => {
  const file = join(databaseFolder, "flotilla.db");
  const nonsense = Buffer.alloc(4_096, "nonsense");
  const handle = openSync(file, "r+");
  try {
    for (let page = fromPage; page < statSync(file).size / 4_096; page += 1)
      writeSync(handle, nonsense, 0, nonsense.length, page * 4_096);
  } finally {
    closeSync(handle);
  }
};

describe("a database that is damaged", () => {
  it("is refused at the start, in words that say what to do", async () => {
    const world = await aWorld();
    const fleet = await aFleetIn(world);
    await world.talker().ask("hello");
    await fleet.stop();
    damage(world, 0);

    const { code, stderr } = await aChild("bin/start.js", [], { FLOTILLA_CONFIG: world.configPath }).ended;

    expect(code).toBe(1);
    expect(stderr).toContain("STORAGE_DAMAGED");
  });

  it("under a running fleet stops the intake: health fails, and the messages wait at Telegram", async () => {
    const world = await aWorld();
    const { telegram } = world.sandbox;
    const first = await aFleetIn(world);
    const ada = world.talker();
    await ada.ask("hello");
    await first.stop();
    const fleet = await aFleetIn(world);
    damage(world, 1);

    for (let n = 0; n < 5; n += 1) world.talker().say("my withdrawal failed");
    await eventually(async () => (await readiness(fleet)).storage.ok === false, { timeoutMs: 10_000 });

    expect(await readiness(fleet)).toMatchObject({ status: 503, storage: { reason: "damaged" } });
    expect((await fetch(`${fleet.url}/healthz`)).status).toBe(503);
    expect(telegram.bot().queue.pending).toBeGreaterThan(0);
    expect(fleet.log()).toContain("STORAGE_DAMAGED");
    expect(ada.heard()).toEqual([expect.stringContaining(phrase("talk.ready"))]);
  });
});
