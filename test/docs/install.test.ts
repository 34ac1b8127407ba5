import { readFileSync } from "node:fs";
import { expect, it } from "vitest";

const read = (path: string) => JSON.parse(readFileSync(new URL(`../../${path}`, import.meta.url), "utf8"));

it("npm runs the one install script that is needed, and no other", () => {
  expect(read("package.json").allowScripts).toEqual({ node: true, "better-sqlite3": false });
});

// better-sqlite3 brings its binary. npm up to 11 would still start node-gyp, which fails where there is no Python,
// unless the lock file says so. `npm install` drops the line: put it back.
it("the lock file keeps npm from compiling better-sqlite3", () => {
  expect(read("package-lock.json").packages["node_modules/better-sqlite3"]).toHaveProperty("gypfile", false);
});
