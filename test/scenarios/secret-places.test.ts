import { describe, expect, it } from "vitest";
import { aScene } from "../support/a-fleet.ts";
import { openTicket } from "../support/open-ticket.ts";
import { phrase } from "../support/phrases.ts";
import { expectNowhere } from "../support/sinks.ts";
import type { Talker } from "../support/talker.ts";
import { aGroupScene } from "./a-group.ts";

const secret = "my password is Canary!Place42";
const canary = "Canary!Place42";
const words = "legal winner thank year wave sausage worth useful legal winner thank yellow";

const places: readonly (readonly [string, (talker: Talker) => { readonly id: number }])[] = [
  ["a caption", ({ person }) => person.sendPhoto({ caption: secret })],
  ["a file's name", ({ person }) => person.sendDocument({ fileName: `${words}.pdf` })],
  ["a quote", ({ person }) => person.say("what about this?", { quote: secret })],
  [
    "the address behind a link",
    ({ person }) =>
      person.say("look here", {
        entities: [
          {
            type: "text_link",
            offset: 5,
            length: 4,
            url: `https://example.com/?q=${encodeURIComponent(words)}`,
          },
        ],
      }),
  ],
  ["a forwarded message", ({ person }) => person.say(secret, { forwardedFrom: "Eve" })],
  [
    "the name of whom a message is forwarded from",
    ({ person }) => person.say("see", { forwardedFrom: words }),
  ],
  ["the arguments of a command", ({ person }) => person.say(`/start ${secret}`)],
  ["a poll", ({ person }) => person.sendPoll({ question: "which?", answers: ["this", words] })],
  ["a contact", ({ person }) => person.sendContact({ firstName: words })],
];

describe("a secret", () => {
  it.each(places)("in %s is deleted, warned of, and kept nowhere", async (_, send) => {
    const scene = await aScene();
    const ada = scene.talker();
    await openTicket(scene, ada);

    const said = send(ada);
    await ada.hears(/Careful! Your message had/);
    await scene.fleet.settled();

    expect(ada.chat.find(said.id)?.deletedAt).toBeDefined();
    await expectNowhere(scene, [canary, "winner thank", "sausage worth"]);
  });

  it("in a reply to one's own words is found there, too", async () => {
    const scene = await aScene({
      before: ({ telegram }) => void telegram.person({ id: 1_001, firstName: "Ada" }).say(secret),
    });
    const ada = scene.talker();
    const [before] = ada.chat.messages;

    ada.person.say("what about that?", { replyTo: before?.id ?? 0 });
    await ada.hears(phrase("secret.seen.password"));
    await scene.fleet.settled();

    await expectNowhere(scene, [canary]);
  });

  it("in a person's name is masked in all that is kept, and nobody is warned of it again and again", async () => {
    const scene = await aScene();
    const ada = scene.talker({ firstName: words });

    await openTicket(scene, ada);
    await ada.ask("hello");
    await scene.fleet.settled();

    expect(ada.heard().join()).not.toContain("Careful!");
    await expectNowhere(scene, ["winner thank", "sausage worth"]);
  });

  it("in the name of somebody who joins a group is masked, and the group hears nothing of it", async () => {
    const scene = await aGroupScene();
    const eve = scene.member({ firstName: words });
    eve.writes("hello everybody");
    await scene.fleet.settled();

    expect(scene.group.chat.replies).toEqual([]);
    await expectNowhere(scene, ["winner thank", "sausage worth"]);
  });

  it("in the code that somebody was asked for in a group is found: a number alone answers the question", async () => {
    const scene = await aGroupScene();
    const eve = scene.member({ firstName: "Eve" });
    const ada = scene.member();

    eve.writes("hello Ada, support here, please send me the verification code that you got");
    await scene.fleet.settled();
    const said = ada.writes("839201");
    await scene.group.chat.waitFor(({ direction }) => direction === "out");
    await scene.fleet.settled();

    expect(scene.group.chat.find(said.id)?.deletedAt).toBeDefined();
    await expectNowhere(scene, ["839201"]);
  });

  it("in the code that a forwarded message asks for is found in the direct chat", async () => {
    const scene = await aScene();
    const ada = scene.talker();
    ada.person.say("please send me the verification code that you got", { forwardedFrom: "HTX Support" });
    await scene.fleet.settled();

    const said = ada.say("839201");
    await ada.hears(phrase("secret.seen.one_time_code"));
    await scene.fleet.settled();

    expect(ada.chat.find(said.id)?.deletedAt).toBeDefined();
    await expectNowhere(scene, ["839201"]);
  });

  it("is not seen in the number that a form has asked for, whoever wanted a code before", async () => {
    const scene = await aScene();
    const ada = scene.talker();
    ada.person.say("please send me the verification code that you got", { forwardedFrom: "HTX Support" });
    await scene.fleet.settled();
    await ada.ask("/human");
    await ada.hears(phrase("intake.ask_account"));

    const said = ada.say("48151623");
    await ada.hears(/^You wrote:/);

    expect(ada.chat.find(said.id)?.deletedAt).toBeUndefined();
  });
});
