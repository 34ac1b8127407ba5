import { describe, expect, it } from "vitest";
import { aScene, type Scene } from "../support/a-fleet.ts";
import { seenIn } from "../support/canary.ts";
import { eventually } from "../support/eventually.ts";
import { openTicket } from "../support/open-ticket.ts";
import { phrase } from "../support/phrases.ts";
import { everySink, expectNowhere } from "../support/sinks.ts";
import { aGroupScene, startOf, us } from "./a-group.ts";

/** A phrase with a valid checksum, in two halves that look harmless on their own. */
const first = "legal winner thank year wave sausage";
const second = "worth useful legal winner thank yellow";
const canaries = [first, second, "wave sausage", "year wave", "thank yellow", "worth useful"];

/** What was on its way at that moment has gone by then. */
const withinMs = 5_000;

const stillSeen = async (scene: Scene): Promise<readonly string[]> => {
  const { "calls of the platform": _, ...sinks } = await everySink(scene, scene.fleet);
  return seenIn(sinks, canaries);
};

describe("a secret that is complete only with its last part", () => {
  it("is overwritten within 5 s in everything that had its first part: ticket, lines, form, our own words, disk", async () => {
    const scene = await aScene();
    const { desk, fleet } = scene;
    const ada = scene.talker();
    // Told before the ticket, offered back ("You wrote"), taken into the form, and into the ticket's own texts.
    await ada.ask(first);
    await ada.ask("/human");
    await ada.press(phrase("category.funds"));
    await ada.press(phrase("button.skip"));
    await ada.press(phrase("button.use_said"));
    await ada.press(phrase("when.today"));
    await ada.press(phrase("button.send"));
    const ticket = await desk.waitForTicket();
    await fleet.settled();
    expect(JSON.stringify([ticket.fields, ticket.transcript]).split("wave sausage").length).toBeGreaterThan(
      4,
    );

    ada.say(second);
    await eventually(
      () => desk.ticket(ticket.ticketId).fields["description"] === phrase("redacted.seed_phrase"),
      { timeoutMs: withinMs, what: "the ticket's description overwritten" },
    );
    await ada.hears(phrase("secret.seen.seed_phrase"));
    await fleet.settled();

    expect(await stillSeen(scene)).toEqual([]);
    expect(desk.ticket(ticket.ticketId).fields["description"]).toBe(phrase("redacted.seed_phrase"));
  });

  it("is overwritten in what waits for a desk that is down, and arrives clean", async () => {
    const scene = await aScene();
    const { desk, fleet, clock } = scene;
    const ada = scene.talker();
    await openTicket(scene, ada);
    await desk.down();
    ada.say(`about my ticket: ${first}`);
    await fleet.handled();

    ada.say(second);
    await ada.hears(phrase("secret.seen.seed_phrase"));
    expect(await stillSeen(scene)).toEqual([]);
    await desk.up();
    clock.shift(600_000);
    await desk.waitForCall(({ call, status }) => call === "redact" && status === 200);
    await fleet.settled();

    const told = [...desk.tickets.values()].flatMap(({ transcript }) => transcript.map(({ text }) => text));
    expect(told.join()).toContain("about my ticket");
    expect(await stillSeen(scene)).toEqual([]);
  });

  it("is overwritten in a second ticket and in lines that were added to an open one", async () => {
    const scene = await aScene();
    const { desk, fleet } = scene;
    const ada = scene.talker();
    await openTicket(scene, ada);
    await ada.ask("/ticket");
    await ada.press(phrase("button.ticket"));
    await ada.press(phrase("category.other"));
    await ada.press(phrase("button.skip"));
    await ada.ask(first);
    await ada.press(phrase("when.today"));
    await ada.press(phrase("button.send"));
    await fleet.settled();
    expect(JSON.stringify([...desk.tickets.values()])).toContain(first);

    ada.say(second);
    await ada.hears(phrase("secret.seen.seed_phrase"));
    await fleet.settled();

    expect(await stillSeen(scene)).toEqual([]);
  });

  it("goes on after its first words made a phrase by themselves: what follows is taken out, too", async () => {
    const scene = await aScene();
    const ada = scene.talker();
    await openTicket(scene, ada);
    const rest = ["endless wave force engine", "liquid canal"];
    for (const part of [first, second]) {
      ada.say(part);
      await scene.fleet.settled();
    }

    const said: number[] = [];
    for (const part of rest) {
      said.push(ada.say(part).id);
      await scene.fleet.settled();
    }
    ada.say("are my funds safe now?");
    await scene.fleet.settled();

    for (const id of said) expect(ada.chat.find(id)?.deletedAt).toBeDefined();
    expect(ada.chat.messages.findLast(({ direction }) => direction === "in")?.deletedAt).toBeUndefined();
    await expectNowhere(scene, [...canaries, ...rest]);
  });

  it("may begin in a form that is still being filled", async () => {
    const scene = await aScene();
    const ada = scene.talker();
    await ada.ask("/human");
    await ada.press(phrase("category.other"));
    await ada.press(phrase("button.skip"));
    await ada.ask(first);

    ada.say(second);
    await ada.hears(phrase("secret.seen.seed_phrase"));
    await scene.fleet.settled();
    ada.person.press(phrase("button.send_now"));
    await scene.desk.waitForTicket();
    await scene.fleet.settled();

    expect(await stillSeen(scene)).toEqual([]);
  });

  it("may be spread over an edit: what the message said before, and what it says now", async () => {
    const scene = await aScene();
    const ada = scene.talker();
    await openTicket(scene, ada);
    const said = ada.say(first);
    await scene.fleet.settled();

    ada.person.edit(said.id, second);
    await ada.hears(phrase("secret.seen.seed_phrase"));
    await scene.fleet.settled();

    expect(ada.chat.find(said.id)?.deletedAt).toBeDefined();
    expect(await stillSeen(scene)).toEqual([]);
  });

  it("is not seen in a message that was only corrected", async () => {
    const { talker, fleet } = await aScene();
    const ada = talker();
    const said = ada.say(`my words are ${first}`);
    await fleet.settled();

    ada.person.edit(said.id, `my words are: ${first} sorry`);
    await fleet.settled();

    expect(ada.chat.find(said.id)?.deletedAt).toBeUndefined();
  });

  it("may be spread over the captions of an album and the text behind it", async () => {
    const scene = await aScene();
    const ada = scene.talker();
    const album = ada.person.sendAlbum([
      { kind: "photo", caption: "legal winner thank year" },
      { kind: "photo", caption: "wave sausage worth useful" },
    ]);
    await scene.fleet.settled();
    const said = ada.say("legal winner thank yellow");
    await ada.hears(phrase("secret.seen.seed_phrase"));
    await scene.fleet.settled();

    for (const { id } of [...album, said]) expect(ada.chat.find(id)?.deletedAt).toBeDefined();
    expect(await stillSeen(scene)).toEqual([]);
  });

  it("is found in a group though many others speak in between", async () => {
    const scene = await aGroupScene();
    const ada = scene.member();
    const others = Array.from({ length: 8 }, (_, n) => scene.member({ firstName: `Bo${n}` }));
    scene.clock.shift(25 * 3_600_000);
    const begun = ada.writes(first);
    for (let n = 0; n < 80; n += 1) others[n % 8]?.writes(`good morning everybody, number ${n}`);
    await scene.fleet.settled();

    const ended = ada.writes(second);
    await scene.group.chat.waitFor(({ direction }) => direction === "out");
    await scene.fleet.settled();

    for (const { id } of [begun, ended]) expect(scene.group.chat.find(id)?.deletedAt).toBeDefined();
    expect(await stillSeen(scene)).toEqual([]);
  });

  it("is not in the question that an invitation out of a group brings along", async () => {
    const scene = await aGroupScene();
    const ada = scene.member();
    scene.clock.shift(25 * 3_600_000);
    const brief = await ada.asks(`${us} what is ${first}`);
    ada.writes(second);
    await scene.group.chat.waitFor(({ text }) => text.includes("Something secret was posted here"));
    await scene.fleet.settled();

    ada.say(startOf(brief));
    await scene.fleet.settled();

    expect(ada.heard().join()).not.toContain("wave sausage");
    expect(await stillSeen(scene)).toEqual([]);
  });
});
