import { describe, expect, it } from "vitest";
import { useFewArticles } from "../support/a-few-articles.ts";
import { aFleetIn, aWorld } from "../support/a-fleet.ts";
import { eventually } from "../support/eventually.ts";
import { aPicture } from "../support/files.ts";
import { openTicket } from "../support/open-ticket.ts";
import { phrase } from "../support/phrases.ts";
import { placesOf, sealedFilesOf } from "../support/sinks.ts";

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
});
