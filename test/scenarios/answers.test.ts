import { describe, expect, it } from "vitest";
import { aScene } from "../support/a-fleet.ts";
import { phrase } from "../support/phrases.ts";

describe("a question", () => {
  it.each([
    {
      languageCode: "en",
      question: "my deposit has not arrived",
      names: "deposit records",
      fee: "how long does that take?",
    },
    { languageCode: "zh-hans", question: "充值没到账怎么办", names: "充币记录", fee: "要多久" },
  ])(
    "is answered from an article, and so is a follow-up to it ($languageCode)",
    async ({ languageCode, question, names, fee }) => {
      const { talker, fleet } = await aScene();
      const ada = talker({ languageCode });
      const locale = languageCode === "en" ? "en" : "zh-Hans";
      await ada.ask(locale === "en" ? "hello" : "你好");

      const answer = await ada.ask(question);
      const followUp = await ada.ask(fee);
      await fleet.settled();

      expect(answer.text).toContain(names);
      expect(followUp.text).not.toBe(answer.text);
      expect(followUp.text).not.toContain(phrase("escalate.not_understood", locale));
      expect(followUp.text.length).toBeLessThan(answer.text.length);
      const decisions = JSON.parse(await fleet.turns()).turns.map(
        ({ decision }: { decision: { kind: string; reason: string } }) =>
          `${decision.kind} ${decision.reason}`,
      );
      expect(decisions).toEqual(["converse greeting", "answer classified", "answer follow_up"]);
    },
  );

  it("that could mean several things is asked back, and a number answers that", async () => {
    const { talker } = await aScene();
    const ada = talker();
    await ada.ask("hello");

    const ask = await ada.ask("money not here");
    expect(ask.text).toContain(phrase("answer.did_you_mean"));
    const offered = ask.buttons.map(({ text }) => text).slice(0, -2);
    expect(offered.length).toBeGreaterThan(1);
    expect(ask.buttons.map(({ text }) => text).slice(-2)).toEqual([
      phrase("button.none"),
      phrase("button.human"),
    ]);

    const byNumber = await ada.ask("2");
    await ada.ask("money not here");
    const byButton = await ada.press(offered[1] ?? "");

    expect(byNumber.text.length).toBeGreaterThan(200);
    expect(byNumber.text).toBe(`${byButton.text}\n\n${phrase("helpful.ask")}`);
  });

  it("in three quick messages is one question with one answer", async () => {
    const { talker, fleet, telegram } = await aScene();
    const ada = talker();
    await ada.ask("hello");
    await fleet.settled();

    for (const text of ["hi", "my withdrawal", "has failed"]) ada.say(text);
    await ada.chat.waitForReplies(2);
    await fleet.settled();

    expect(ada.heard()).toHaveLength(2);
    expect(telegram.counts["sendMessage 200"]).toBe(2);
  });

  it("that is not understood leads to a person, and never to silence", async () => {
    const { talker } = await aScene();
    const ada = talker();
    await ada.ask("hello");

    for (const nonsense of ["qwx zrrv plonk", "brrm fnord glip", "zzxcv qqq"]) {
      const reply = await ada.ask(nonsense);
      expect(reply.buttons.map(({ text }) => text)).toContain(phrase("button.human"));
    }
  });

  it("from a bot is not answered, so that two bots do not talk to each other for ever", async () => {
    const { talker, telegram, fleet } = await aScene();
    const ada = talker();
    const message_id = 900_001;
    const from = { id: 55, is_bot: true, first_name: "EchoBot" };
    telegram.inject({
      message: {
        message_id,
        date: Math.floor(Date.now() / 1000),
        chat: { id: 55, type: "private" },
        from,
        text: "hello",
      },
    });
    await ada.ask("hello");
    await fleet.settled();

    expect(telegram.chat(55).replies).toEqual([]);
  });
});
