import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { phrase } from "../support/phrases.ts";
import { describeInBrowser, type OpenPage } from "./a-browser.ts";
import { holdBack } from "./hold-back.ts";
import { complaintsOf, openStartPage, screenshots } from "./open-start-page.ts";

const write = (page: Page, label: string) => async (text: string) => {
  await page.getByLabel(label, { exact: true }).fill(text);
  await page.keyboard.press("Enter");
};

const inboxOf = (page: Page) => {
  const messages = page.getByRole("log", { name: "Direct messages" });
  const say = write(page, "Direct message to the account");
  /** What the newest choice of that name is numbered with. */
  const numberOf = async (label: string) => {
    const texts = await messages.locator(".theirs .text").allTextContents();
    const lines = texts.flatMap((text) => text.split("\n")).filter((line) => line.endsWith(`] ${label}`));
    return /^\[(\d+)\]/.exec(lines.at(-1) ?? "")?.[1];
  };
  return {
    messages,
    hears: (text: string) => messages.getByText(text).last().waitFor(),
    thread: page.getByRole("log", { name: "Public post" }),
    say,
    /** Writes the number of the choice of that name. */
    choose: async (label: string) => {
      await expect.poll(() => numberOf(label), { timeout: 10_000 }).toBeDefined();
      await say((await numberOf(label)) ?? "");
    },
  };
};

/** Also what the browser itself complains of. */
const openX = async (open: OpenPage) => {
  const opened = await openStartPage(open);
  const { page } = opened;
  const errors = complaintsOf(page);
  await page.getByRole("button", { name: "X", exact: true }).click();
  await page.getByLabel("Direct message to the account").waitFor();
  return { ...opened, errors, inbox: inboxOf(page) };
};

describeInBrowser("X on the start page in a browser", (open) => {
  it("answers in the direct messages, takes a number for a button, and brings a ticket to the desk and its reply back", async () => {
    const { fleet, page, faults, errors, inbox } = await openX(open);

    await inbox.say("my withdrawal failed");
    await inbox.hears("Open the withdrawal records");
    await page.getByRole("heading", { name: "Answered from the knowledge base" }).waitFor();
    await page.locator(".station.is-decided", { hasText: "Articles" }).waitFor();
    expect(await inbox.messages.getByRole("button").count()).toBe(0);
    await page.screenshot({ path: `${screenshots}x-direct.png` });

    await inbox.choose("Talk to a person");
    await inbox.hears(phrase("intake.ask_account"));
    await page
      .locator("#inbox-file")
      .setInputFiles({ name: "proof.png", mimeType: "image/png", buffer: Buffer.from(onePixel, "base64") });
    await page.getByRole("list", { name: "Goes with your message" }).waitFor();
    await inbox.say("12345678");
    await inbox.choose(phrase("button.use_said"));
    await inbox.hears("So that nobody has to ask you again");
    await inbox.say(phrase("button.skip"));
    await inbox.choose(phrase("when.today"));
    await inbox.choose(phrase("button.send"));
    await inbox.hears("I am passing your request on to a person");
    const ticket = page.getByRole("article", { name: /^Ticket HD-/ });
    await ticket.getByText("12345678").first().waitFor();

    await page.getByPlaceholder("Reply to the person…").fill("Hello Ada, I look into it.");
    await page.keyboard.press("Enter");
    await inbox.hears("Hello Ada, I look into it.");
    await ticket.getByRole("link", { name: /^Attachment/ }).waitFor();
    expect(await ticket.getByRole("button", { name: "Edit this reply" }).count()).toBe(0);
    await page.screenshot({ path: `${screenshots}x-ticket.png` });
    const [stored] = fleet.sandbox.desk.tickets.values();
    expect(stored?.fields).toMatchObject({ accountReference: "12345678" });
    expect(fleet.sandbox.twitter.overAllowance).toBe(0);
    expect(faults).toEqual([]);
    expect(errors).toEqual([]);
  });

  it("invites who names the account in public once, in their language and without their words; the way leads to the messages", async () => {
    const { fleet, page, faults, errors, inbox } = await openX(open);
    const replies = inbox.thread.getByRole("article", { name: "Reply by HTX Support" });
    const post = write(page, "Public reply");
    await page.getByRole("button", { name: "Post", exact: true }).click();
    await page.getByRole("button", { name: "Answer the post" }).click();
    await inbox.thread.getByRole("article", { name: "Reply by Ben" }).waitFor();
    await post("@HTXSupport how long does a withdrawal take?");
    await replies.getByText("send us a direct message").waitFor();
    expect(
      await replies
        .first()
        .getByText(/withdrawal/i)
        .count(),
    ).toBe(0);
    await page.getByRole("button", { name: "林悦", exact: true }).click();
    await post("@HTXSupport 我的提现失败了，怎么办？");
    await replies.getByText("给我们发私信").waitFor();
    await page.locator(".turn-head").waitFor();
    await page.screenshot({ path: `${screenshots}x-post.png` });

    await post("@HTXSupport 还在吗？我的提现还是没到");
    await page.locator(".turn").nth(3).waitFor();
    await fleet.service.drain();
    expect(fleet.sandbox.twitter.account().posts).toHaveLength(3);
    await replies
      .last()
      .getByRole("button", { name: /messages/ })
      .click();
    await inbox.messages.getByText("You are 林悦.").waitFor();
    expect(faults).toEqual([]);
    expect(errors).toEqual([]);
  });

  it("lets one write as somebody else once the page has heard of them, and leaves what one wrote before", async () => {
    const { page } = await openX(open);
    const field = page.getByLabel("Direct message to the account", { exact: true });
    await field.fill("as Ada");
    const { release } = await holdBack(page, "page/inbox");
    await page.getByRole("button", { name: "林悦", exact: true }).click();
    expect(await field.isVisible()).toBe(false);
    release();
    await page.locator("#you", { hasText: "林悦" }).waitFor();
    expect(await field.inputValue()).toBe("");
    await field.fill("as Yue");
    await holdBack(page, "page/inbox");
    await page.getByRole("button", { name: "林悦", exact: true }).click();
    expect(await field.isVisible()).toBe(true);
    expect(await field.inputValue()).toBe("as Yue");
  });

  it("one message on each platform is answered in one process", async () => {
    const { page, faults, errors, inbox } = await openX(open);
    const said = "my withdrawal failed";
    const answer = "Open the withdrawal records";
    await inbox.say(said);
    await inbox.hears(answer);
    await page.getByRole("button", { name: "Discord", exact: true }).click();
    await write(page, "Direct message to the bot")(said);
    await page.getByRole("log", { name: "Channel" }).getByText(answer).waitFor();
    await page.getByRole("button", { name: "Telegram", exact: true }).click();
    await write(page, "Message to the bot")(said);
    await page.getByRole("log", { name: "Chat" }).getByText(answer).waitFor();
    expect(faults).toEqual([]);
    expect(errors).toEqual([]);
  });
});

const onePixel =
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
