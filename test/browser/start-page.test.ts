import { mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Page } from "playwright-core";
import { beforeAll, expect, it, onTestFinished } from "vitest";
import { startSandboxFleet } from "../../src/sandbox-fleet.ts";
import { phrase } from "../support/phrases.ts";
import { describeInBrowser, type OpenPage } from "./a-browser.ts";

const screenshots = fileURLToPath(new URL("screenshots/", import.meta.url));

/** The page that `npm start` shows, with the fleet behind it. */
const openStartPage = async (open: OpenPage) => {
  const fleet = await startSandboxFleet({ port: 0 });
  onTestFinished(() => fleet.stop());
  return { fleet, ...(await open(fleet.pageUrl)) };
};

const chatOf = (page: Page) => {
  const messages = page.locator("#messages");
  return {
    hears: (text: string) => messages.getByText(text).last().waitFor(),
    say: async (text: string) => {
      await page.getByLabel("Message to the bot").fill(text);
      await page.keyboard.press("Enter");
    },
    press: async (label: string) => {
      const button = messages.getByRole("button", { name: label, exact: true }).last();
      await button.click();
    },
  };
};

describeInBrowser("the start page in a browser", (open) => {
  beforeAll(() => {
    mkdirSync(screenshots, { recursive: true });
  });

  it("shows one line from a question to a ticket, and from the agent back to the person", async () => {
    const { fleet, page, faults } = await openStartPage(open);
    const chat = chatOf(page);

    await chat.say("my withdrawal failed");
    await chat.hears("Open the withdrawal records");
    await page.getByRole("heading", { name: "Answered from the knowledge base" }).waitFor();
    await page.locator(".station.is-decided", { hasText: "Articles" }).waitFor();
    await page.screenshot({ path: `${screenshots}answer.png` });

    await chat.say("/human");
    await chat.hears(phrase("intake.ask_account"));
    await chat.say("12345678");
    await chat.press(phrase("button.use_said"));
    await chat.press(phrase("when.today"));
    await chat.hears("This goes to a person");
    await chat.press(phrase("button.send"));
    await chat.hears("I am passing your request on to a person");
    const ticket = page.getByRole("article", { name: /^Ticket HD-/ });
    await ticket.getByText("12345678").first().waitFor();

    await page
      .getByPlaceholder("Reply to the person…")
      .fill("Hello, I can see your withdrawal and look into it.");
    await page.keyboard.press("Enter");
    await chat.hears("Hello, I can see your withdrawal and look into it.");
    await ticket.getByText("In the chat").waitFor();
    await page.screenshot({ path: `${screenshots}ticket.png` });

    const [stored] = fleet.sandbox.desk.tickets.values();
    expect(stored?.fields).toMatchObject({
      accountReference: "12345678",
      description: "my withdrawal failed",
    });
    expect(faults).toEqual([]);
  }, 60_000);
});
