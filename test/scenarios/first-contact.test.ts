import { describe, expect, it } from "vitest";
import { aScene } from "../support/a-fleet.ts";
import { anOgg } from "../support/files.ts";
import { phrase } from "../support/phrases.ts";

const languages = [
  { locale: "en", languageCode: "en", hello: "hello", thanks: "thank you" },
  { locale: "zh-Hans", languageCode: "zh-hans", hello: "你好", thanks: "谢谢" },
] as const;

describe.each(languages)("somebody who writes for the first time ($locale)", (language) => {
  const { locale, languageCode, hello, thanks } = language;

  it("pain 38: is answered at the first message, with who answers, how to reach a person, and what never to send", async () => {
    const { talker, fleet } = await aScene();
    const ada = talker({ languageCode });
    const question = { en: "my withdrawal failed", "zh-Hans": "提币失败了怎么办" }[locale];

    const reply = await ada.ask(question);
    await fleet.settled();

    expect(reply.text).toContain(phrase("intro", locale));
    expect(reply.text.length).toBeGreaterThan(phrase("intro", locale).length + 100);
    expect(reply.buttons.map(({ text }) => text)).toContain(phrase("button.human", locale));
    expect(ada.heard()).toHaveLength(1);
  });

  it("is greeted back, and is introduced to the assistant only once", async () => {
    const { talker, fleet } = await aScene();
    const ada = talker({ languageCode });

    const first = await ada.ask(hello);
    const second = await ada.ask(hello);
    const third = await ada.ask(thanks);
    await fleet.settled();

    expect(first.text).toBe(`${phrase("intro", locale)}\n\n${phrase("talk.ready", locale)}`);
    expect(second.text).not.toContain(phrase("intro", locale));
    expect(third.text).toBe(phrase("talk.thanks", locale));
    expect(ada.heard()).toHaveLength(3);
  });

  it("can use every command before anything else", async () => {
    const { talker } = await aScene();
    const ada = talker({ languageCode });

    expect((await ada.ask("/start")).text).toContain(phrase("intro", locale));
    expect((await ada.ask("/help")).text).toBe(phrase("help", locale));
    expect((await ada.ask("/status")).text).toBe(phrase("status.none", locale));
    const menu = await ada.ask("/language");
    expect(menu.text).toBe(phrase("language.choose", locale));
    expect(menu.buttons.map(({ text }) => text)).toEqual(
      expect.arrayContaining(["English", "简体中文", "Türkçe"]),
    );
    expect((await ada.ask("/human")).text).toContain(phrase("intake.ask_category", locale));
    expect((await ada.ask("/nonsense")).text).toContain(phrase("help_unknown", locale));
  });
});

describe("the language of a conversation", () => {
  it("is the one that was chosen by a button, whatever is written afterwards", async () => {
    const { talker } = await aScene();
    const ada = talker({ languageCode: "en" });

    await ada.ask("/language");
    const chosen = await ada.press("简体中文");
    const thanked = await ada.ask("thanks");

    expect(chosen.text).toBe(phrase("language.chosen", "zh-Hans"));
    expect(thanked.text).toContain(phrase("talk.thanks", "zh-Hans"));
  });

  it("follows the text, not the client's setting", async () => {
    const { talker } = await aScene();
    const ada = talker({ languageCode: "en" });

    const reply = await ada.ask("我的提现失败了，请帮我看看怎么办");

    expect(reply.text).toContain(phrase("intro", "zh-Hans"));
  });
});

describe("somebody who sends no words", () => {
  it.each([
    { what: "photo", text: phrase("media.received", "en", { kind: "photo", count: 1 }) },
    { what: "voice", text: phrase("media.received", "en", { kind: "voice", count: 1 }) },
    { what: "sticker", text: phrase("media.sticker") },
  ])("is told honestly that a $what cannot be read", async ({ what, text }) => {
    const { talker, fleet } = await aScene();
    const ada = talker();
    await ada.ask("hello");
    const reply = ada.next();

    if (what === "photo") ada.person.sendPhoto();
    else if (what === "voice") ada.person.sendVoice({ bytes: anOgg() });
    else ada.person.sendSticker();

    expect((await reply).text).toContain(text);
    await fleet.settled();
    expect(ada.heard()).toHaveLength(2);
  });

  it("has the picture named at the desk when a ticket is open", async () => {
    const { talker, desk, fleet } = await aScene();
    const ada = talker();
    await ada.ask("/human");
    await ada.press(phrase("button.send_now"));
    const ticket = await desk.waitForTicket();

    ada.person.sendPhoto({ caption: "what the app shows" });
    await fleet.settled();

    const lines = desk.ticket(ticket.ticketId).transcript.map(({ kind, text }) => `${kind}: ${text}`);
    expect(lines).toContain("message: what the app shows");
    expect(lines).toContainEqual(expect.stringMatching(/^attachment_notice: \S+\.png$/));
  });
});
