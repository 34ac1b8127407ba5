import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { aFleetProcess } from "../support/a-child.ts";
import { aDiscordWorld } from "../support/a-discord-world.ts";
import { aWorld, type World } from "../support/a-fleet.ts";
import { aTwitterWorld } from "../support/a-twitter-world.ts";

const noteLoads = new URL("../support/note-loads.ts", import.meta.url).href;

/** Packages of platforms that a fleet has loaded once it runs. */
const platformPackagesIn = async ({ configPath, folder }: World): Promise<readonly string[]> => {
  const file = join(folder, "loads.txt");
  await aFleetProcess(configPath, { NODE_OPTIONS: `--import=${noteLoads}`, NOTE_LOADS_IN: file });
  const packages = readFileSync(file, "utf8").matchAll(
    /\/node_modules\/(telegraf|discord\.js|@discordjs\/[^/]+|twitter-api-v2)\//g,
  );
  return [...new Set([...packages].flatMap(([, name]) => name ?? []))].toSorted();
};

describe("a fleet loads only the platforms that its accounts name", () => {
  it("on Telegram: nothing of Discord or X", async () => {
    expect(await platformPackagesIn(await aWorld())).toEqual(["telegraf"]);
  }, 60_000);

  it("on Discord: of discord.js its REST client and its gateway alone", async () => {
    const packages = await platformPackagesIn(await aDiscordWorld());
    expect(packages).toEqual(expect.arrayContaining(["@discordjs/rest", "@discordjs/ws"]));
    for (const other of ["discord.js", "@discordjs/builders", "telegraf", "twitter-api-v2"])
      expect(packages).not.toContain(other);
  }, 60_000);

  it("on X: nothing of Telegram or Discord", async () => {
    expect(await platformPackagesIn(await aTwitterWorld())).toEqual(["twitter-api-v2"]);
  }, 60_000);
});

it.each(["@discordjs/rest", "@discordjs/ws"])(
  "%s is the very package that the discord.js of package.json runs on",
  (name) => {
    const ours = createRequire(import.meta.url);
    const theirs = createRequire(ours.resolve("discord.js"));
    expect(theirs.resolve(name)).toBe(ours.resolve(name));
  },
);

it("the versions of discord.js and of its parts are those that package.json names", () => {
  const manifest = (path: string) =>
    JSON.parse(readFileSync(new URL(`../../${path}package.json`, import.meta.url), "utf8"));
  const { dependencies } = manifest("");
  const whole = manifest("node_modules/discord.js/");
  expect(whole.version).toBe(dependencies["discord.js"]);
  for (const name of ["@discordjs/rest", "@discordjs/ws"]) {
    expect(manifest(`node_modules/${name}/`).version).toBe(dependencies[name]);
    // What the release itself was published with, so that the parts are raised with it and not alone.
    expect(whole.dependencies[name]).toBe(`^${dependencies[name]}`);
  }
});
