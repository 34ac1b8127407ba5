import { describe, expect, it } from "vitest";
import { useFewArticles } from "../support/a-few-articles.ts";
import { aFleetIn, aWorld } from "../support/a-fleet.ts";
import { phrase } from "../support/phrases.ts";

const sections = useFewArticles(["deposit-missing", "deposit-wrong-network", "password-reset"]);
const labels = ({ buttons }: { buttons: readonly { text: string }[] }) => buttons.map(({ text }) => text);

describe("the menu", () => {
  it("leads from a greeting to an article and back, most asked first, also after a restart", async () => {
    const world = await aWorld({ sections: sections() });
    const before = await aFleetIn(world);
    const ada = world.talker();
    const greeted = await ada.ask("hello");
    expect(labels(greeted)).toEqual([
      phrase("category.account_security"),
      phrase("category.funds"),
      phrase("button.human"),
    ]);
    const page = await ada.press(phrase("category.funds"));
    const [first = "", second = "", back] = labels(page);
    expect(back).toBe(phrase("button.back"));
    const answer = await ada.ask("2");
    expect(answer.text.length).toBeGreaterThan(200);
    expect(labels(await ada.ask("back"))).toEqual([first, second, back]);
    await before.settled();
    await before.stop();

    const fleet = await aFleetIn(world);
    const li = world.talker({ languageCode: "zh-hans" });
    expect((await li.ask("菜单")).text).toContain(phrase("menu.top", "zh-Hans"));
    const again = await ada.ask("/menu");
    expect(again.text).toBe(phrase("menu.top"));
    expect(labels(await ada.ask("2"))).toEqual([second, first, back]);
    await fleet.settled();
  });
});
