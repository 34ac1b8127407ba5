import { expect, it } from "vitest";
import { aConfig, faultsIn, load } from "./given.ts";

it("the feed of incidents is none unless it is named", () => {
  expect(load(aConfig()).status).toBeUndefined();
});

it("the feed of incidents needs its address alone", () => {
  expect(load(aConfig({ status: "{url: https://status.example.com/x}" })).status).toEqual({
    url: "https://status.example.com/x",
    format: "json",
    everyMs: 60_000,
    itemLifeMs: 86_400_000,
    map: {},
  });
});

it.each([
  ["plain http", "{url: http://status.example.com/x}", "status.url"],
  ["another protocol", "{url: file:///etc/passwd}", "status.url"],
  ["a format that nobody reads", "{url: https://a.example, format: xml}", "status.format"],
  ["a storm of requests", "{url: https://a.example, everyMs: 100}", "status.everyMs"],
  ["words that stand for nothing", "{url: https://a.example, map: {x: []}}", "status.map"],
])("%s is refused", (_, status, place) => {
  expect(faultsIn(aConfig({ status })).message).toContain(place);
});

it("a feed on this machine may be asked by plain http", () => {
  expect(load(aConfig({ status: "{url: http://127.0.0.1:9/x}" })).status?.url).toBe("http://127.0.0.1:9/x");
});
