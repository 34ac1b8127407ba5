import { expect, it } from "vitest";
import { coinName, coinsIn } from "../../src/knowledge/named-coins.ts";

it.each([
  ["my usdt deposit over trc-20 is missing", ["USDT", "TRC20"]],
  ["我的比特币没到账", ["BTC"]],
  ["где мои биткоины", ["BTC"]],
  ["I sent Bitcoin and SOL, bitcoin only arrived", ["BTC", "SOL"]],
  ["erc20 или TRC 20?", ["ERC20", "TRC20"]],
  ["is there a link?", []],
  ["", []],
])("%j names %j", (text, coins) => {
  expect(coinsIn(text)).toEqual(coins);
});

it.each([
  ["TRC-20", "TRC20"],
  ["xbt", "BTC"],
  ["Tether", "USDT"],
  ["HTX", "HTX"],
])("%s is called %s", (word, name) => {
  expect(coinName(word)).toBe(name);
});
