import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { phrase } from "../support/phrases.ts";
import { describeInBrowser } from "./a-browser.ts";
import { openStartPage, screenshots } from "./open-start-page.ts";

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
    await chat.hears("So that nobody has to ask you again");
    await chat.press(phrase("button.skip"));
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
  });

  it("answers in the group when it is named, and goes on with the question in the direct chat", async () => {
    const { page, faults } = await openStartPage(open);
    const chat = chatOf(page);

    await page.getByRole("button", { name: "Group HTX Traders" }).click();
    await page.getByRole("button", { name: "Talk among members" }).click();
    await page.getByText("Not summoned").first().waitFor();
    await page.getByRole("button", { name: "Ideas" }).click();
    await page.getByRole("button", { name: "Ask the bot" }).click();
    await page.getByRole("heading", { name: "Answered from the knowledge base" }).waitFor();
    await chat.press("Go on in the direct chat");
    await page.getByLabel("Message to the bot").waitFor();
    await chat.hears("Open the withdrawal records");
    await page.screenshot({ path: `${screenshots}invited.png` });

    expect(faults).toEqual([]);
  });

  it("deletes a secret from the group, and says whose message it was", async () => {
    const { page } = await openStartPage(open);
    const chat = chatOf(page);
    await page.getByRole("button", { name: "Group HTX Traders" }).click();
    await page.getByRole("button", { name: "Give a secret away" }).click();
    await chat.hears("The bot deleted your message");
    await chat.hears("Careful!");
    await page.getByRole("button", { name: "Chen" }).click();
    await chat.hears("The bot deleted Ben's message");
    await page.screenshot({ path: `${screenshots}group.png` });
    expect(await page.getByText("Harbour-2291").count()).toBe(0);
  });

  it("takes a picture to the ticket and the agent's picture to the person, and shows what both edited", async () => {
    const { fleet, page, faults } = await openStartPage(open);
    const chat = chatOf(page);

    await page.getByRole("button", { name: "Picture", exact: true }).click();
    await page.getByRole("button", { name: "Failed", exact: true }).click();
    await chat.say("my withdrawal failed");
    await chat.hears("Open the withdrawal records");
    await chat.say("/human");
    await chat.hears(phrase("intake.ask_account"));
    await chat.say("12345678");
    await chat.press(phrase("button.use_said"));
    await chat.hears("So that nobody has to ask you again");
    await chat.press(phrase("button.skip"));
    await chat.press(phrase("when.today"));
    await chat.press(phrase("button.send"));
    const ticket = page.getByRole("article", { name: /^Ticket HD-/ });
    await ticket
      .getByRole("link", { name: /^Attachment/ })
      .first()
      .waitFor();

    await page.getByRole("button", { name: "Attach a sample picture" }).click();
    await page.getByPlaceholder("Reply to the person…").fill("Yours should look like this.");
    await page.keyboard.press("Enter");
    await chat.hears("Yours should look like this.");
    await page.getByRole("link", { name: "Picture from HTX Support" }).waitFor();
    await ticket.getByText("In the chat").waitFor();

    await ticket.getByRole("button", { name: "Edit this reply" }).click();
    await page.getByPlaceholder("Reply to the person…").fill("Yours should have looked like this.");
    await page.keyboard.press("Enter");
    await chat.hears("Yours should have looked like this.");
    await page.screenshot({ path: `${screenshots}pictures.png` });

    await page.locator(".line.own").first().hover();
    await page.getByRole("button", { name: "Edit your message" }).first().click();
    await chat.say("my withdrawal of 250 USDT failed");
    await page.locator(".line.own").getByText("edited").waitFor();
    await ticket.getByText("my withdrawal of 250 USDT failed").waitFor();

    const [stored] = fleet.sandbox.desk.tickets.values();
    expect([...(stored?.attachments.values() ?? [])]).toMatchObject([{ mediaType: "image/jpeg" }]);
    expect(faults).toEqual([]);
  });
});
