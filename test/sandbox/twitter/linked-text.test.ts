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

test.each([
  ["see htx.com/help?a=1. Bye", ["http://htx.com/help?a=1"]],
  ["HTX.com, www.htx.co.uk and a.b.io", ["http://HTX.com", "http://www.htx.co.uk", "http://a.b.io"]],
  [
    "of a country alone only t.co and live.tv, and htx.io/a",
    ["http://t.co", "http://live.tv", "http://htx.io/a"],
  ],
  ["请看htx.com/help我在那里", ["http://htx.com/help"]],
  ["me@htx.com, @htx.com, htx.io, v1.2.com-x, readme.md, example.com.example, 3.5, 例子.com", []],
])("a domain without a scheme in %j is linked as X links it", (text, addresses) => {
  const { wire, links } = linkedText(text, { salt: "1" });
  expect(links.map(({ expanded }) => expanded)).toEqual(addresses);
  const whole = links.reduce((words, { url, expanded }) => words.replace(url, expanded.slice(7)), wire);
  expect(whole).toBe(text);
});
