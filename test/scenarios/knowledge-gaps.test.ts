import { describe, expect, it, vi } from "vitest";
import { cli } from "../support/a-child.ts";
import { aScene, type Scene } from "../support/a-fleet.ts";
import { phrase } from "../support/phrases.ts";

// Processes of their own take seconds to start on a busy machine.
vi.setConfig({ testTimeout: 90_000 });

const gapsOf = async ({ configPath }: Scene, ...args: readonly string[]) => {
  const run = await cli(["knowledge", "gaps", ...args], { FLOTILLA_CONFIG: configPath });
  expect(run.code).toBe(0);
  return run.stdout;
};
const linesOf = (stdout: string) =>
  stdout
    .trim()
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line));

describe("what nobody answered", () => {
  it("is listed by what was asked, without who asked it, and what was answered is not", async () => {
    const scene = await aScene();
    const [ada, bob, zoe] = [
      scene.talker({ firstName: "Adalovelace" }),
      scene.talker({ firstName: "Bobbington" }),
      scene.talker({ languageCode: "zh-hans" }),
    ];
    await ada.ask("hello");
    await ada.ask("qwx zrrv plonk of ada.l@example.org and @adalovelace, 4155550123");
    await ada.ask("my withdrawal failed");
    await bob.ask("hello");
    await bob.ask("qwx zrrv plonk");
    await bob.ask("thank you");
    await zoe.ask("你好");
    await zoe.ask("今天晚上吃什么火锅比较好吃呢");
    await scene.fleet.settled();

    const shown = await gapsOf(scene);
    const [first, second, ...others] = linesOf(await gapsOf(scene, "--json"));

    expect(others).toEqual([]);
    expect(first).toMatchObject({
      count: 2,
      days: 1,
      locales: ["en"],
      samples: ["qwx zrrv plonk", "qwx zrrv plonk of … and …, …"],
    });
    expect(second).toMatchObject({ count: 1, locales: ["zh-Hans"] });
    expect(shown).toContain("3 unanswered question(s) in 2 group(s)");
    for (const trace of ["ada", "Bobbington", "example.org", "4155550123", "telegram", `${ada.person.id}`])
      expect(shown + JSON.stringify([first, second])).not.toContain(trace);
    expect(linesOf(await gapsOf(scene, "--json", "--locale", "zh-Hans"))).toEqual([second]);
    expect(linesOf(await gapsOf(scene, "--json", "--limit", "1"))).toEqual([first]);
  });

  it("holds a question asked back until somebody chooses, and no secret", async () => {
    const scene = await aScene();
    const [ada, bob] = [scene.talker(), scene.talker()];
    for (const talker of [ada, bob]) {
      await talker.ask("hello");
      await talker.ask("money not here");
    }
    await ada.ask("2");
    await bob.press(phrase("button.none"));
    bob.say("qwx zrrv, my password is hunter2!Blue77");
    await bob.hears(phrase("secret.seen.password"));
    await scene.fleet.settled();

    const groups = linesOf(await gapsOf(scene, "--json"));

    expect(groups.find(({ samples }) => samples.includes("money not here"))).toMatchObject({
      count: 1,
      nearest: [{ slug: expect.any(String), probability: expect.any(Number) }, expect.anything()],
    });
    expect(JSON.stringify(groups)).not.toContain("hunter2");
  });

  it("is forgotten with the texts", async () => {
    const scene = await aScene();
    const ada = scene.talker();
    await ada.ask("hello");
    await ada.ask("qwx zrrv plonk");
    await scene.fleet.settled();
    expect(linesOf(await gapsOf(scene, "--json"))).toHaveLength(1);

    const now = scene.clock.now() + 1_000;
    await scene.fleet.storage.maintenance.purge({ textBefore: now, rowBefore: 0, now });

    expect(await gapsOf(scene)).toContain("0 unanswered question(s)");
  });
});
