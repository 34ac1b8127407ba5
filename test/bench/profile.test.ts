import { expect, it } from "vitest";
import { spentIn } from "../../bench/support/profile.ts";

const frame = (functionName: string, url = "") => ({ functionName, url, lineNumber: 9 });
const root = new URL("../../", import.meta.url).href;

it("counts a function's own time, and that of ours with what they called, recursion once", () => {
  const profile = {
    nodes: [
      { id: 1, callFrame: frame("(root)"), children: [2, 6] },
      { id: 2, callFrame: frame("decide", `${root}src/decide.ts`), children: [3] },
      { id: 3, callFrame: frame("decide", `${root}src/decide.ts`), children: [4] },
      { id: 4, callFrame: frame("parse", "node:internal/url") },
      { id: 6, callFrame: frame("(idle)") },
    ],
    samples: [2, 3, 4, 6],
    timeDeltas: [1, 10, 100, 1_000],
  };

  const { own, inAll } = spentIn(profile);

  expect(Object.fromEntries(own)).toEqual({
    "decide src/decide.ts:10": 11,
    "parse node:internal/url:10": 100,
  });
  expect(Object.fromEntries(inAll)).toEqual({ "decide src/decide.ts:10": 111 });
});
