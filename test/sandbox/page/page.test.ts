import { expect, test } from "vitest";
import type { Sandbox } from "../../../sandbox/start-sandbox.ts";
import { describeInBrowser } from "../../browser/a-browser.ts";
import { aFleet, aSandbox, aTicketBody, callApi, callDesk } from "../support.ts";

const stage = (name: string, outcome: string, findings: object[] = []) => ({
  stage: name,
  outcome,
  findings,
});
const aTurn = (patch: object = {}) => ({
  seq: 1,
  id: "turn-1",
  conversationId: "telegram-support/1001",
  at: Date.now(),
  events: [{ kind: "message.created" }],
  stages: [
    stage("protect", "passed"),
    stage("answer", "decided", [{ name: "withdrawal-failed", score: 0.9 }]),
  ],
  decision: { kind: "answer", reason: "confident" },
  effects: [{ id: "e", kind: "message.send", lane: "talk", priority: "answer", state: "pending" }],
  owner: "bot",
  ...patch,
});

describeInBrowser("the sandbox's page", (openPage) => {
  const open = ({ url }: Sandbox) => openPage(url, { width: 1_500 });

  test("one writes as a person, and the bot's reply with its buttons arrives", async () => {
    const sandbox = await aSandbox();
    const { page, faults } = await open(sandbox);
    await page.getByLabel("Message to the bot").fill("my withdrawal failed");
    await page.keyboard.press("Enter");
    await page.getByText("my withdrawal failed").first().waitFor();
    const reply_markup = { inline_keyboard: [[{ text: "That helped", callback_data: "ok" }]] };
    const entities = [{ type: "bold", offset: 0, length: 5 }];
    await callApi(sandbox, "sendMessage", {
      chat_id: 1001,
      text: "Check the address",
      entities,
      reply_markup,
    });
    await page.locator("#messages strong", { hasText: "Check" }).waitFor();
    await page.getByRole("button", { name: "That helped" }).click();
    const newest = async () => (await callApi(sandbox, "getUpdates", { offset: -1 })).body["result"];
    await expect
      .poll(newest, { timeout: 10_000 })
      .toMatchObject([{ callback_query: { data: "ok", from: { id: 1001 } } }]);
    expect(faults).toEqual([]);
  });

  test("a message that the bot deletes leaves a trace without its text", async () => {
    const sandbox = await aSandbox();
    const { page } = await open(sandbox);
    await page.getByLabel("Message to the bot").fill("here is something to hide");
    await page.keyboard.press("Enter");
    const { id } = await sandbox.telegram.chat(1001).waitFor(({ direction }) => direction === "in");
    await callApi(sandbox, "deleteMessage", { chat_id: 1001, message_id: id });
    await page.getByText("The bot deleted your message").waitFor();
    expect(await page.getByText("something to hide").count()).toBe(0);
  });

  test("markup in what people, bots, desks and fleets say stays text", async () => {
    const evil = `<img src=x onerror="document.title='owned'">`;
    const turn = aTurn({
      stages: [stage("answer", "decided", [{ name: evil, detail: evil }])],
      decision: { kind: evil, reason: evil },
    });
    const fleet = await aFleet(() => ({ status: 200, body: { turns: [turn], last: 1 } }));
    const sandbox = await aSandbox({ fleetUrl: fleet.url });
    sandbox.telegram.person({ id: 1001, firstName: "Ada" }).say(evil);
    const entities = [{ type: "text_link", offset: 0, length: 4, url: "tg://user?id=1" }];
    await callApi(sandbox, "sendMessage", { chat_id: 1001, text: evil, entities });
    const person = { id: "telegram/1001", displayName: evil };
    await callDesk(sandbox, "/tickets", { body: aTicketBody({ person, subject: evil }), key: "k" });
    const { page, faults } = await open(sandbox);
    await page.locator(".ticket h3").waitFor();
    await page.locator(".decision h3").waitFor();
    expect(await page.locator("#messages img, #journey img, #desk img, #messages a").count()).toBe(0);
    expect(await page.title()).toBe("Flotilla · sandbox");
    expect(faults).toEqual([]);
  });

  test("the fleet's turn is a picture that follows its effects until they are done", async () => {
    let state = "pending";
    const turnOf = () => aTurn({ effects: [{ id: "e", kind: "message.send", lane: "talk", state }] });
    const fleet = await aFleet(({ path }) => ({
      status: 200,
      body: { turns: path.endsWith("after=0") ? [turnOf()] : [], last: 1 },
    }));
    const sandbox = await aSandbox({ fleetUrl: fleet.url });
    const { page } = await open(sandbox);
    await page.getByRole("heading", { name: "Answered from the knowledge base" }).waitFor();
    await page.locator(".station.is-decided", { hasText: "Articles" }).waitFor();
    await page.locator(".effect", { hasText: "waiting" }).waitFor();
    state = "sent";
    await page.locator(".effect", { hasText: "done" }).waitFor();
  });

  test.each([900, 1_270, 1_400, 1_440])("at %i px the names of the stations keep apart", async (width) => {
    // One and the same: another time of it would be drawn anew, and what is measured would be gone.
    const turn = aTurn();
    const fleet = await aFleet(() => ({ status: 200, body: { turns: [turn], last: 1 } }));
    const sandbox = await aSandbox({ fleetUrl: fleet.url });
    const { page } = await open(sandbox);
    await page.setViewportSize({ width, height: 900 });
    await page.locator(".decision h3").waitFor();
    const boxes: { x: number; y: number; width: number; height: number }[] = await page
      .locator(".station-name")
      .evaluateAll((names) => names.map((name) => name.getBoundingClientRect().toJSON()));
    const gaps = boxes.flatMap((box, n) => {
      const next = boxes[n + 1];
      return next && next.y - box.y < box.height ? [next.x - box.x - box.width] : [];
    });
    expect(gaps.length).toBeGreaterThanOrEqual(7);
    expect(Math.min(...gaps)).toBeGreaterThan(2);
  });

  test("turns that lack fields, and a fleet that is absent, leave the page whole", async () => {
    const fleet = await aFleet(() => ({
      status: 200,
      body: { turns: [{ seq: 1, conversationId: "a/1001" }, null, { seq: "x" }] },
    }));
    const sandbox = await aSandbox({ fleetUrl: fleet.url });
    const { page, faults } = await open(sandbox);
    await page.getByRole("heading", { name: "No decision" }).waitFor();
    sandbox.setFleetUrl("http://127.0.0.1:1");
    await page.getByText("Fleet not connected").waitFor();
    expect(faults).toEqual([]);
  });

  test("as the agent one replies, and sees how far the words came", async () => {
    const fleet = await aFleet(({ path }) =>
      path.startsWith("/webhooks") ? { status: 202 } : { status: 200, body: { turns: [] } },
    );
    const sandbox = await aSandbox({ fleetUrl: fleet.url });
    await callDesk(sandbox, "/tickets", { body: aTicketBody({ person: { id: "telegram/1001" } }), key: "k" });
    const { page } = await open(sandbox);
    await page.getByPlaceholder("Reply to the person…").fill("We are on it.");
    await page.keyboard.press("Enter");
    await page.locator(".entry", { hasText: "On its way to the chat" }).waitFor();
    const eventId = sandbox.desk.webhooks[0]?.webhook.eventId;
    const entry = { kind: "delivery", author: "system", at: new Date().toISOString(), text: "" };
    const delivery = { eventId, state: "failed", reason: "blocked" };
    await callDesk(sandbox, "/tickets/t-1/entries", { body: { ...entry, delivery }, key: "k2" });
    await page.locator(".entry", { hasText: "Not delivered: blocked" }).waitFor();
    await page.getByRole("button", { name: "Take over" }).click();
    await page.getByText("You have taken over").waitFor();
    await page.getByRole("button", { name: "Mark as solved" }).click();
    await page.getByRole("button", { name: "Open again" }).waitFor();
    expect(sandbox.desk.ticket("t-1")).toMatchObject({ owner: "agent", status: "solved" });
  });

  test("switches order faults and take them back", async () => {
    const sandbox = await aSandbox();
    const { page } = await open(sandbox);
    const lost = page.getByRole("button", { name: "Lost response" });
    await lost.click();
    await page.locator("[aria-pressed=true]", { hasText: "Lost response" }).waitFor();
    expect(sandbox.telegram.faults.open).toMatchObject([{ order: { kind: "reset_after", about: 1001 } }]);
    await lost.click();
    await page.locator("[aria-pressed=false]", { hasText: "Lost response" }).waitFor();
    expect(sandbox.telegram.faults.open).toEqual([]);
    await page.getByRole("button", { name: "Person blocks the bot" }).click();
    await page.getByText("You have blocked this bot.").waitFor();
    await page.getByRole("button", { name: "Unblock" }).click();
    await page.getByLabel("Message to the bot").waitFor();
  });
});
