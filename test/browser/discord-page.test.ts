import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { describeInBrowser, type OpenPage } from "./a-browser.ts";
import { complaintsOf, openStartPage, screenshots } from "./open-start-page.ts";

const serverOf = (page: Page) => {
  const posts = page.getByRole("log", { name: "Channel" });
  const write = (label: string) => async (text: string) => {
    await page.getByLabel(label).fill(text);
    await page.keyboard.press("Enter");
  };
  return {
    posts,
    hears: (text: string) => posts.getByText(text).last().waitFor(),
    sayToBot: write("Direct message to the bot"),
    say: write("Message to the channel"),
    enter: (channel: string) => page.getByRole("button", { name: `Channel ${channel}`, exact: true }).click(),
    speakAs: (name: string) => page.getByRole("button", { name, exact: true }).click(),
  };
};

/** Also what the browser itself complains of. */
const openDiscord = async (open: OpenPage) => {
  const opened = await openStartPage(open);
  const { page } = opened;
  const errors = complaintsOf(page);
  await page.getByRole("button", { name: "Discord", exact: true }).click();
  await page.getByLabel("Direct message to the bot").waitFor();
  return { ...opened, errors, server: serverOf(page) };
};

describeInBrowser("Discord on the start page in a browser", (open) => {
  it("answers in the direct messages, takes a press, and brings a ticket from a form to the desk and its reply back", async () => {
    const { fleet, page, faults, errors, server } = await openDiscord(open);

    await server.sayToBot("my withdrawal failed");
    await server.hears("withdrawal records");
    await page.getByRole("heading", { name: "Answered from the knowledge base" }).waitFor();
    await server.posts.getByRole("button", { name: "👍 Yes" }).click();
    await page.locator(".turn-head", { hasText: "Button" }).waitFor();
    await page.screenshot({ path: `${screenshots}discord-direct.png` });

    await server.enter("help");
    await server.say("/ticket");
    const form = page.getByRole("dialog", { name: "Open a ticket" });
    await form.getByLabel("What is it about?").selectOption("funds");
    await form.getByLabel("What happened?").fill("My withdrawal of 250 USDT has not arrived");
    await form.getByLabel("Your UID or e-mail").fill("12345678");
    await form
      .getByLabel("Screenshots")
      .setInputFiles({ name: "proof.png", mimeType: "image/png", buffer: Buffer.from(onePixel, "base64") });
    await page.screenshot({ path: `${screenshots}discord-form.png` });
    await form.getByRole("button", { name: "Submit" }).click();
    await server.hears("I am passing your request on to a person");
    await server.hears("Only you can see this");
    const ticket = page.getByRole("article", { name: /^Ticket HD-/ });
    await ticket.getByText("12345678").first().waitFor();

    await page.getByPlaceholder("Reply to the person…").fill("Hello Ada, I look into it.");
    await page.keyboard.press("Enter");
    await server.hears("Hello Ada, I look into it.");
    await page.screenshot({ path: `${screenshots}discord-ticket.png` });

    await server.speakAs("Ben");
    await page.getByText("Nobody has written here yet").waitFor();
    const [stored] = fleet.sandbox.desk.tickets.values();
    expect(stored?.fields).toMatchObject({ category: "funds", accountReference: "12345678" });
    expect([...(stored?.attachments.values() ?? [])]).toHaveLength(1);
    expect(faults).toEqual([]);
    expect(errors).toEqual([]);
  });

  it("lets members talk with markup shown as text, and reports a message with an answer that one person sees", async () => {
    const { page, faults, errors, server } = await openDiscord(open);
    await server.enter("general");
    await server.speakAs("Ben");
    await server.say("is <b>anybody</b> **else** waiting? \\*no\\* <script>alert(1)</script>");
    await server.hears("is <b>anybody</b>");
    await server.posts.locator("strong", { hasText: "else" }).waitFor();
    await server.hears("*no* <script>alert(1)</script>");

    await server.speakAs("Ada");
    // The posts are drawn anew for whoever looks at them, and lose the focus with that.
    await page.locator("#you", { hasText: "Ada" }).waitFor();
    await server.posts.getByRole("button", { name: "Report scam" }).first().press("Enter");
    await server.hears("Only you can see this");
    await page.locator(".turn-head", { hasText: "Form" }).waitFor();
    await page.screenshot({ path: `${screenshots}discord-report.png` });
    await server.speakAs("Ben");
    await page.getByText("You are Ben").waitFor();
    await server.hears("is <b>anybody</b>");
    expect(await server.posts.getByText("Only you can see this").count()).toBe(0);

    await page.getByRole("button", { name: "Members" }).click();
    await page.getByRole("button", { name: "Ben leaves" }).click();
    await page.getByRole("button", { name: "Join" }).click();
    await page.getByRole("button", { name: "Ben leaves" }).waitFor();
    await page.getByRole("button", { name: "Members" }).click();

    await page.getByRole("button", { name: "Thread Deposits today" }).click();
    await server.say("mine came");
    await server.hears("mine came");
    expect(faults).toEqual([]);
    expect(errors).toEqual([]);
  });

  it("offers the commands while one types, with keys alone, and calls one with what stands behind it", async () => {
    const { page, faults, errors, server } = await openDiscord(open);
    const input = page.getByLabel("Direct message to the bot");
    await input.pressSequentially("/");
    await expect.poll(() => page.getByRole("option").allTextContents(), { timeout: 10_000 }).toHaveLength(5);
    await input.press("ArrowDown");
    await input.press("ArrowDown");
    await input.press("Tab");
    expect(await input.inputValue()).toBe("/verify ");
    await input.pressSequentially("https://htx-bonus.example");
    await input.press("Enter");
    await server.posts.getByText("used verify").waitFor();
    await page.locator(".turn-head", { hasText: "Command" }).waitFor();
    expect(faults).toEqual([]);
    expect(errors).toEqual([]);
  });
});

const onePixel =
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
