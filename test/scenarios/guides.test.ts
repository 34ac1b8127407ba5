import { describe, expect, it } from "vitest";
import { useFewArticles } from "../support/a-few-articles.ts";
import { aScene } from "../support/a-fleet.ts";
import { phrase } from "../support/phrases.ts";

const sections = useFewArticles([
  "deposit-missing",
  "deposit-wrong-network",
  "two-factor-lost",
  "password-reset",
]);
const scene = () => aScene({ sections: sections() });

const hash = "4e3a9c1f".repeat(8);

describe("a guide", () => {
  it("leads from the article to a ticket that holds what was said, which the person sees first", async () => {
    const { talker, desk, fleet, bytes } = await scene();
    const ada = talker();
    await ada.ask("my deposit has not arrived");

    const first = await ada.press(phrase("button.guide"));
    expect(first.text).toContain("Where was the money sent from?");
    expect((await ada.press("Wallet or exchange")).text).toContain("sender's side");
    expect((await ada.ask("it says completed")).text).toContain("network");
    expect((await ada.ask("1")).text).toContain("memo");
    expect((await ada.ask("back")).text).toContain("very same one");
    await ada.ask("the same");
    expect((await ada.ask("no memo")).text).toContain("TxID");
    expect((await ada.ask(`here it is ${hash}`)).text).toContain(phrase("intake.ask_account"));
    await ada.ask("12345678");
    await ada.ask("500 USDT over TRC20");
    const summary = await ada.press(phrase("when.today"));
    expect(summary.text).toContain("Where was the money sent from? Wallet or exchange");
    expect(summary.text).toContain("500 USDT over TRC20");
    expect(desk.tickets.size).toBe(0);
    await ada.press(phrase("button.send"));
    const { fields } = await desk.waitForTicket();
    await fleet.settled();

    expect(fields).toMatchObject({ category: "funds", accountReference: "12345678" });
    expect(fields["description"]).toContain("Is the network it was sent over the very same one");
    expect(fields["description"]).toContain(hash);
    expect(fields["description"]).toContain("500 USDT over TRC20");
    expect(ada.heard().join("\n")).not.toContain(hash);
    expect(bytes().includes(hash)).toBe(false);
  });

  it("ends in an answer, answers a question in between, and goes on where it was", async () => {
    const { talker, desk, fleet } = await scene();
    const li = talker({ languageCode: "zh-hans" });
    await li.ask("充值一直没到账");
    await li.ask(phrase("button.guide", "zh-Hans"));
    expect((await li.ask("从币安提币过来的")).text).toContain("转出方");

    const between = await li.ask("忘记密码了怎么办？");
    expect(between.text).toContain(phrase("guide.offer_to_go_on", "zh-Hans"));
    expect((await li.press(phrase("button.go_on", "zh-Hans"))).text).toContain("转出方");
    expect((await li.ask("还在确认")).text).toContain("还在路上");
    await fleet.settled();
    expect(desk.tickets.size).toBe(0);
  });
});
