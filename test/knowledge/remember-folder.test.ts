import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { rememberFolder } from "../../src/knowledge/remember-folder.ts";

let root: string;
let made: number;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "remember-"));
  made = 0;
  write("content/a/en.yaml", "one");
  write("code.ts", "1");
});
afterEach(() => rmSync(root, { recursive: true }));

const write = (name: string, text: string) => {
  const path = join(root, name);
  mkdirSync(join(path, ".."), { recursive: true });
  writeFileSync(path, text);
};

const remember = (folder = "content") =>
  rememberFolder({
    folder: join(root, folder),
    code: [join(root, "code.ts")],
    cacheFolder: join(root, "cache"),
    name: "made",
    make: () => `made ${++made}`,
    isMade: (kept): kept is string => typeof kept === "string",
  });

describe("rememberFolder", () => {
  it("makes nothing anew while nothing has changed", async () => {
    expect([await remember(), await remember()]).toEqual(["made 1", "made 1"]);
  });

  it.each([
    ["a changed text", () => write("content/a/en.yaml", "two")],
    ["a new file", () => write("content/a/ja.yaml", "one")],
    ["a new folder", () => write("content/b/en.yaml", "one")],
    ["a file that is gone", () => rmSync(join(root, "content/a/en.yaml"))],
    ["other code", () => write("code.ts", "22")],
    ["a damaged cache", () => write("cache/made", "damaged")],
  ])("makes it anew for %s", async (_, change) => {
    await remember();
    change();
    expect(await remember()).toBe("made 2");
  });

  it("leaves it to the maker to say what cannot be read", async () => {
    expect(await remember("none")).toBe("made 1");
  });
});
