import { describe, expect, it } from "vitest";
import { useFewArticles } from "../support/a-few-articles.ts";
import { aScene } from "../support/a-fleet.ts";
import { metricSum } from "../support/metric.ts";
import { phrase } from "../support/phrases.ts";

const sections = useFewArticles(["deposit-missing", "deposit-wrong-network", "password-reset"]);

describe("whether an answer helped", () => {
  it("is asked once, and what is said is counted by article, with nobody's name", async () => {
    const { talker, fleet, desk } = await aScene({ sections: sections() });
    const ada = talker();
    const answer = await ada.ask("i forgot my password");
    expect(answer.text).toContain(phrase("helpful.ask"));
    const thanked = await ada.press(phrase("button.yes"));
    expect(thanked.text).toContain(phrase("helpful.thanks"));

    const li = talker({ languageCode: "zh-hans" });
    await li.ask("充值一直没到账");
    expect((await li.ask("没用")).text).toContain(phrase("helpful.rephrase_or_related", "zh-Hans"));
    expect((await li.ask("不是")).text).toContain(phrase("escalate.not_helped", "zh-Hans"));
    await li.press(phrase("button.human", "zh-Hans"));
    await li.ask(phrase("button.send_now", "zh-Hans"));
    const { fields } = await desk.waitForTicket();
    await fleet.settled();

    expect(fields["description"]).toContain("充值一直没到账");
    const metrics = await fleet.metrics();
    const rated = "flotilla_answers_rated_total";
    expect(metricSum(metrics, /answers_rated_total{slug="password-reset",verdict="yes"}/)).toBe(1);
    expect(metricSum(metrics, /answers_rated_total{slug="deposit-missing",verdict="no"}/)).toBe(1);
    expect(metrics.split("\n").filter((line) => line.startsWith(rated))).toHaveLength(2);
  });
});
