import { readFileSync, writeFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parse, stringify } from "yaml";
import { aFleetIn, aWorld } from "../support/a-fleet.ts";
import { phrase } from "../support/phrases.ts";
import { aGroupScene, startOf, us } from "./a-group.ts";

const question = "my withdrawal failed";
/** Whoever has been in a group for longer is no newcomer. */
const dayMs = 24 * 3_600_000;
const seed = "legal winner thank year wave sausage worth useful legal winner thank yellow";
const caption = (text: string) =>
  [{ kind: "photo" }, { kind: "photo" }, { kind: "photo", caption: text }] as const;

describe("an album in a group", () => {
  it("pain 9: that calls us in the caption of its last picture is answered once, and its words go along", async () => {
    const { group, fleet, member } = await aGroupScene();
    const ada = member();

    const reply = group.chat.waitFor(({ direction }) => direction === "out");
    const [, , last] = ada.person.sendAlbum(caption(`${us} ${question}`), { chat: group.id });
    expect((await reply).replyTo).toBe(last?.id);
    const full = await ada.ask(startOf(await reply));
    await fleet.settled();

    expect(full.text).toContain(phrase("start.invited"));
    expect(group.chat.replies).toHaveLength(1);
  });

  it("that calls nobody is left alone", async () => {
    const { group, fleet, member } = await aGroupScene();
    const ada = member();
    ada.person.sendAlbum(caption(question), { chat: group.id });
    ada.writes("good morning");
    await fleet.settled();
    expect(group.chat.replies).toEqual([]);
  });

  it("loses the picture with a secret under it, and its author learns what to do", async () => {
    const { group, fleet, member, bytes, clock } = await aGroupScene();
    const ada = member();
    clock.shift(dayMs);

    const told = group.chat.waitFor(({ direction }) => direction === "out");
    const [first, , last] = ada.person.sendAlbum(caption(seed), { chat: group.id });
    const warned = await told;
    ada.say(startOf(warned));
    const advised = await ada.hears(phrase("secret.todo.seed_phrase"));
    await fleet.settled();

    expect(group.chat.find(last?.id ?? 0)?.deletedAt).toBeDefined();
    expect(group.chat.find(first?.id ?? 0)?.deletedAt).toBeUndefined();
    expect(advised.text).toContain(phrase("secret.seen.seed_phrase"));
    expect(ada.heard()).toHaveLength(1);
    expect(bytes().includes("sausage")).toBe(false);
  });
});

describe("a secret put to us in a group", () => {
  it("is answered by the warning alone there, and by the advice and the answer in the direct chat", async () => {
    const { group, fleet, member, clock } = await aGroupScene();
    const ada = member();
    clock.shift(dayMs);

    const told = await ada.asks(`${us} ${seed} ${question}`);
    await fleet.settled();
    ada.say(startOf(told));
    await ada.chat.waitForReplies(2);
    await fleet.settled();

    expect(told.text).toContain(phrase("group.secret_deleted"));
    expect(group.chat.replies).toHaveLength(1);
    expect(ada.heard()[0]).toContain(phrase("secret.todo.seed_phrase"));
    expect(ada.heard()[1]).toContain(phrase("start.invited"));
  });
});

describe("somebody who asks in Chinese", () => {
  it("is answered so in the group and in the direct chat, and nothing of their account is asked in public", async () => {
    const { fleet, member } = await aGroupScene();
    const chen = member({ firstName: "陈", languageCode: "zh-hans" });

    const brief = await chen.asks(`${us} 提现失败了怎么办`);
    const own = await chen.asks(`${us} 帮我转人工`);
    const full = await chen.ask(startOf(brief));
    await fleet.settled();

    expect(brief.text).toContain("提币");
    expect(brief.text.length).toBeLessThan(250);
    expect(own.text).toContain(phrase("group.private", "zh-Hans"));
    expect(brief.text + own.text).not.toMatch(/UID|邮箱|手机号/);
    expect(full.text).toContain(phrase("start.invited", "zh-Hans"));
  });
});

describe("what is not put to us", () => {
  it("is left alone though it names us or replies to us", async () => {
    const { group, fleet, member } = await aGroupScene();
    const ada = member();
    const channel = group.linkChannel({ id: -1_009_999_999_999, title: "HTX news" });
    const brief = await ada.asks(`${us} ${question}`);

    channel.post(`Maintenance tonight. Questions? Write to ${us}`);
    for (const text of ["👍", "ok"]) ada.writes(text, { replyTo: brief.id });
    ada.person.send("sticker", { chat: group.id, replyTo: brief.id });
    for (const text of ["/price@OtherBot btc", "/help@OtherBot", "/ban eve", "mail me: x@htxsupportbot.com"])
      ada.writes(text);
    await fleet.settled();

    expect(group.chat.replies).toHaveLength(1);
    expect(ada.heard()).toEqual([]);
  });

  it("is answered once it is: by our name alone, after the question or under it", async () => {
    const { fleet, member } = await aGroupScene();
    const ada = member();
    const lin = member({ firstName: "Lin" });

    const said = ada.writes(question);
    const after = await ada.asks(us);
    const under = await lin.asks(us, { replyTo: said.id });
    const full = await ada.ask(startOf(after));
    const greeted = await lin.ask(startOf(under));
    await fleet.settled();

    expect(after.text).toContain("withdrawal records");
    expect(under.text).toContain("withdrawal records");
    expect(full.text).toContain(phrase("start.invited"));
    expect(greeted.text).toContain(phrase("start.ready"));
  });
});

describe("two accounts of the fleet in one group", () => {
  const aSharedGroup = async () => {
    const scene = await aGroupScene({ second: true });
    scene.group.add(scene.telegram.bot("HTXSecondBot"));
    scene.group.promote(scene.telegram.bot("HTXSecondBot"));
    await scene.fleet.settled();
    const authors = () => scene.group.chat.replies.map(({ from }) => from.username);
    return { ...scene, authors };
  };

  it("never answer the same summons, and never each other", async () => {
    const { fleet, member, authors } = await aSharedGroup();
    const ada = member();
    const ours = await ada.asks(`${us} ${question}`);
    await fleet.settled();
    expect(authors()).toEqual(["HTXSupportBot"]);

    for (const [text, how] of [
      ["/help@HTXSecondBot", {}],
      [`@HTXSecondBot ${question}`, {}],
      [`@HTXSecondBot and you, ${us}? ${question}`, {}],
      [`@HTXSecondBot do you know more? ${question}`, { replyTo: ours.id }],
    ] as const) {
      await ada.asks(text, how);
      await fleet.settled();
    }

    expect(authors().slice(1)).toEqual(Array(4).fill("HTXSecondBot"));
  });

  it("warn of a secret once, when the configuration says which one guards", async () => {
    const world = await aWorld({ second: true });
    const config = parse(readFileSync(world.configPath, "utf8"));
    config.accounts[0].roles = ["support", "community"];
    writeFileSync(world.configPath, stringify(config));
    const fleet = await aFleetIn(world);
    const { telegram } = world.sandbox;
    const group = telegram.group({ id: -1_001_111_111_111, title: "Traders" });
    for (const name of ["HTXSupportBot", "HTXSecondBot"]) {
      group.add(telegram.bot(name));
      group.promote(telegram.bot(name));
    }
    const ada = world.talker();
    group.join(ada.person);
    world.clock.shift(dayMs);

    const said = ada.person.say(seed, { chat: group.id });
    await group.chat.waitFor(({ direction }) => direction === "out");
    await fleet.settled();

    expect(group.chat.find(said.id)?.deletedAt).toBeDefined();
    expect(group.chat.replies.map(({ from }) => from.username)).toEqual(["HTXSupportBot"]);
    expect(world.bytes().includes("sausage")).toBe(false);
  });
});

describe("a group that becomes a supergroup", () => {
  it("pain 7: is answered there, with what was asked before, what could not be sent, and each once", async () => {
    const oldId = -4_567;
    const { fleet, telegram, talker } = await aGroupScene();
    const small = telegram.group({ id: oldId, title: "Traders", type: "group" });
    small.add(telegram.bot());
    small.promote(telegram.bot());
    const ada = talker();
    small.join(ada.person);
    await fleet.settled();

    // The answer meets a group that has moved: what the platform says of that leads it on.
    telegram.fault({ kind: "rate_limited", method: "sendMessage", retryAfterS: 1 });
    ada.person.say(`${us} ${question}`, { chat: oldId });
    await telegram.waitForRequest(({ status }) => status === 429);
    const big = small.migrate();
    const brief = await big.chat.waitFor(({ direction }) => direction === "out");
    const full = await ada.ask(startOf(brief));
    ada.person.say(`${us} I lost my 2FA`, { chat: big.id });
    await big.chat.waitForReplies(2);
    await fleet.settled();

    expect(full.text).toContain(phrase("start.invited"));
    expect(big.chat.replies).toHaveLength(2);
    expect(small.chat.replies).toEqual([]);
  });

  it("pain 7: keeps what was known of it, though only the new one tells of the move", async () => {
    const oldId = -4_568;
    const { fleet, telegram, talker, clock } = await aGroupScene();
    const small = telegram.group({ id: oldId, title: "Traders", type: "group" });
    small.add(telegram.bot());
    small.promote(telegram.bot(), { rights: ["can_restrict_members"] });
    const ada = talker();
    small.join(ada.person);
    ada.person.say(`${us} ${question}`, { chat: oldId });
    const brief = await small.chat.waitFor(({ direction }) => direction === "out");

    // Before the move, of which Telegram tells for a day only.
    clock.shift(dayMs);
    const big = small.migrate({ announce: "new" });
    ada.person.say(seed, { chat: big.id });
    const told = await big.chat.waitFor(({ direction }) => direction === "out");
    const full = await ada.ask(startOf(brief));
    await fleet.settled();

    expect(told.text).toContain(phrase("group.secret_left"));
    expect(telegram.requests.map(({ method }) => method)).not.toContain("deleteMessage");
    expect(full.text).toContain(phrase("start.invited"));
  });
});
