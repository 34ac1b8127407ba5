import { cp, rm, writeFile } from "node:fs/promises";
import { describe, expect, it, vi } from "vitest";
import { cli } from "../support/a-child.ts";
import { aFleetIn, aScene, aWorld } from "../support/a-fleet.ts";
import { eventually } from "../support/eventually.ts";
import { phrase } from "../support/phrases.ts";

// Processes of their own take seconds to start on a busy machine.
vi.setConfig({ testTimeout: 90_000 });

const commandsOf = (configPath: string) => (args: readonly string[]) =>
  cli(args, { FLOTILLA_CONFIG: configPath });

describe("check-config", () => {
  it("says that a right configuration is right", async () => {
    const { configPath } = await aWorld();

    const { code, stdout } = await commandsOf(configPath)(["check-config"]);

    expect(stdout).toContain("1 account");
    expect(code).toBe(0);
  });

  it("tells every fault at once, each with its place, and shows no secret", async () => {
    const { configPath } = await aWorld();
    const text = `
accounts:
  - id: "no good id!"
    platform: telegram
    handle: "@HTXSupportBot"
    token: canary-token-value
    apiRoot: ftp://nowhere
  - id: other
    platform: carrier-pigeon
desk:
  url: not a url
  secret: short
storage: { path: data, keyFile: data/flotilla.key }
http: { port: 123456, colour: blue }
`;
    await writeFile(configPath, text);

    const { code, stderr } = await commandsOf(configPath)(["check-config"]);

    expect(code).toBe(1);
    expect(stderr).toContain("CONFIG_INVALID");
    for (const place of [
      "accounts[0].id",
      "accounts[0].apiRoot",
      "accounts[1]",
      "desk.url",
      "desk.secret",
      "http.port",
      "http",
    ])
      expect(stderr).toContain(place);
    expect(stderr).toMatch(/line \d+/);
    expect(stderr).not.toContain("canary-token-value");
    expect(stderr).not.toMatch(/^\s+at /m);
  });

  it("says what to set when there is no configuration at all", async () => {
    const { code, stderr } = await cli(["check-config"]);

    expect(code).toBe(1);
    expect(stderr).toContain("FLOTILLA_CONFIG");
  });
});

describe("try", () => {
  it("shows stages, decision and reply without a configuration and without sending anything", async () => {
    const { code, stdout } = await cli(["try", "my withdrawal failed"]);

    expect(code).toBe(0);
    for (const part of ["protect", "answer", "withdrawal records"]) expect(stdout).toContain(part);
  });

  it("shows what the guard makes of a secret, and not the secret", async () => {
    const { stdout } = await cli(["try", "my password is hunter2!Blue77"]);

    expect(stdout).toContain("password");
    expect(stdout).not.toContain("hunter2!Blue77");
  });

  it("answers Chinese in Chinese", async () => {
    const { stdout } = await cli(["try", "提现失败了怎么办", "--locale", "zh-hans"]);

    expect(stdout).toContain(phrase("intro", "zh-Hans"));
  });
});

describe("pause and resume", () => {
  it("stop an account's sending while the fleet runs, but neither its intake nor its protection", async () => {
    const { talker, fleet, telegram, configPath } = await aScene();
    const run = commandsOf(configPath);
    const ada = talker();
    await ada.ask("hello");

    expect((await run(["pause", "telegram-support"])).stdout).toContain("is paused");
    await eventually(async () => (await fleet.readyz()).body.includes('"state":"paused"'));
    ada.say("my withdrawal failed, why was the withdrawal rejected?");
    const secret = ada.say("my password is hunter2!Blue77");
    await telegram.waitForRequest(({ method }) => method === "deleteMessage");
    await ada.hears(phrase("secret.seen.password"));
    await fleet.handled();
    expect(ada.chat.find(secret.id)?.deletedAt).toBeDefined();
    expect(ada.heard().join()).not.toContain("withdrawal records");

    expect((await run(["resume", "telegram-support"])).stdout).toContain("sends again");
    await ada.hears("withdrawal records");
  });

  it("know the accounts by name", async () => {
    const { configPath } = await aScene();

    const { code, stderr } = await commandsOf(configPath)(["pause", "telegram-suport"]);

    expect(code).toBe(1);
    expect(stderr).toContain("ACCOUNT_UNKNOWN");
    expect(stderr).toContain("telegram-support");
  });
});

describe("dead letters", () => {
  it("are listed without anybody's words, and put back to be tried again", async () => {
    const { talker, fleet, telegram, configPath } = await aScene();
    const run = commandsOf(configPath);
    const ada = talker();
    await ada.ask("hello");
    telegram.fault({ kind: "server_error", method: "sendMessage", status: 403 });
    ada.say("my withdrawal failed");
    await telegram.waitForRequest(({ status }) => status === 403);
    await fleet.settled();

    const listed = await run(["dead", "list"]);
    const [letter = ""] = listed.stdout.split("\t");
    expect(letter).toMatch(/^effect:\d+$/);
    expect(listed.stdout).toContain("message.send");
    expect(listed.stdout).not.toContain("withdrawal");

    expect((await run(["dead", "retry"])).code).toBe(1);
    expect((await run(["dead", "retry", letter])).stdout).toContain("1 dead letter(s)");
    await ada.hears("withdrawal records");
    await fleet.settled();
    expect((await run(["dead", "list"])).stdout).toContain("No dead letters.");
    expect(ada.heard().filter((text) => text.includes("withdrawal records"))).toHaveLength(1);
  });
});

describe("release", () => {
  it("lets a restored copy send; until then it takes in, but sends nothing", async () => {
    const world = await aWorld();
    const { databaseFolder, folder, configPath, sandbox } = world;
    const copy = `${folder}/copy`;
    const ada = world.talker();
    const first = await aFleetIn(world);
    await ada.ask("hello");
    await first.settled();
    await first.stop();
    await cp(databaseFolder, copy, { recursive: true });
    const second = await aFleetIn(world);
    await ada.ask("thank you");
    await second.stop();
    await rm(databaseFolder, { recursive: true });
    await cp(copy, databaseFolder, { recursive: true });

    const restored = await aFleetIn(world);
    ada.say("my withdrawal failed");
    await restored.handled();
    const readiness = JSON.parse((await restored.readyz()).body);
    expect(readiness).toMatchObject({
      accounts: [{ state: "held" }],
      outbox: { ok: false, reason: "restored", remedy: expect.stringContaining("release") },
    });
    expect(sandbox.telegram.counts["sendMessage 200"]).toBe(2);

    expect((await commandsOf(configPath)(["release"])).stdout).toContain("released");
    await ada.hears("withdrawal records");
    await eventually(async () => (await restored.readyz()).body.includes('"state":"connected"'));
  });

  it("can drop what waited instead of sending it", async () => {
    const world = await aWorld();
    const { databaseFolder, folder, configPath } = world;
    const ada = world.talker();
    const first = await aFleetIn(world);
    await ada.ask("hello");
    await first.stop();
    await cp(databaseFolder, `${folder}/copy`, { recursive: true });
    const second = await aFleetIn(world);
    await ada.ask("thank you");
    await second.stop();
    await rm(databaseFolder, { recursive: true });
    await cp(`${folder}/copy`, databaseFolder, { recursive: true });
    const restored = await aFleetIn(world);
    ada.say("my withdrawal failed");
    await restored.handled();

    expect((await commandsOf(configPath)(["release", "--discard"])).stdout).toContain(
      "1 effect(s) were dropped",
    );
    await eventually(async () => (await restored.readyz()).body.includes('"state":"connected"'));
    const next = await ada.ask("how are you?");

    expect(next.text).toContain(phrase("talk.how_are_you"));
    expect(ada.heard().join()).not.toContain("withdrawal records");
  });
});

describe("replay", () => {
  const hourMs = 3_600_000;
  const update = (id: number, chat: object, from: object, text: string) =>
    JSON.stringify({
      update_id: id,
      message: {
        message_id: id,
        date: Math.floor((Date.now() - hourMs) / 1_000),
        chat,
        from: { is_bot: false, first_name: "Ada", ...from },
        text,
      },
    });

  it("takes in what was missed, beside a running fleet: late in a direct chat, guarded in a group", async () => {
    const { talker, fleet, telegram, folder, configPath } = await aScene();
    const run = commandsOf(configPath);
    const ada = talker();
    await ada.ask("hello");
    const { id } = ada.person;
    const group = { id: -100500, type: "group", title: "Traders" };
    const file = `${folder}/missed.jsonl`;
    const lines = [
      update(900_001, { id, type: "private" }, { id }, "my withdrawal failed"),
      "not an update",
      update(900_002, group, { id }, "@HTXSupportBot my password is hunter2!Blue77"),
    ];
    await writeFile(file, `${lines.join("\n")}\n`);

    const first = await run(["replay", "--account", "telegram-support", file]);
    expect(first.stdout).toContain("line 2");
    expect(first.stdout).toContain("3 lines: 2 event(s) stored, 0 known already, 1 skipped.");
    expect(first.code).toBe(1);
    const late = await ada.hears("withdrawal records");
    expect(late.text).toContain(phrase("late"));
    await telegram.waitForRequest(({ method }) => method === "deleteMessage");
    await fleet.handled();
    expect(await fleet.turns()).toContain("password");
    expect(await fleet.turns()).not.toContain("hunter2");

    const again = await run(["replay", "--account", "telegram-support", file]);
    expect(again.stdout).toContain("0 event(s) stored, 2 known already");
  });

  it("takes in what the next start then answers", async () => {
    const world = await aWorld();
    const ada = world.talker();
    const fleet = await aFleetIn(world);
    await ada.ask("hello");
    await fleet.stop();
    const file = `${world.folder}/missed.jsonl`;
    const { id } = ada.person;
    await writeFile(file, update(900_001, { id, type: "private" }, { id }, "my withdrawal failed"));

    const { code, stdout } = await commandsOf(world.configPath)([
      "replay",
      "--account",
      "telegram-support",
      file,
    ]);
    expect([code, stdout]).toEqual([0, expect.stringContaining("1 event(s) stored")]);
    await aFleetIn(world);
    expect((await ada.hears("withdrawal records")).text).toContain(phrase("late"));
  });

  it.each([
    ["an account that is not there", ["replay", "--account", "nobody", "file"], "ACCOUNT_UNKNOWN"],
    [
      "a file that is not there",
      ["replay", "--account", "telegram-support", "/no/such/file"],
      "FILE_UNREADABLE",
    ],
    ["a folder", ["replay", "--account", "telegram-support", "/"], "FILE_UNREADABLE"],
  ])("says what is wrong with %s", async (_, args, code) => {
    const { configPath } = await aWorld();
    const ended = await commandsOf(configPath)(args);
    expect([ended.code, ended.stderr]).toEqual([1, expect.stringContaining(code)]);
  });
});
