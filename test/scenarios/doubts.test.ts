import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { aFleetIn, aScene, type Scene } from "../support/a-fleet.ts";
import { openTicket } from "../support/open-ticket.ts";
import { phrase } from "../support/phrases.ts";
import { expectNowhere } from "../support/sinks.ts";
import type { Talker } from "../support/talker.ts";
import { aGroupScene, startOf, us } from "./a-group.ts";

/** 64 hexadecimal digits that nobody has: nothing tells whether they are a key. */
const aHash = (of: string) => createHash("sha256").update(of).digest("hex");
const hash = aHash("a doubt");
const question = phrase("doubt.ask_hash");
const isId = phrase("doubt.button.hash_harmless");
const isKey = phrase("doubt.button.hash_secret");
const minuteMs = 60_000;

const questionsTo = (talker: Talker) => talker.heard().filter((text) => text.includes(question)).length;
const transcriptOf = ({ desk }: Scene) =>
  [...desk.tickets.values()].flatMap(({ transcript }) => transcript.map(({ text }) => text)).join("\n");

describe("what may be a secret or harmless", () => {
  it("is masked everywhere, and its author is asked once, by buttons", async () => {
    const scene = await aScene();
    const ada = scene.talker();

    const asked = await ada.ask(hash);
    await scene.fleet.settled();

    expect(asked.text).toContain(question);
    expect(asked.buttons.map(({ text }) => text)).toEqual(expect.arrayContaining([isId, isKey]));
    expect(questionsTo(ada)).toBe(1);
    expect(ada.heard()).toHaveLength(1);
    await expectNowhere(scene, [hash, hash.slice(0, 16), hash.slice(-16)]);
  });

  it("is one question for all of a message, and never two at once", async () => {
    const scene = await aScene();
    const ada = scene.talker();

    ada.say(`${hash} and ${aHash("another")}`);
    await scene.fleet.settled();
    ada.say(aHash("a third"));
    await scene.fleet.settled();
    expect(questionsTo(ada)).toBe(1);

    await ada.press(isId);
    await scene.fleet.settled();
    expect(questionsTo(ada)).toBe(2);
    await expectNowhere(scene, [aHash("a third")]);
  });

  it("and is harmless goes into the open ticket as it was written", async () => {
    const scene = await aScene();
    const ada = scene.talker();
    await openTicket(scene, ada);

    await ada.ask(hash);
    await scene.fleet.settled();
    expect(transcriptOf(scene)).not.toContain(hash);
    const reply = await ada.press(isId);
    await scene.fleet.settled();

    expect(reply.text).toContain(phrase("doubt.added"));
    expect(transcriptOf(scene)).toContain(hash);
    expect((await ada.press(isId)).text).toContain(phrase("doubt.closed"));
  });

  it("and is harmless answers the question of the form that waits for words", async () => {
    const scene = await aScene();
    const ada = scene.talker();
    await ada.ask("/human");
    await ada.press(phrase("category.funds"));
    await ada.press(phrase("button.skip"));

    const asked = await ada.ask(hash);
    expect(asked.text).toContain(question);
    expect((await ada.press(isId)).text).toContain(phrase("intake.ask_when"));
    await ada.press(phrase("button.skip"));
    await ada.press(phrase("button.send"));
    const ticket = await scene.desk.waitForTicket();
    expect(ticket.fields["description"]).toBe(hash);
  });

  it("and is harmless follows what the form has taken of the same message", async () => {
    const scene = await aScene();
    const ada = scene.talker();
    await ada.ask("/human");
    await ada.press(phrase("category.other"));
    await ada.press(phrase("button.skip"));

    ada.say(`look at ${hash} and tell me what you think of it`);
    await ada.hears(question);
    await scene.fleet.settled();
    expect((await ada.press(isId)).text).toContain(phrase("doubt.noted"));
    await ada.press(phrase("button.skip"));
    await ada.press(phrase("button.send"));
    const ticket = await scene.desk.waitForTicket();
    expect(ticket.fields["description"]).toContain(hash);
  });

  it("and is harmless is in the ticket that is opened later", async () => {
    const scene = await aScene();
    const ada = scene.talker();
    await ada.ask(hash);
    expect((await ada.press(isId)).text).toContain(phrase("doubt.thanks_what"));

    await openTicket(scene, ada);

    expect(transcriptOf(scene)).toContain(hash);
  });

  it("and is a key is deleted and warned of like any other", async () => {
    const scene = await aScene();
    const ada = scene.talker();
    const said = ada.say(hash);
    await ada.hears(question);

    ada.person.press(isKey);
    const warning = await ada.hears(phrase("secret.seen.private_key"));
    await scene.fleet.settled();

    expect(ada.chat.find(said.id)?.deletedAt).toBeDefined();
    expect(warning.text).toContain(phrase("secret.todo.private_key"));
    expect(warning.text).toContain(phrase("secret.deleted", "en", { count: 1 }));
    await expectNowhere(scene, [hash]);
  });

  it("may be settled in words, where a person does not press buttons", async () => {
    const scene = await aScene();
    const ada = scene.talker();
    const said = ada.say(hash);
    await ada.hears(question);

    ada.say("it is a key");
    await ada.hears(phrase("secret.seen.private_key"));
    await scene.fleet.settled();

    expect(ada.chat.find(said.id)?.deletedAt).toBeDefined();
  });

  it("is forgotten after ten minutes, which is said when the answer comes", async () => {
    const scene = await aScene();
    const ada = scene.talker();
    await ada.ask(hash);
    await openTicket(scene, ada);

    scene.clock.shift(10 * minuteMs);
    expect((await ada.press(isId)).text).toContain(phrase("doubt.forgotten"));
    await scene.fleet.settled();

    await expectNowhere(scene, [hash]);
  });

  it("is to be sent again after a restart, and asked about again", async () => {
    const scene = await aScene();
    const ada = scene.talker();
    await ada.ask(hash);
    await scene.fleet.settled();
    await scene.fleet.stop();
    const fleet = await aFleetIn(scene);

    expect((await ada.press(isId)).text).toContain(phrase("doubt.forgotten"));
    const again = await ada.ask(hash);
    await fleet.settled();

    expect(again.text).toContain(question);
    await expectNowhere({ ...scene, fleet }, [hash]);
  });

  it("and is a key is still deleted after a restart", async () => {
    const scene = await aScene();
    const ada = scene.talker();
    const said = ada.say(hash);
    await ada.hears(question);
    await scene.fleet.settled();
    await scene.fleet.stop();
    const fleet = await aFleetIn(scene);

    ada.person.press(isKey);
    await ada.hears(phrase("secret.seen.private_key"));
    await fleet.settled();

    expect(ada.chat.find(said.id)?.deletedAt).toBeDefined();
  });

  it("is not brought back with a piece of a secret that turns up later", async () => {
    const scene = await aScene();
    const ada = scene.talker();
    await openTicket(scene, ada);
    ada.say(`Look at ${hash}. legal winner thank year wave sausage`);
    await ada.hears(question);
    await scene.fleet.settled();

    ada.say("worth useful legal winner thank yellow");
    await ada.hears(phrase("secret.seen.seed_phrase"));
    await scene.fleet.settled();

    expect((await ada.press(isId)).text).toContain(phrase("doubt.closed"));
    await scene.fleet.settled();
    await expectNowhere(scene, ["legal winner thank", "wave sausage"]);
  });

  it("is not settled by words beside which a certain secret stands: that is deleted", async () => {
    const scene = await aScene();
    const ada = scene.talker();
    ada.say(hash);
    await ada.hears(question);
    await scene.fleet.settled();

    const said = ada.say(
      "it is a key\nlegal winner thank year wave sausage worth useful legal winner thank yellow",
    );
    await ada.hears(phrase("secret.seen.seed_phrase"));
    await scene.fleet.settled();

    expect(ada.chat.find(said.id)?.deletedAt).toBeDefined();
  });

  it("is settled for what the message says now, not for what an edit has replaced", async () => {
    const scene = await aScene();
    const ada = scene.talker();
    await openTicket(scene, ada);
    const said = ada.say(hash);
    await ada.hears(question);
    await scene.fleet.settled();
    ada.person.edit(said.id, aHash("corrected"));
    await scene.fleet.settled();
    expect(questionsTo(ada)).toBe(1);

    await ada.press(isId);
    await scene.fleet.settled();

    expect(transcriptOf(scene)).toContain(aHash("corrected"));
    expect(transcriptOf(scene)).not.toContain(hash);
  });

  it("is asked about in the person's language", async () => {
    const { talker, fleet } = await aScene();
    const li = talker({ languageCode: "zh-hans" });

    li.say(`您好 ${hash}`);
    await li.hears(phrase("doubt.ask_hash", "zh-Hans"));
    await fleet.settled();

    expect((await li.press(phrase("doubt.button.hash_harmless", "zh-Hans"))).text).toContain(
      phrase("doubt.thanks", "zh-Hans"),
    );
  });

  it("in a group stays masked without a word; whoever is invited from there is asked in the direct chat", async () => {
    const scene = await aGroupScene();
    const ada = scene.member();
    ada.writes(hash);
    await scene.fleet.settled();
    expect(scene.group.chat.replies).toEqual([]);
    expect(ada.heard()).toEqual([]);

    const said = ada.writes(`${us} what do you think of ${aHash("in a group")}`);
    const brief = await scene.group.chat.waitFor(({ direction }) => direction === "out");
    expect(brief.text).not.toContain(question);
    ada.say(startOf(brief));
    await ada.hears(question);
    await scene.fleet.settled();
    expect(ada.heard().join()).not.toContain(phrase("secret.seen.private_key"));
    await expectNowhere(scene, [hash, aHash("in a group")]);

    const told = await ada.press(isKey);
    await scene.fleet.settled();
    expect(told.text).toContain(phrase("doubt.deleting_elsewhere"));
    expect(scene.group.chat.find(said.id)?.deletedAt).toBeDefined();
  });
});
