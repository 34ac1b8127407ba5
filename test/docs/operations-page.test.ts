import { existsSync, readdirSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";

const root = new URL("../../", import.meta.url);
const read = (path: string) => readFileSync(new URL(path, root), "utf8");
const page = read("docs/operations.md");
const platforms = readdirSync(new URL("adapters/", root)).filter((name) =>
  existsSync(new URL(`adapters/${name}/webhook-request.ts`, root)),
);

it.each(platforms)("docs/operations.md names the path at which %s delivers", (platform) => {
  expect(page).toContain(`| \`/webhooks/${platform}/<account id>\` |`);
});

it("no operator is sent to look for the probe, which no command calls", () => {
  const telling = readdirSync(new URL("adapters/", root), { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".ts"))
    .map((path) => `adapters/${path}`);
  const places = ["docs/operations.md", "docs/errors.md", ...telling];
  const sent = places.filter((path) => /\b(?:the|account's) probe\b/i.test(read(path)));
  expect(sent).toEqual([]);
});
