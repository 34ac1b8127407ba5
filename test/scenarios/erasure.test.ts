import { describe, expect, it } from "vitest";
import { useFewArticles } from "../support/a-few-articles.ts";
import { aFleetIn, aWorld } from "../support/a-fleet.ts";
import { aTwitterWorld, chooseByNumber } from "../support/a-twitter-world.ts";
import { eventually } from "../support/eventually.ts";
import { aPicture } from "../support/files.ts";
import { openTicket } from "../support/open-ticket.ts";
import { phrase } from "../support/phrases.ts";
import { placesOf, sealedFilesOf } from "../support/sinks.ts";
import { aGroupScene, us } from "./a-group.ts";

const sections = useFewArticles(["deposit-missing", "password-reset"]);
const hourMs = 3_600_000;
const name = "Quintessa";
const words = "the pangolin transfer of last tuesday";

describe("pain 28: whoever wants to be forgotten", () => {
  it("is nowhere on disk any more, nor their name and files; others are, and the talk goes on", async () => {
    const world = await aWorld({ sections: sections() });
    const fleet = await aFleetIn(world);
    const ada = world.talker({ firstName: name });
    const bob = world.talker({ firstName: "Bob" });
    await bob.ask("an okapi withdrawal");
    await ada.ask(`my deposit has not arrived, ${words}`);
    ada.person.sendPhoto({ bytes: await aPicture("png") });
    await fleet.settled();
    expect(placesOf(world, words, name)).toEqual([
      expect.arrayContaining(["the rows of envelopes"]),
      expect.arrayContaining(["the rows of people"]),
    ]);
    expect(sealedFilesOf(world)).toHaveLength(1);

    const asked = await ada.ask("Delete my data please");
    expect(asked.text).toBe(phrase("erase.ask"));
    const done = await ada.press(phrase("erase.yes"));
    await fleet.settled();
    expect(done.text).toBe(phrase("erase.done"));
    await eventually(() => sealedFilesOf(world).length === 0);
    expect(placesOf(world, words, name, "okapi")).toEqual([[], [], ["the rows of envelopes"]]);

    expect((await ada.ask("i forgot my password")).text).toContain(phrase("intro"));
    expect((await ada.ask("i forgot my password")).text).not.toContain(phrase("intro"));
    expect((await fleet.turns()).length).toBeGreaterThan(0);
  });

  it("has what was still on its way erased within a day, though the fleet was stopped meanwhile", async () => {
    const world = await aWorld({ sections: sections() });
    const { desk, telegram } = world.sandbox;
    const first = await aFleetIn(world);
    const ada = world.talker({ firstName: name });
    const { ticketId } = await openTicket({ ...world, fleet: first, telegram, desk }, ada);
    desk.fault({ kind: "server_error", status: 503, times: 0 });
    ada.say(`${words} is what I mean`);
    await ada.hears(phrase("handover.added"));
    await ada.ask("/forget");
    await ada.press(phrase("erase.yes"));
    expect(placesOf(world, words)).toEqual([["the rows of envelopes"]]);
    await first.stop();

    world.clock.shift(13 * hourMs);
    const second = await aFleetIn(world);
    await eventually(() => placesOf(world, words).flat().length === 0);
    desk.faults.clear();
    await eventually(() =>
      desk.ticket(ticketId).transcript.some(({ text }) => text.includes("erased at the desk")),
    );
    await second.settled();
    expect(JSON.stringify(desk.ticket(ticketId).transcript)).not.toContain(words);
  });

  it("is forgotten in groups and by the other accounts too; what others said there stays", async () => {
    const scene = await aGroupScene({ second: true, sections: sections() });
    const ada = scene.member({ id: 77, firstName: name });
    const bob = scene.member({ firstName: "Bob" });
    const elsewhere = scene.talker({ id: 77, bot: "HTXSecondBot", firstName: name });
    await bob.asks(`${us} my deposit has not arrived, an okapi`);
    await ada.asks(`${us} my deposit has not arrived, ${words}`);
    ada.writes("a walrus, said to nobody");
    await elsewhere.ask("my deposit has not arrived, a numbat");
    await elsewhere.ask("Delete my data");
    await ada.ask("hello");
    await scene.fleet.settled();
    const told = [words, "walrus", "numbat", name];
    expect(placesOf(scene, ...told).every((places) => places.length > 0)).toBe(true);

    await ada.ask("Delete my data");
    await ada.press(phrase("erase.yes"));
    await eventually(() => placesOf(scene, ...told).flat().length === 0, { what: "nothing kept" });
    await scene.fleet.settled();
    expect(placesOf(scene, ...told, "okapi")).toEqual([[], [], [], [], ["the rows of envelopes"]]);
    // What the other chat had asked is forgotten with it.
    expect((await elsewhere.ask("yes")).text).not.toContain(phrase("erase.done"));
    expect((await bob.asks(`${us} i forgot my password`)).text).toMatch(/password/i);
  });

  it("stays known for what they have written to another account since", async () => {
    const world = await aWorld({ second: true, sections: sections() });
    const first = await aFleetIn(world);
    const ada = world.talker({ id: 77, firstName: name });
    const elsewhere = world.talker({ id: 77, bot: "HTXSecondBot", firstName: name });
    await elsewhere.ask("my deposit has not arrived, a numbat");
    await ada.ask("Delete my data");
    await ada.press(phrase("erase.yes"));
    await eventually(() => placesOf(world, "numbat").flat().length === 0, { what: "no numbat" });
    // Telegram tells seconds.
    world.clock.shift(1_000);
    await elsewhere.ask(`my deposit has not arrived, ${words}`);
    await first.stop();
    world.clock.shift(13 * hourMs);
    const second = await aFleetIn(world);
    await second.settled();
    expect(placesOf(world, words, name)).toEqual([
      ["the rows of envelopes"],
      expect.arrayContaining(["the rows of people"]),
    ]);
  });

  it("on X is forgotten in public as well, where they were invited to write", async () => {
    const world = await aTwitterWorld({ sections: sections() });
    const { mia, account } = world;
    const fleet = await aFleetIn(world);
    const hears = (text: string) =>
      eventually(() => mia.inbox.some((told) => told.text.includes(text)), { what: text });
    mia.post(`@HTXSupport my deposit has not arrived, ${words}`);
    await account.waitForPosts(1);
    mia.say("my deposit has not arrived");
    await hears("deposit");
    // The direct chat has opened with what was asked in public.
    expect(placesOf(world, words)).toEqual([["the rows of conversations", "the rows of envelopes"]]);

    mia.say("Delete my data");
    await hears(phrase("erase.yes"));
    chooseByNumber(mia, phrase("erase.yes"));
    await hears(phrase("erase.done"));
    await fleet.settled();
    expect(placesOf(world, words)).toEqual([[]]);
  });

  it("on X is forgotten in what the desk has of their posts, too", async () => {
    const world = await aTwitterWorld({ sections: sections() });
    const { twitter } = world;
    const { desk } = world.sandbox;
    const ada = twitter.person({ name, username: "quint_essa" });
    const fleet = await aFleetIn(world);
    twitter.fault({ kind: "refused", method: "createPosts", reason: "not_permitted", times: 0 });
    ada.post(`@HTXSupport my deposit has not arrived, ${words}`);
    const { ticketId } = await desk.waitForTicket();
    await fleet.settled();
    expect(placesOf(world, words, name)).toEqual([
      ["the rows of envelopes"],
      expect.arrayContaining(["the rows of envelopes", "the rows of people"]),
    ]);

    const hears = (text: string) =>
      eventually(() => ada.inbox.some((told) => told.text.includes(text)), { what: text });
    ada.say("Delete my data");
    await hears(phrase("erase.yes"));
    chooseByNumber(ada, phrase("erase.yes"));
    await hears(phrase("erase.done"));
    await fleet.settled();
    expect(placesOf(world, words, name)).toEqual([[], []]);
    expect(desk.ticket(ticketId).transcript.at(-1)?.text).toContain("asked for their data to be erased");
  });
});
