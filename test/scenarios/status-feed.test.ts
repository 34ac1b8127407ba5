import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, it, onTestFinished } from "vitest";
import { useFewArticles } from "../support/a-few-articles.ts";
import { aFleetIn, aWorld } from "../support/a-fleet.ts";
import { eventually } from "../support/eventually.ts";
import { phrase } from "../support/phrases.ts";

const sections = useFewArticles(["deposit-missing", "deposit-wrong-network", "password-reset"]);

it("during an incident the affected answers say so first, also while the feed is dead and after a restart", async () => {
  const incident = {
    id: "i1",
    title: { en: "USDT deposits are delayed", "zh-Hans": "USDT 充值延迟" },
    affects: ["deposit-missing"],
    from: "2020-01-01T00:00:00Z",
  };
  let asked = 0;
  const server = createServer((_, response) => {
    asked += 1;
    response.end(JSON.stringify({ incidents: [incident] }));
  }).listen(0, "127.0.0.1");
  onTestFinished(() => void server.close());
  await new Promise((resolve) => server.once("listening", resolve));
  const { port } = server.address() as AddressInfo;
  const status = { url: `http://127.0.0.1:${port}/incidents.json` };
  const world = await aWorld({ sections: { ...sections(), status } });
  const before = await aFleetIn(world);
  await eventually(() => before.log().includes("feed.read"));

  const ada = world.talker();
  await ada.ask("hello");
  const line = phrase("notice.titled", "en", { title: incident.title.en }).replaceAll("**", "");
  expect((await ada.ask("my deposit has not arrived")).text).toMatch(new RegExp(`^${line}\\n\\n`));
  expect((await ada.ask("i forgot my password")).text).not.toContain(incident.title.en);
  const li = world.talker({ languageCode: "zh-hans" });
  expect((await li.ask("充值一直没到账")).text).toContain(incident.title["zh-Hans"]);
  await before.settled();
  await before.stop();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));

  const fleet = await aFleetIn(world);
  await eventually(() => fleet.log().includes("feed.failed"));
  expect((await ada.ask("my deposit has not arrived")).text).toContain(incident.title.en);
  await fleet.settled();
  expect(asked).toBe(1);
  expect(await fleet.metrics()).toMatch(/flotilla_status_feed_failures_total [1-9]/);
});
