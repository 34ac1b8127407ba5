import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import type { Sandbox } from "../../../sandbox/start-sandbox.ts";
import type { ChatMessage } from "../../../sandbox/telegram/types.ts";
import { describeInBrowser } from "../../browser/a-browser.ts";
import { aSandbox, callApi } from "../support.ts";

const groupOf = ({ telegram }: Sandbox) => {
  const [group] = telegram.groups;
  if (!group) throw new Error("The page has made no group.");
  return group.chat;
};
const saidBy = (name: string, text: string) => (message: ChatMessage) =>
  message.from.first_name === name && message.text === text;

const enterGroup = (page: Page) => page.getByRole("button", { name: "Group HTX Traders" }).click();
const speakAs = (page: Page, name: string) => page.getByRole("button", { name, exact: true }).click();
const sayInGroup = async (page: Page, text: string) => {
  await page.getByLabel("Message to the group").fill(text);
  await page.keyboard.press("Enter");
};

describeInBrowser("the chats of the sandbox's page", (open) => {
  const openGroup = async () => {
    const sandbox = await aSandbox();
    const opened = await open(sandbox.url);
    await enterGroup(opened.page);
    await opened.page.getByLabel("Message to the group").waitFor();
    return { sandbox, ...opened };
  };

  test("an empty group offers what to try, and a press says it as the member it names", async () => {
    const { sandbox, page, faults } = await openGroup();
    await page.getByRole("button", { name: "@HelpBot how long does a withdrawal take?" }).click();
    await groupOf(sandbox).waitFor(saidBy("Ada", "@HelpBot how long does a withdrawal take?"));
    expect(faults).toEqual([]);
  });

  test("in the group one chooses who speaks, and answers a message by a click on it", async () => {
    const { sandbox, page } = await openGroup();
    await speakAs(page, "Ben");
    await sayInGroup(page, "is it only me?");
    const asked = await groupOf(sandbox).waitFor(saidBy("Ben", "is it only me?"));
    await speakAs(page, "Grace");
    await page.locator(".bubble", { hasText: "is it only me?" }).click();
    await page.getByText("Reply to Ben").waitFor();
    await sayInGroup(page, "no, me too");
    expect(await groupOf(sandbox).waitFor(saidBy("Grace", "no, me too"))).toMatchObject({
      replyTo: asked.id,
    });
    await page.getByRole("button", { name: "In reply to Ben" }).waitFor();
    await speakAs(page, "Ada");
    await page.locator(".line.theirs", { hasText: "no, me too" }).getByText("moderator").waitFor();
  });

  test("an invitation leads whoever presses it into the direct chat, with its token", async () => {
    const { sandbox, page } = await openGroup();
    await speakAs(page, "Ben");
    const url = "https://t.me/HelpBot?start=abc-123";
    const reply_markup = { inline_keyboard: [[{ text: "Go on alone", url }]] };
    const entities = [{ type: "text_link", offset: 0, length: 4, url: "https://t.me/OtherBot?start=abc" }];
    const sent = { chat_id: groupOf(sandbox).id, text: "Here I say little", entities, reply_markup };
    expect(await callApi(sandbox, "sendMessage", sent)).toMatchObject({ status: 200 });
    await page.getByRole("link", { name: "Here" }).waitFor();
    await page.getByRole("button", { name: "Go on alone" }).click();
    await page.getByLabel("Message to the bot").waitFor();
    await page.locator(".bubble", { hasText: "/start abc-123" }).waitFor();
    await sandbox.telegram.chat(1004).waitFor(saidBy("Ben", "/start abc-123"));
    await page.getByRole("button", { name: "Ben and the bot" }).waitFor();
  });

  test("members leave and come back, and only members write", async () => {
    const { page } = await openGroup();
    await page.getByRole("button", { name: "Members", exact: true }).click();
    await page.getByRole("button", { name: "Ada leaves" }).click();
    await page.getByText("Ada is not in the group.").waitFor();
    await page.getByText("4 members and the bot").waitFor();
    await page.getByText("Ada left").waitFor();
    await page.getByRole("button", { name: "Join", exact: true }).last().click();
    await page.getByLabel("Message to the group").waitFor();
  });

  test("the bot's rights in the group are taken and given back", async () => {
    const { sandbox, page } = await openGroup();
    const rights = page.getByRole("button", { name: "Bot loses its rights" });
    const statusOf = () => sandbox.telegram.groups[0]?.member(sandbox.telegram.bot().user.id)?.status;
    await rights.click();
    await page.locator("[aria-pressed=true]", { hasText: "Bot loses its rights" }).waitFor();
    expect(statusOf()).toBe("member");
    await rights.click();
    await page.locator("[aria-pressed=false]", { hasText: "Bot loses its rights" }).waitFor();
    expect(statusOf()).toBe("administrator");
  });

  test("a topic holds its own messages", async () => {
    const { sandbox, page } = await openGroup();
    await page.getByRole("button", { name: "Withdrawals", exact: true }).click();
    await sayInGroup(page, "only here");
    const { topic } = await groupOf(sandbox).waitFor(saidBy("Ada", "only here"));
    expect(topic).toBeGreaterThan(0);
    await page.locator(".bubble", { hasText: "only here" }).waitFor();
    await page.getByRole("button", { name: "General" }).click();
    await page.locator(".bubble", { hasText: "only here" }).waitFor({ state: "detached" });
  });

  test("what the bot deletes in the group leaves whose it was, without its text", async () => {
    const { sandbox, page } = await openGroup();
    await speakAs(page, "Chen");
    await sayInGroup(page, "something to hide");
    const { id } = await groupOf(sandbox).waitFor(saidBy("Chen", "something to hide"));
    await speakAs(page, "Ada");
    await callApi(sandbox, "deleteMessage", { chat_id: groupOf(sandbox).id, message_id: id });
    await page.getByText("The bot deleted Chen's message").waitFor();
    expect(await page.getByText("something to hide").count()).toBe(0);
  });

  test("what comes into another chat shows at it in the list until it is opened", async () => {
    const sandbox = await aSandbox();
    sandbox.telegram.person({ id: 1003, firstName: "Sam" }).say("hello?");
    const { page } = await open(sandbox.url);
    await callApi(sandbox, "sendMessage", { chat_id: 1003, text: "Here I am" });
    await page.getByRole("button", { name: "Sam and the bot, new message" }).click();
    await page.getByText("Here I am").waitFor();
    await page.getByRole("button", { name: "Ada and the bot" }).click();
    await page.getByRole("button", { name: "Sam and the bot", exact: true }).waitFor();
  });

  test.each([
    ["a phone", { width: 390, height: 844 }],
    ["a small laptop", { width: 1_280, height: 800 }],
  ])("on %s nothing is cut off, and every control has a name", async (_, size) => {
    const sandbox = await aSandbox();
    const { page } = await open(sandbox.url, size);
    await enterGroup(page);
    await sayInGroup(page, `a-long-word-${"x".repeat(120)}`);
    await page.locator(".bubble").waitFor();
    await page.getByRole("button", { name: "Picture", exact: true }).click();
    await page.getByRole("button", { name: "Members", exact: true }).click();
    expect(await page.evaluate("document.documentElement.scrollWidth - innerWidth")).toBeLessThanOrEqual(0);
    const cut = `[...document.querySelectorAll(".chat > *")].filter((part) => part.offsetWidth > 0)
      .filter((part) => part.scrollWidth > part.clientWidth + 1 && getComputedStyle(part).overflowX === "visible")
      .map((part) => part.id)`;
    expect(await page.evaluate(cut)).toEqual([]);
    const nameless = `[...document.querySelectorAll("button, textarea, a")]
      .filter((one) => !one.textContent.trim() && !one.ariaLabel && !one.labels?.length).length`;
    expect(await page.evaluate(nameless)).toBe(0);
  });
});
