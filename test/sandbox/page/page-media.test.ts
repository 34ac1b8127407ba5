import { expect, test } from "vitest";
import type { Sandbox } from "../../../sandbox/start-sandbox.ts";
import { describeInBrowser } from "../../browser/a-browser.ts";
import { holdBack } from "../../browser/hold-back.ts";
import { aFleet, aSandbox, aTicketBody, callDesk } from "../support.ts";

const aFile = (name: string, mimeType: string, text = "bytes") => ({
  name,
  mimeType,
  buffer: Buffer.from(text),
});
const written = ({ telegram }: Sandbox) =>
  telegram.chat(1001).messages.filter(({ direction }) => direction === "in");

describeInBrowser("pictures and edits on the sandbox's page", (open) => {
  test("a sample picture goes with its caption and shows in the chat", async () => {
    const sandbox = await aSandbox();
    const { page, faults } = await open(sandbox.url);
    await page.getByRole("button", { name: "Picture", exact: true }).click();
    await page.getByRole("button", { name: "Failed" }).click();
    await page.getByLabel("Message to the bot").fill("it says failed");
    await page.keyboard.press("Enter");
    await page.locator(".bubble img").waitFor();
    expect(written(sandbox)).toMatchObject([
      { kind: "photo", text: "it says failed", file: { mediaType: "image/jpeg" } },
    ]);
    const widthOf = () =>
      page.locator(".bubble img").evaluate((image) => "naturalWidth" in image && image.naturalWidth);
    await expect.poll(widthOf, { timeout: 10_000 }).toBe(640);
    expect(faults).toEqual([]);
  });

  test("several pictures go as one album, and whatever is no picture goes by itself", async () => {
    const sandbox = await aSandbox();
    const { page } = await open(sandbox.url);
    await page.getByRole("button", { name: "Picture", exact: true }).click();
    await page.getByRole("button", { name: "Failed" }).click();
    await page.getByRole("button", { name: "Deposit" }).click();
    await page.getByRole("button", { name: "Order" }).click();
    await page.getByRole("button", { name: "Leave deposit-receipt.jpg out" }).click();
    await page.locator("#picture-file").setInputFiles([aFile("history.csv", "text/csv")]);
    await page.getByText("history.csv").waitFor();
    await page.getByRole("button", { name: "Send" }).click();
    await page.locator(".bubble", { hasText: "history.csv" }).waitFor();
    const messages = written(sandbox);
    expect(messages.map(({ kind }) => kind)).toEqual(["photo", "photo", "document"]);
    expect(new Set(messages.slice(0, 2).map(({ albumId }) => albumId)).size).toBe(1);
    expect(await page.locator(".album img").count()).toBe(2);
  });

  test("all that was sent together goes where it was sent, though another chat is chosen meanwhile", async () => {
    const sandbox = await aSandbox();
    const { page } = await open(sandbox.url);
    await page.getByRole("button", { name: "Picture", exact: true }).click();
    await page.getByRole("button", { name: "Failed" }).click();
    await page.locator("#picture-file").setInputFiles([aFile("history.csv", "text/csv")]);
    await page.getByText("history.csv").waitFor();
    const { asked, release } = await holdBack(page, "telegram/photo");
    const goesLast = page.waitForResponse("**/control/telegram/document");
    await page.getByRole("button", { name: "Send" }).click();
    await asked;
    await page.getByRole("button", { name: "Sam and the bot" }).click();
    await page.getByText("You are Sam.").waitFor();
    release();
    await goesLast;
    expect(written(sandbox).map(({ kind }) => kind)).toEqual(["photo", "document"]);
  });

  test("what was dropped on the chat waits with the message", async () => {
    const sandbox = await aSandbox();
    const { page } = await open(sandbox.url);
    await page.evaluate(`{
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File(["bytes"], "dropped.png", { type: "image/png" }));
      document.getElementById("phone").dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true }));
    }`);
    await page.getByRole("button", { name: "Leave dropped.png out" }).waitFor();
  });

  test("a file that is no picture is never shown as a page of the sandbox", async () => {
    const sandbox = await aSandbox();
    const ada = sandbox.telegram.person({ id: 1001, firstName: "Ada" });
    const bytes = Buffer.from("<script>document.title = 'owned'</script>");
    const { file } = ada.sendDocument({ bytes, fileName: "page.html", mediaType: "text/html" });
    const response = await fetch(`${sandbox.url}/media/${file?.id}`);
    expect(response.headers.get("content-type")).toBe("application/octet-stream");
    expect(response.headers.get("content-disposition")).toContain("attachment");
    expect(response.headers.get("content-security-policy")).toContain("sandbox");
    for (const path of ["/media/nothing", "/media/%E0%A4%A", "/desk-file/t-1/nothing", "/desk-file/t-1"])
      expect((await fetch(sandbox.url + path)).status).toBe(404);
  });

  test("one changes one's own message, and what it said before can be read", async () => {
    const sandbox = await aSandbox();
    const { page } = await open(sandbox.url);
    await page.getByLabel("Message to the bot").fill("I lost 10 USDT");
    await page.keyboard.press("Enter");
    await page.locator(".bubble").first().hover();
    await page.getByRole("button", { name: "Edit your message" }).click();
    await page.getByLabel("Message to the bot").fill("I lost 1,000 USDT");
    await page.keyboard.press("Enter");
    await page.locator(".bubble", { hasText: "I lost 1,000 USDT" }).waitFor();
    expect(written(sandbox)).toMatchObject([{ text: "I lost 1,000 USDT", earlierTexts: ["I lost 10 USDT"] }]);
    await page.locator("summary", { hasText: "edited" }).click();
    await page.getByRole("list", { name: "Earlier versions" }).getByText("I lost 10 USDT").waitFor();
  });

  test("the ticket shows what was attached, and the agent attaches and edits", async () => {
    const fleet = await aFleet(({ path }) =>
      path.startsWith("/webhooks") ? { status: 202 } : { status: 200, body: { turns: [] } },
    );
    const sandbox = await aSandbox({ fleetUrl: fleet.url });
    await callDesk(sandbox, "/tickets", { body: aTicketBody({ person: { id: "telegram/1001" } }), key: "k" });
    const { page } = await open(sandbox.url);
    await page.getByRole("button", { name: "Attach a sample picture" }).click();
    await page.getByPlaceholder("Reply to the person…").fill("Does it look like this?");
    await page.keyboard.press("Enter");
    const entry = page.locator(".entry", { hasText: "Does it look like this?" });
    await entry.locator("img").waitFor();
    const [sent] = sandbox.desk.webhooks;
    expect(sent?.webhook).toMatchObject({ attachments: [{ mediaType: "image/jpeg" }] });
    await entry.getByRole("button", { name: "Edit this reply" }).click();
    await page.getByPlaceholder("Reply to the person…").fill("Does yours look like this?");
    await page.keyboard.press("Enter");
    await page.locator(".entry", { hasText: "Does yours look like this?" }).getByText("edited").waitFor();
    expect(sandbox.desk.webhooks.at(-1)?.webhook).toMatchObject({
      type: "ticket.reply_edited",
      edits: sent?.webhook.eventId,
    });
  });
});
