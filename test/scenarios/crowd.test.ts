import { expect, it } from "vitest";
import { useFewArticles } from "../support/a-few-articles.ts";
import { aFleetIn, aWorld } from "../support/a-fleet.ts";
import { metricSum } from "../support/metric.ts";
import { phrase } from "../support/phrases.ts";

const sections = useFewArticles(["deposit-missing", "deposit-wrong-network", "password-reset"]);

it("many people with one problem are recognised as one incident: the operator hears of it, and so does who asks next", async () => {
  const world = await aWorld({ sections: { ...sections(), incidents: { people: 3 } } });
  const before = await aFleetIn(world);
  const crowd = phrase("notice.crowd");
  for (const name of ["Ann", "Ben", "Cem", "Dao"]) {
    const answer = await world.talker({ firstName: name }).ask("my deposit has not arrived");
    expect(answer.text).not.toContain(crowd);
  }
  await before.settled();
  const began = before
    .log()
    .split("\n")
    .filter((line) => line.includes('"incident.began"'));
  expect(began).toHaveLength(1);
  expect(began[0]).toContain('"slug":"deposit-missing"');
  expect(began[0]).toContain('"people":4');
  expect(began[0]).not.toMatch(/Ann|Ben|Cem|Dao|100\d/);
  expect(metricSum(await before.metrics(), /flotilla_incident_running{slug="deposit-missing"}/)).toBe(1);
  await before.stop();

  const fleet = await aFleetIn(world);
  const eve = world.talker({ firstName: "Eve" });
  expect((await eve.ask("my deposit has not arrived")).text).toContain(crowd);
  expect((await eve.ask("i forgot my password")).text).not.toContain(crowd);
  await fleet.settled();
});
