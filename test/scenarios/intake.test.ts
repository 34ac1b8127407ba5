import { describe, expect, it } from "vitest";
import { aScene, type Scene } from "../support/a-fleet.ts";
import { phrase } from "../support/phrases.ts";
import type { Talker } from "../support/talker.ts";

/** Fills the form to its summary, as a patient person would. */
const fillForm = async (ada: Talker) => {
  await ada.ask("/human");
  await ada.press(phrase("category.funds"));
  await ada.ask("12345678");
  await ada.ask("The withdrawal to my wallet failed twice with error 4021.");
  return ada.press(phrase("when.today"));
};

const openTicket = async ({ desk }: Scene, ada: Talker) => {
  await ada.ask("/human");
  await ada.press(phrase("button.send_now"));
  return desk.waitForTicket();
};

describe("the way to a ticket", () => {
  it("asks, shows what will be sent, and opens the ticket with its fields once the person agrees", async () => {
    const { talker, desk, fleet } = await aScene();
    const ada = talker();

    const summary = await fillForm(ada);
    expect(desk.tickets.size).toBe(0);
    for (const shown of [phrase("category.funds"), "12345678", "failed twice", phrase("intake.consent")])
      expect(summary.text).toContain(shown);
    const receipt = await ada.press(phrase("button.send"));
    const { fields, transcript } = await desk.waitForTicket();
    await fleet.settled();

    expect(receipt.text).toContain(phrase("ticket.receipt"));
    expect(fields).toMatchObject({
      category: "funds",
      urgent: false,
      locale: "en",
      accountReference: "12345678",
      description: "The withdrawal to my wallet failed twice with error 4021.",
      happenedWhen: expect.stringMatching(/^today/),
      person: { id: `telegram/${ada.person.id}`, displayName: "Ada" },
      channel: { platform: "telegram", account: "telegram-support" },
    });
    expect(Number.isNaN(Date.parse(String(fields["consentAt"])))).toBe(false);
    expect(transcript.map(({ author }) => author)).toEqual(expect.arrayContaining(["person", "bot"]));
  });

  it("shows the account's number nowhere but in the ticket's account reference", async () => {
    const { talker, desk, fleet, bytes } = await aScene();
    const ada = talker();
    await ada.ask("/human");
    await ada.press(phrase("category.funds"));
    await ada.ask("my UID is 48151623");
    await ada.ask("Nothing arrives on my account.");
    await ada.press(phrase("when.today"));
    await ada.press(phrase("button.send"));
    const { fields, transcript } = await desk.waitForTicket();
    await fleet.settled();

    expect(fields["accountReference"]).toBe("48151623");
    const { accountReference: _, ...others } = fields;
    const elsewhere = JSON.stringify([others, transcript]);
    expect(elsewhere).not.toContain("48151623");
    expect(elsewhere).toContain(phrase("masked.uid"));
    expect(bytes().includes("48151623")).toBe(false);
  });

  it("goes back, skips, and can be cancelled at any step", async () => {
    const { talker, desk, fleet } = await aScene();
    const ada = talker();
    await ada.ask("/human");

    expect((await ada.press(phrase("category.trading"))).text).toContain(phrase("intake.ask_account"));
    expect((await ada.press(phrase("button.skip"))).text).toContain(phrase("intake.ask_what"));
    expect((await ada.ask("back")).text).toContain(phrase("intake.ask_account"));
    expect((await ada.ask("skip")).text).toContain(phrase("intake.ask_what"));
    expect((await ada.ask("cancel")).text).toContain(phrase("intake.cancelled"));
    await fleet.settled();

    expect(desk.tickets.size).toBe(0);
  });

  it("waits while another question is answered, and goes on where it was", async () => {
    const { talker, desk, fleet } = await aScene();
    const ada = talker();
    await ada.ask("/human");
    await ada.press(phrase("category.funds"));

    const answer = await ada.ask("how long does a deposit take?");
    expect(answer.text).toContain("deposit records");
    const resumed = await ada.press(phrase("button.go_on"));
    expect(resumed.text).toContain(phrase("intake.ask_account"));
    await ada.ask("12345678");
    await ada.ask("It is gone.");
    await ada.press(phrase("when.yesterday"));
    await ada.press(phrase("button.send"));
    await fleet.settled();

    expect([...desk.tickets.values()].map(({ fields }) => fields["description"])).toEqual(["It is gone."]);
  });

  it("lets the person change an answer at the end", async () => {
    const { talker, desk } = await aScene();
    const ada = talker();
    await fillForm(ada);

    expect((await ada.press(phrase("button.change"))).text).toContain(phrase("intake.ask_change"));
    expect((await ada.press(phrase("intake.slot.category"))).text).toContain(phrase("intake.ask_category"));
    expect((await ada.press(phrase("category.trading"))).text).toContain(phrase("category.trading"));
    await ada.press(phrase("button.send"));

    expect((await desk.waitForTicket()).fields).toMatchObject({
      category: "trading",
      accountReference: "12345678",
    });
  });

  it("speaks Chinese to whoever writes Chinese", async () => {
    const { talker, desk } = await aScene();
    const li = talker({ languageCode: "zh-hans" });

    expect((await li.ask("人工")).text).toContain(phrase("intake.ask_category", "zh-Hans"));
    await li.press(phrase("category.funds", "zh-Hans"));
    await li.press(phrase("button.skip", "zh-Hans"));
    await li.ask("提现两次都失败了");
    const summary = await li.press(phrase("when.today", "zh-Hans"));
    expect(summary.text).toContain("提现两次都失败了");
    await li.press(phrase("button.send", "zh-Hans"));

    expect((await desk.waitForTicket()).fields).toMatchObject({ locale: "zh-Hans", category: "funds" });
  });
});

describe("a person at the desk", () => {
  it.each(["human", "/human", "agent", "I want to talk to a real person", "人工", "转人工"])(
    "pain 23: is reached by one word: %s",
    async (words) => {
      const { talker } = await aScene();
      const ada = talker();

      const reply = await ada.ask(words);

      const buttons = reply.buttons.map(({ text }) => text);
      expect(
        [phrase("button.send_now"), phrase("button.send_now", "zh-Hans")].some((label) =>
          buttons.includes(label),
        ),
      ).toBe(true);
    },
  );

  it("pain 23: is one tap away from every answer, and the second tap is enough for a ticket", async () => {
    const { talker, desk } = await aScene();
    const ada = talker();
    const said = [
      "hello",
      "my withdrawal failed",
      "how long does that take?",
      "qwx zrrv plonk",
      "money not here",
    ];

    for (const words of said) {
      const reply = await ada.ask(words);
      expect(
        reply.buttons.map(({ text }) => text),
        words,
      ).toContain(phrase("button.human"));
    }
    await ada.press(phrase("button.human"));
    await ada.press(phrase("button.send_now"));

    const { transcript } = await desk.waitForTicket();
    expect(transcript.map(({ text }) => text)).toContain("my withdrawal failed");
  });
});

describe("one conversation", () => {
  it("pain 15: has one open ticket per category, however fast and often the person asks for one", async () => {
    const scene = await aScene();
    const { talker, desk, fleet, telegram } = scene;
    const ada = talker();
    telegram.fault({ kind: "update_twice", times: 10 });
    desk.fault({ kind: "reset_after", method: "open" });
    await ada.ask("/human");

    for (let press = 0; press < 3; press += 1) ada.person.press(phrase("button.send_now"));
    ada.say("/human");
    ada.say("human");
    await desk.waitForTicket();
    await ada.hears(phrase("ticket.receipt"));
    await fleet.settled();
    scene.clock.shift(5_000);
    await fleet.settled();

    expect(desk.tickets.size).toBe(1);
  });

  it("pain 15: goes on in its open ticket when the same trouble is told again", async () => {
    const scene = await aScene();
    const ada = scene.talker();
    const { ticketId } = await openTicket(scene, ada);
    await scene.fleet.settled();

    ada.say("one more thing: it is the account of my wife");
    await scene.desk.waitForCall(({ call }) => call === "append");
    await scene.fleet.settled();

    expect(scene.desk.tickets.size).toBe(1);
    expect(scene.desk.ticket(ticketId).transcript.at(-1)?.text).toContain("one more thing");
  });

  it("knows its ticket by the desk's reference", async () => {
    const scene = await aScene();
    const ada = scene.talker();
    const { reference } = await openTicket(scene, ada);
    await scene.fleet.settled();

    expect((await ada.ask("/status")).text).toContain(reference);
  });
});
