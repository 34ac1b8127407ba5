import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { describeInBrowser } from "../../browser/a-browser.ts";
import { aSandbox } from "../support.ts";

/** Keeps an order of the page's from the sandbox until it is let through. */
const holdBack = async (page: Page, action: string) => {
  const asked = Promise.withResolvers<void>();
  const released = Promise.withResolvers<void>();
  await page.route(`**/control/${action}`, async (route) => {
    asked.resolve();
    await released.promise;
    await route.continue();
  });
  return { asked: asked.promise, release: () => released.resolve() };
};
const theIdea = (page: Page) => page.getByRole("button", { name: "A failed withdrawal" });

describeInBrowser("the sandbox's page while it loads", (open) => {
  test("shows nothing to press before it stands where it stays", async () => {
    const sandbox = await aSandbox();
    const { page } = await open("about:blank");
    const { asked, release } = await holdBack(page, "view");
    await page.goto(sandbox.url);
    await asked;
    expect(await page.getByRole("button").count()).toBe(0);
    release();
    await theIdea(page).waitFor();
  });

  for (const { name, action, within } of [
    { name: "Group HTX Traders", action: "page/openGroup", within: "#phone" },
    { name: "林悦 and the bot", action: "page/chats", within: "#phone" },
    { name: "Discord", action: "page/server", within: "#server" },
    { name: "X", action: "page/inbox", within: "#inbox" },
  ])
    test(`nothing of the chat that is left can be pressed while it is asked for: ${name}`, async () => {
      const sandbox = await aSandbox();
      const { page, faults } = await open(sandbox.url);
      await theIdea(page).waitFor();
      const { asked, release } = await holdBack(page, action);
      await page.getByRole("button", { name, exact: true }).click();
      await asked;
      expect(await page.locator(".chat").getByRole("button").count()).toBe(0);
      expect(await page.locator("#you").textContent()).toBe("You are Ada");
      release();
      await page.locator(within).getByRole("button", { name: "Send" }).waitFor();
      expect(faults).toEqual([]);
    });

  test("of two chats, the one that was chosen last is shown", async () => {
    const sandbox = await aSandbox();
    const { page } = await open(sandbox.url);
    const { asked, release } = await holdBack(page, "page/openGroup");
    await page.getByRole("button", { name: "Group HTX Traders" }).click();
    await asked;
    await page.getByRole("button", { name: "Sam and the bot" }).click();
    await page.getByText("You are Sam.").waitFor();
    const seenLast = page.waitForResponse((response) =>
      isViewOfGroup(response.url(), response.request().postData()),
    );
    release();
    await seenLast;
    await page.getByLabel("Message to the bot").fill("still Sam");
    await page.keyboard.press("Enter");
    await page.locator("#messages").getByText("still Sam").waitFor();
    expect(await page.locator("#you").textContent()).toBe("You are Sam");
  });

  test("a chat that could not be asked for says so, and one stays where one was", async () => {
    const sandbox = await aSandbox();
    const { page } = await open(sandbox.url);
    await theIdea(page).waitFor();
    await page.route("**/control/page/openGroup", (route) => route.abort());
    await page.getByRole("button", { name: "Group HTX Traders" }).click();
    await page.getByRole("alert").waitFor();
    await theIdea(page).click();
    await sandbox.telegram.chat(1001).waitFor(({ text }) => text.startsWith("My withdrawal failed"));
  });
});

const isViewOfGroup = (url: string, body: string | null) =>
  url.endsWith("/control/view") && JSON.parse(body ?? "{}").chat < 0;
