import { expect, test } from "vitest";
import { linkedText } from "../../../sandbox/twitter/world/linked-text.ts";

test.each([
  ["see https://a.example/b and more", ["https://a.example/b"]],
  [
    "a sentence (https://a.example/b), https://c.example/?d=1. Done",
    ["https://a.example/b", "https://c.example/?d=1"],
  ],
  ["请给我们发私信 (https://a.example/b?c=42)，我在那里", ["https://a.example/b?c=42"]],
  ["请看https://a.example/b我在那里。", ["https://a.example/b"]],
  ["no address: a.example, https:// nor http", []],
])("the addresses in %j are found, and stand in short in the text", (text, addresses) => {
  const { wire, links } = linkedText(text, { salt: "1" });
  expect(links.map(({ expanded }) => expanded)).toEqual(addresses);
  expect(links.map(({ start, end }) => wire.slice(start, end))).toEqual(links.map(({ url }) => url));
  const whole = links.reduce((words, { url, expanded }) => words.replace(url, expanded), wire);
  expect(whole).toBe(text);
});
