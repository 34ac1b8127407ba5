import { expect, test } from "vitest";
import type { SandboxOptions } from "../../../sandbox/start-sandbox.ts";
import { twitterLimits } from "../../../sandbox/twitter/rest/limits.ts";
import { describeInBrowser, type OpenPage } from "../../browser/a-browser.ts";
import { aClient, aTwitter } from "../twitter/support.ts";

const ada = "1500000000000001001";

const openInbox = async (open: OpenPage, options: { sandbox?: SandboxOptions; width?: number } = {}) => {
  const sandbox = await aTwitter(options.sandbox);
  const opened = await open(sandbox.url, { width: options.width ?? 1_400 });
  const { page } = opened;
  await page.getByRole("button", { name: "X", exact: true }).click();
  await page.getByLabel("Direct message to the account").waitFor();
  const write = (label: string) => async (text: string) => {
    await page.getByLabel(label).fill(text);
    await page.keyboard.press("Enter");
  };
  const { v2 } = aClient(sandbox);
  return {
    ...opened,
    sandbox,
    say: write("Direct message to the account"),
    reply: write("Public reply"),
    answer: (text: string) => v2.sendDmToParticipant(ada, { text }),
    post: (text: string, to: string) => v2.post("tweets", { text, reply: { in_reply_to_tweet_id: to } }),
    messages: page.getByRole("log", { name: "Direct messages" }),
    thread: page.getByRole("log", { name: "Public post" }),
    allowance: page.getByRole("note", { name: "What X lets the account send" }),
  };
};

const evil = `<img src=x onerror="document.title='owned'">`;

describeInBrowser("the page's X", (open) => {
  test("one writes with a picture, the account's numbered choices arrive as text, and its allowances are told", async () => {
    const { page, faults, say, answer, messages, allowance } = await openInbox(open);
    await messages.getByText("You are Ada.").waitFor();
    expect(await allowance.textContent()).toBe("Sent 0 of 15 in 15 min, 0 of 1,440 in 24 h.");
    await page
      .locator("#inbox-file")
      .setInputFiles({ name: "proof.png", mimeType: "image/png", buffer: Buffer.from("not much") });
    await page.getByRole("list", { name: "Goes with your message" }).waitFor();
    await say("my withdrawal failed");
    await messages.getByText("my withdrawal failed").waitFor();
    await messages.getByRole("link", { name: "Picture from Ada" }).waitFor();
    await answer("Did that help?\n[1] Yes\n[2] No\nSee https://help.example/a.");
    await messages.getByText("[2] No").waitFor();
    expect(await messages.getByRole("button").count()).toBe(0);
    expect(await messages.getByRole("link", { name: "help.example/a", exact: true }).count()).toBe(1);
    await allowance
      .getByText(/^Sent 1 of 15 in 15 min, 1 of 1,440 in 24 h\. The last answer took .+ s\.$/)
      .waitFor();
    expect(faults).toEqual([]);
  });

  test("below the public post people name the account, and its link to the messages stays on the page", async () => {
    const { sandbox, page, faults, reply, post, thread, messages } = await openInbox(open);
    await page.getByRole("button", { name: "Post", exact: true }).click();
    await thread.getByRole("article", { name: "Post by ExchangeHelp" }).waitFor();
    await page.getByRole("button", { name: "Name the account" }).first().click();
    const asked = thread.getByRole("article", { name: "Reply by Ada" });
    await asked.getByText("Replying to @ExchangeHelp").waitFor();
    await page.getByRole("button", { name: "Ben", exact: true }).click();
    await reply("I wait, too");
    await thread.getByRole("article", { name: "Reply by Ben" }).getByText("I wait, too").waitFor();
    const [, mention] = sandbox.twitter.thread(sandbox.twitter.account().posts[0]?.id ?? "");
    await post("Please write to us: https://x.com/messages/compose?recipient_id=1", mention?.id ?? "");
    const answered = thread.getByRole("article", { name: "Reply by ExchangeHelp" });
    await answered.getByText("Replying to @ada_trades").waitFor();
    expect(await answered.getByRole("link").count()).toBe(0);
    await answered.getByRole("button").click();
    await messages.getByText("You are Ben.").waitFor();
    expect(faults).toEqual([]);
  });

  test("markup in what people and the account say stays text, in private and in public", async () => {
    const { page, faults, sandbox, say, answer, messages, reply, thread } = await openInbox(open);
    await say(evil);
    await answer(`${evil} javascript:alert(1) https://help.example/"onclick="x`);
    await messages.getByText("javascript:alert(1)").waitFor();
    sandbox.twitter.account().post(evil);
    await page.getByRole("button", { name: "Post", exact: true }).click();
    await reply(`@ExchangeHelp ${evil}`);
    await thread.getByRole("article", { name: "Reply by Ada" }).getByText(evil).waitFor();
    expect(await page.locator("#inbox img, #inbox [onclick], #inbox [onerror]").count()).toBe(0);
    expect(await page.title()).toBe("Flotilla · sandbox");
    expect(faults).toEqual([]);
  });

  test("used-up allowances say when the next message goes, and own messages by hand say so", async () => {
    const dm_send = { per15Min: 2, userPerDay: 3, appPerDay: 3 };
    const { sandbox, say, answer, messages, allowance } = await openInbox(open, {
      sandbox: { twitter: { limits: { ...twitterLimits, dm_send } } },
    });
    await say("hello");
    for (const text of ["one", "two"]) await answer(text);
    await allowance
      .getByText(/^Sent 2 of 2 in 15 min, 2 of 3 in 24 h\. Used up: the next message goes at .+\.$/)
      .waitFor();
    sandbox.twitter.account().say("by a person", { to: { id: ada } });
    await messages.getByText("typed by hand in X's app").waitFor();
  });

  test("a person blocks the account and lets it in again, and a fault is ordered for the person", async () => {
    const { sandbox, page } = await openInbox(open);
    await page.getByRole("button", { name: "Person blocks the account" }).click();
    await page.getByText("You have blocked this account.").waitFor();
    expect(await page.getByLabel("Direct message to the account").isVisible()).toBe(false);
    await page.getByRole("button", { name: "Unblock" }).click();
    await page.getByLabel("Direct message to the account").waitFor();
    await page.getByRole("button", { name: "Lost response" }).click();
    await page.locator("[aria-pressed=true]", { hasText: "Lost response" }).waitFor();
    expect(sandbox.twitter.faults.open).toMatchObject([{ order: { kind: "reset_after", about: ada } }]);
  });

  test("at a phone's width nothing is cut off, every control has a name, and keys alone do", async () => {
    const { page, faults, messages, thread } = await openInbox(open, { width: 390 });
    expect(await page.evaluate("document.documentElement.scrollWidth - innerWidth")).toBeLessThanOrEqual(0);
    const unnamed = page.locator("#inbox button:visible:not([aria-label])");
    expect((await unnamed.allTextContents()).filter((words) => words.trim() === "")).toEqual([]);
    await page.getByRole("button", { name: "Sam", exact: true }).focus();
    await page.keyboard.press("Enter");
    await messages.getByText("You are Sam.").waitFor();
    await page.getByRole("button", { name: "Post", exact: true }).press("Enter");
    await thread.getByRole("article").waitFor();
    await page.getByLabel("Public reply").press("a");
    await page.keyboard.press("Enter");
    await thread.getByRole("article", { name: "Reply by Sam" }).waitFor();
    expect(await page.evaluate("document.documentElement.scrollWidth - innerWidth")).toBeLessThanOrEqual(0);
    expect(faults).toEqual([]);
  });
});
