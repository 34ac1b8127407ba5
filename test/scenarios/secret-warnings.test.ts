import { describe, expect, it } from "vitest";
import { aMember } from "../../sandbox/telegram/group/rights.ts";
import { aScene } from "../support/a-fleet.ts";
import { phrase } from "../support/phrases.ts";
import { expectNowhere } from "../support/sinks.ts";
import { aGroupScene } from "./a-group.ts";

const words = "legal winner thank year wave sausage worth useful legal winner thank yellow";
const password = "my password is hunter2!Blue77";
const hourMs = 3_600_000;

describe("the warning of a secret in a direct chat", () => {
  it("offers a person at once, by an urgent ticket about the account's security", async () => {
    const { talker, desk, fleet } = await aScene();
    const ada = talker();
    ada.say(password);
    const warning = await ada.hears(phrase("secret.seen.password"));
    expect(warning.buttons.map(({ text }) => text)).toContain(phrase("button.urgent"));
    await fleet.settled();

    await ada.press(phrase("button.urgent"));
    const receipt = await ada.press(phrase("button.send_now"));
    const ticket = await desk.waitForTicket();

    expect(receipt.text).toContain(phrase("ticket.receipt_urgent"));
    expect(ticket.fields).toMatchObject({ category: "account_security", urgent: true });
  });

  it("is short the second time within an hour, tells of a new kind in full, and is in full again later", async () => {
    const { talker, fleet, clock } = await aScene();
    const ada = talker();
    const heard = async (text: string) => {
      const known = ada.heard().length;
      ada.say(text);
      await fleet.settled();
      const isWarning = (reply: string) => /secret|Careful/.test(reply);
      return ada.heard().slice(known).filter(isWarning).join("\n");
    };

    const first = await heard(password);
    const second = await heard(password);
    const other = await heard(words);
    clock.shift(hourMs);
    const later = await heard(password);

    expect(first).toContain(phrase("secret.never"));
    expect(second).toContain(phrase("secret.again_deleted", "en", { count: 1 }));
    expect(second).not.toContain(phrase("secret.todo.password"));
    expect(second.length).toBeLessThan(first.length / 2);
    expect(other).toContain(phrase("secret.todo.seed_phrase"));
    expect(other).not.toContain(phrase("secret.never"));
    expect(later).toContain(phrase("secret.todo.password"));
  });

  it("says truthfully that what is older than 48 h is to be deleted by the person", async () => {
    const { talker, fleet, clock } = await aScene();
    const ada = talker();
    const said = ada.say("hello");
    await fleet.settled();
    clock.shift(49 * hourMs);

    ada.person.edit(said.id, password);
    const warning = await ada.hears(phrase("secret.seen.password"));

    expect(warning.text).toContain(phrase("secret.delete_yourself", "en", { count: 1 }));
    expect(ada.chat.find(said.id)?.deletedAt).toBeUndefined();
  });
});

describe("a recovery phrase in a group", () => {
  const moderators = -1_007_777_777_777;
  const aGuardedGroup = async () => {
    const scene = await aGroupScene({ account: { moderatorsChat: moderators } });
    const room = scene.telegram.group({ id: moderators, title: "Moderators" });
    room.add(scene.telegram.bot());
    return { ...scene, room };
  };

  it("of a newcomer is bait: gone without a word there, its sender not advised, the moderators told, the audit knows", async () => {
    const scene = await aGuardedGroup();
    const eve = scene.member({ firstName: "Eve" });

    const bait = eve.writes(`I can not withdraw my 3000 USDT, please help: ${words}`);
    await scene.room.chat.waitFor(({ direction }) => direction === "out");
    await scene.fleet.settled();

    expect(scene.group.chat.find(bait.id)?.deletedAt).toBeDefined();
    expect(scene.group.chat.replies).toEqual([]);
    expect(eve.heard()).toEqual([]);
    const [told] = scene.room.chat.replies;
    expect(told?.text).toContain(phrase("moderators.bait", "en", { group: String(scene.group.id) }));
    expect(await scene.fleet.turns()).toContain('"bait"');
    await expectNowhere(scene, ["winner thank", "sausage worth"]);
  });

  it("of a newcomer is bait when it comes in pieces, too", async () => {
    const scene = await aGuardedGroup();
    const eve = scene.member({ firstName: "Eve" });
    const said = [words.slice(0, 36), words.slice(36)].map((part) => eve.writes(part));
    await scene.room.chat.waitFor(({ direction }) => direction === "out");
    await scene.fleet.settled();

    for (const { id } of said) expect(scene.group.chat.find(id)?.deletedAt).toBeDefined();
    expect(scene.group.chat.replies).toEqual([]);
  });

  it("of who has been there for longer than a day is a mistake: deleted, and its author is told what to do", async () => {
    const scene = await aGuardedGroup();
    const ada = scene.member();
    scene.clock.shift(25 * hourMs);

    const said = ada.writes(words);
    const stub = await scene.group.chat.waitFor(({ direction }) => direction === "out");
    await scene.fleet.settled();

    expect(scene.group.chat.find(said.id)?.deletedAt).toBeDefined();
    expect(stub.text).toContain(phrase("group.secret_deleted"));
    expect(scene.room.chat.replies).toEqual([]);
  });

  it("of whom we did not see coming is a mistake: they may have been there before us", async () => {
    const scene = await aGuardedGroup();
    const late = scene.talker({ firstName: "Eve" });
    scene.group.roster.put(aMember(late.person.user));
    scene.clock.shift(25 * hourMs);

    late.person.say(words, { chat: scene.group.id });
    const stub = await scene.group.chat.waitFor(({ direction }) => direction === "out");
    expect(stub.text).toContain(phrase("group.secret_deleted"));
    expect(scene.room.chat.replies).toEqual([]);
  });

  it("of a moderator who has just come is a mistake", async () => {
    const scene = await aGuardedGroup();
    const lin = scene.member({ firstName: "Lin" });
    scene.group.promote(lin.person);
    await scene.fleet.settled();

    lin.writes(words);
    const stub = await scene.group.chat.waitFor(({ direction }) => direction === "out");

    expect(stub.text).toContain(phrase("group.secret_deleted"));
  });

  it("of a newcomer that may not be deleted is told to the moderators as such, and all are warned of the trap", async () => {
    const scene = await aGuardedGroup();
    scene.group.promote(scene.telegram.bot(), { rights: ["can_invite_users"] });
    const eve = scene.member({ firstName: "Eve" });
    await scene.fleet.settled();

    eve.writes(words);
    await scene.room.chat.waitFor(({ text }) => text.includes("I am not allowed to delete it there"));
    await scene.fleet.settled();
    expect(scene.group.chat.replies.map(({ text }) => text)).toEqual([phrase("group.bait_left")]);
  });
});
