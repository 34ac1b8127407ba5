import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { describeInBrowser } from "../../browser/a-browser.ts";
import { holdBack } from "../../browser/hold-back.ts";
import { aDiscord } from "../discord/support.ts";
import { aSandbox, aTicketBody, callDesk } from "../support.ts";
import { aTwitter } from "../twitter/support.ts";

const ideaOf = (page: Page) => page.getByRole("button", { name: "A failed withdrawal" });
const chatButtons = (page: Page) => page.locator(".chat").getByRole("button");
const press = (page: Page, name: string) => page.getByRole("button", { name, exact: true }).click();
const isShown = (page: Page, person: string) => page.locator("#you", { hasText: person }).waitFor();

describeInBrowser("the sandbox's page while it loads", (open) => {
  test("shows nothing to press before it stands where it stays", async () => {
    const sandbox = await aSandbox();
    const { page } = await open("about:blank");
    const { asked, release } = await holdBack(page, "view");
    await page.goto(sandbox.url);
    await asked;
    expect(await page.getByRole("button").count()).toBe(0);
    release();
    await ideaOf(page).waitFor();
  });

  test("asks again when its first question failed", async () => {
    const sandbox = await aSandbox();
    const { page } = await open("about:blank");
    await page.route("**/events", (route) => route.fulfill({ status: 204 }));
    const fails = page.waitForEvent("requestfailed");
    await page.route("**/control/view", (route) => route.abort());
    await page.goto(sandbox.url);
    await fails;
    await page.unroute("**/control/view");
    await ideaOf(page).waitFor();
  });

  test.each([
    { name: "Group HTX Traders", action: "page/openGroup", field: "Message to the group" },
    { name: "林悦 and the bot", action: "view", field: "Message to the bot", person: "林悦" },
    { name: "Discord", action: "page/server", field: "Direct message to the bot" },
    { name: "X", action: "page/inbox", field: "Direct message to the account" },
  ])("nothing of the chat that is left can be pressed while $name is asked for", async (one) => {
    const sandbox = await aSandbox();
    const { page, faults } = await open(sandbox.url);
    await ideaOf(page).waitFor();
    const { asked, release } = await holdBack(page, one.action);
    await press(page, one.name);
    await asked;
    expect(await chatButtons(page).count()).toBe(0);
    expect(await page.locator("#you").textContent()).toBe("You are Ada");
    release();
    await page.getByLabel(one.field, { exact: true }).waitFor();
    await isShown(page, one.person ?? "Ada");
    expect(faults).toEqual([]);
  });

  test("of two chats, the one that was chosen last is shown", async () => {
    const sandbox = await aSandbox();
    const { page } = await open(sandbox.url);
    const { asked, release } = await holdBack(page, "page/openGroup");
    await press(page, "Group HTX Traders");
    await asked;
    await press(page, "Sam and the bot");
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
    await ideaOf(page).waitFor();
    await page.route("**/control/page/openGroup", (route) => route.abort());
    await press(page, "Group HTX Traders");
    await page.getByRole("alert").waitFor();
    await ideaOf(page).click();
    await sandbox.telegram.chat(1001).waitFor(({ text }) => text.startsWith("My withdrawal failed"));
  });

  test("a press goes through though what is pressed changes meanwhile", async () => {
    const sandbox = await aSandbox();
    await callDesk(sandbox, "/tickets", { body: aTicketBody({ person: { id: "telegram/1001" } }), key: "k" });
    const { page } = await open(sandbox.url);
    await page.getByRole("button", { name: "Take over" }).hover();
    await page.mouse.down();
    const seen = page.waitForResponse("**/control/view");
    const entry = { kind: "note", author: "agent", at: new Date().toISOString(), text: "something new" };
    expect(await callDesk(sandbox, "/tickets/t-1/entries", { body: entry, key: "k2" })).toMatchObject({
      status: 201,
    });
    await (await seen).finished();
    await page.evaluate("new Promise(requestAnimationFrame)");
    await page.mouse.up();
    await page.getByText("You have taken over").waitFor();
    await page.getByText("something new").waitFor();
  });

  test("on Discord, who is chosen and then a channel come together", async () => {
    const sandbox = await aDiscord();
    const { page } = await open(sandbox.url);
    await press(page, "Discord");
    await page.getByLabel("Direct message to the bot").waitFor();
    const { asked, release } = await holdBack(page, "page/server");
    await press(page, "Ben");
    await asked;
    await press(page, "Channel help");
    release();
    await isShown(page, "Ben");
    await page.getByPlaceholder("Message as Ben").waitFor();
  });

  test.each([
    {
      platform: "Discord",
      start: aDiscord,
      action: "page/server",
      way: "Channel general",
      field: "Message to the channel",
    },
    { platform: "X", start: aTwitter, action: "page/inbox", way: "Post", field: "Public reply" },
  ])("on $platform nobody says an idea of somebody who could not be asked for", async (one) => {
    const sandbox = await one.start();
    const { page } = await open(sandbox.url);
    await press(page, one.platform);
    await press(page, one.way);
    const said: string[] = [];
    page.on("request", (request) => {
      if (/\/(say|post)$/.test(request.url())) said.push(request.postDataJSON().text);
    });
    const ideaOfBen = page.getByRole("button", { name: /^(Talk among members|Answer the post)/ });
    await ideaOfBen.waitFor();
    await page.route(`**/control/${one.action}`, (route) => route.abort());
    await ideaOfBen.click();
    await page.getByRole("alert").waitFor();
    await page.getByLabel(one.field).fill("I am Ada");
    await page.keyboard.press("Enter");
    await expect.poll(() => said, { timeout: 10_000 }).toContain("I am Ada");
    expect(said).toEqual(["I am Ada"]);
    expect(await page.locator("#you").textContent()).toBe("You are Ada");
  });
});

const isViewOfGroup = (url: string, body: string | null) =>
  url.endsWith("/control/view") && JSON.parse(body ?? "{}").chat < 0;
