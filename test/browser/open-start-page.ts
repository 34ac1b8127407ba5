import { mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Page } from "playwright-core";
import { onTestFinished } from "vitest";
import { startSandboxFleet } from "../../src/sandbox-fleet.ts";
import type { OpenPage } from "./a-browser.ts";

/** Where what the page looked like is kept. */
export const screenshots = fileURLToPath(new URL("screenshots/", import.meta.url));

/** What the browser itself complains of. */
export const complaintsOf = (page: Page): readonly string[] => {
  const complaints: string[] = [];
  page.on("console", (said) => {
    if (said.type() === "error") complaints.push(`${said.text()} ${said.location().url}`);
  });
  return complaints;
};

/** The page that `npm start` shows, with the fleet behind it. */
export const openStartPage = async (open: OpenPage) => {
  mkdirSync(screenshots, { recursive: true });
  const fleet = await startSandboxFleet({ port: 0 });
  onTestFinished(() => fleet.stop());
  return { fleet, ...(await open(fleet.pageUrl)) };
};
