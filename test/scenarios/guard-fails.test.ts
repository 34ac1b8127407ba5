import { describe, expect, it } from "vitest";
import type { Detector } from "../../src/guard/detector.ts";
import { aScene, type ShiftedClock } from "../support/a-fleet.ts";
import { openTicket } from "../support/open-ticket.ts";
import { phrase } from "../support/phrases.ts";
import { expectNowhere } from "../support/sinks.ts";
import { aGroupScene } from "./a-group.ts";

const trigger = "xyzzy";
const canary = "Plonkberry";
const text = `${trigger} ${canary} is what I wanted to say`;

const aDetector = (find: () => void): Detector => ({
  name: "fails",
  kinds: ["token"],
  find: ({ folded }) => {
    if (folded.includes(trigger)) find();
    return [];
  },
});
const after: Detector = { name: "after", kinds: ["token"], find: () => [] };

const failures = [
  {
    how: "throws",
    reason: "error",
    detectors: () => [
      aDetector(() => {
        throw new Error(`cannot read ${canary}`);
      }),
    ],
  },
  {
    how: "takes too long",
    reason: "overrun",
    detectors: (clock: ShiftedClock) => [aDetector(() => clock.shift(1_000)), after],
  },
] as const;

describe.each(failures)("when the guard $how", ({ reason, detectors }) => {
  const aFailingScene = () => aScene({ detectors });

  it("a message is kept nowhere, the person is asked for other words, and it is counted", async () => {
    const scene = await aFailingScene();
    const ada = scene.talker();

    ada.say(text);
    await ada.hears(phrase("secret.withheld"));
    await scene.fleet.settled();

    expect(await scene.fleet.metrics()).toMatch(
      new RegExp(`flotilla_texts_withheld_total\\{reason="${reason}"\\} [1-9]`),
    );
    await expectNowhere(scene, [canary]);
    expect((await ada.ask("hello")).text).not.toContain(phrase("secret.withheld"));
  });

  it("nothing of it reaches a person at the desk", async () => {
    const scene = await aFailingScene();
    const ada = scene.talker();
    const { ticketId } = await openTicket(scene, ada);
    await scene.desk.takeOver(ticketId);

    ada.say(text);
    await ada.hears(phrase("secret.withheld"));
    await scene.fleet.settled();

    await expectNowhere(scene, [canary]);
  });

  it("an edit and a caption are withheld like any text, and a file beside it is not kept", async () => {
    const scene = await aFailingScene();
    const ada = scene.talker();
    const said = ada.say("hello");
    await scene.fleet.settled();

    ada.person.edit(said.id, text);
    await scene.fleet.settled();
    ada.person.sendDocument({ caption: text, fileName: `${canary}.pdf` });
    await ada.hears(phrase("secret.withheld"));
    await scene.fleet.settled();

    await expectNowhere(scene, [canary]);
  });

  it("of two messages the one that can be read is answered, and the other is asked for again", async () => {
    const scene = await aFailingScene();
    const ada = scene.talker();
    await ada.ask("hello");
    ada.say(text);
    ada.say("my withdrawal failed");
    await ada.hears(phrase("secret.withheld"));
    await ada.hears(/TXID|withdrawal/i);
    await scene.fleet.settled();

    await expectNowhere(scene, [canary]);
  });

  it("a name is masked, in a direct chat and in a group", async () => {
    const scene = await aGroupScene({ detectors });
    const ada = scene.member({ firstName: `${trigger} ${canary}` });
    ada.writes("good morning");
    ada.say("hello");
    await scene.fleet.settled();

    await expectNowhere(scene, [canary]);
  });

  it("an agent's reply does not reach the person, and the desk is told", async () => {
    const scene = await aFailingScene();
    const { desk, fleet } = scene;
    const ada = scene.talker();
    const { ticketId } = await openTicket(scene, ada);

    const { webhook } = await desk.reply(ticketId, text);
    await fleet.settled();

    expect(ada.heard().join()).not.toContain(canary);
    const fate = desk.ticket(ticketId).transcript.flatMap(({ delivery }) => delivery ?? []);
    expect(fate).toMatchObject([{ eventId: webhook.eventId, state: "refused", reason: "unread" }]);
  });
});
