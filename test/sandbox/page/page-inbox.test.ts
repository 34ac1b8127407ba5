import { expect, test } from "vitest";
import type { SandboxOptions } from "../../../sandbox/start-sandbox.ts";
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
    expect(await messages.getByRole("link", { name: "https://help.example/a", exact: true }).count()).toBe(1);
    await allowance
      .getByText(/^Sent 1 of 15 in 15 min, 1 of 1,440 in 24 h\. The last answer took .+ s\.$/)
      .waitFor();
    expect(faults).toEqual([]);
  });
});
