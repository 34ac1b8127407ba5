import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, onTestFinished } from "vitest";

const failed = fileURLToPath(new URL("screenshots/failed.png", import.meta.url));
const executablePath = process.env["CHROMIUM_PATH"] ?? "/usr/bin/chromium";

export interface OpenedPage {
  readonly page: Page;
  /** What went wrong in the page, and what its content security policy refused. */
  readonly faults: readonly string[];
}

/** Opens an address in a tab that is closed when the test ends. */
export type OpenPage = (
  url: string,
  options?: { readonly width?: number; readonly height?: number },
) => Promise<OpenedPage>;

/** Tests that need a browser: loudly left out where there is none, unless CI asks for them. */
export const describeInBrowser = (name: string, tests: (open: OpenPage) => void): void => {
  const runs = existsSync(executablePath) || process.env["CI"] === "true";
  if (!runs) {
    process.stderr.write(`\n\n*** SKIPPED: ${name}. There is no ${executablePath}. ***\n`);
    process.stderr.write("*** Install Chromium, or name yours in CHROMIUM_PATH, to run it. ***\n\n");
  }
  describe.skipIf(!runs)(name, { timeout: 60_000 }, () => {
    let browser: Browser | undefined;
    beforeAll(async () => {
      const args = ["--no-sandbox", "--disable-background-networking"];
      browser = await chromium.launch({ executablePath, args });
    });
    afterAll(() => browser?.close());
    tests(async (url, { width = 1_400, height = 900 } = {}) => {
      if (!browser) throw new Error("The browser has not been started.");
      const viewport = { width, height };
      const page = await browser.newPage({ viewport, colorScheme: "light" });
      onTestFinished(async ({ task }) => {
        if (task.result?.state === "fail") await page.screenshot({ path: failed });
        await page.close();
      });
      page.setDefaultTimeout(10_000);
      const faults: string[] = [];
      page.on("pageerror", ({ message }) => faults.push(message));
      page.on("console", (said) => said.text().includes("Content Security") && faults.push(said.text()));
      await page.goto(url);
      return { page, faults };
    });
  });
};
