import { expect, test } from "vitest";
import { type Fields, fieldsOf, isList } from "../../../sandbox/wire/values.ts";
import { describeInBrowser } from "../../browser/a-browser.ts";
import { aDiscord } from "../discord/support.ts";

const ada = "1100000000000001001";
const ben = "1100000000000001004";

/** The page's server without a page. */
const aServer = async () => {
  const sandbox = await aDiscord();
  const act = async (action: string, fields: object = {}): Promise<Fields> => {
    const response = await fetch(`${sandbox.url}/control/${action}`, {
      method: "POST",
      body: JSON.stringify(fields),
    });
    return { status: response.status, ...fieldsOf(await response.json()) };
  };
  for (const [id, name] of [
    [ada, "ada"],
    [ben, "ben"],
  ])
    await act("discord/person", { id, name });
  const open = () =>
    act("page/openServer", {
      name: "Traders",
      members: [ada, ben],
      moderators: [ben],
      channels: [{ name: "general", threads: ["Deposits"] }, { name: "help" }],
    });
  await open();
  const seenBy = (person: string, channel?: string) =>
    act("page/server", { server: "Traders", person, ...(channel !== undefined && { channel }) });
  return { sandbox, act, open, seenBy };
};

test("the page's server is made once, with its thread below its channel", async () => {
  const { sandbox, open, seenBy } = await aServer();
  await open();
  expect(sandbox.discord.guilds.filter(({ name }) => name === "Traders")).toHaveLength(1);
  const guild = fieldsOf((await seenBy(ada))["guild"]);
  const channels = isList(guild["channels"]) ? guild["channels"].map(fieldsOf) : [];
  expect(channels.map(({ name }) => name)).toEqual(["general", "Deposits", "help"]);
  expect(channels[1]?.["parentId"]).toBe(channels[0]?.["id"]);
});

test("each person has direct messages of their own, and none of the channels once they left", async () => {
  const { act, seenBy } = await aServer();
  await act("discord/say", { person: ada, text: "only for the bot" });
  expect(await seenBy(ada)).toMatchObject({
    channel: { isDm: true, messages: [{ text: "only for the bot" }] },
  });
  expect(await seenBy(ben)).toMatchObject({ channel: { isDm: true, messages: [] } });
  await act("discord/leave", { person: ada, guild: "Traders" });
  expect(await seenBy(ada)).toMatchObject({ guild: { channels: [] } });
  expect(await seenBy("1100000000000009999")).toMatchObject({ status: 400 });
});

describeInBrowser("the page's Discord at a phone's width", (open) => {
  test("nothing is cut off, and every control has a name", async () => {
    const { sandbox } = await aServer();
    const { page, faults } = await open(sandbox.url, { width: 390, height: 844 });
    await page.getByRole("button", { name: "Discord", exact: true }).click();
    await page.getByRole("button", { name: "Channel help" }).click();
    await page.getByLabel("Message to the channel").waitFor();
    expect(await page.evaluate("document.documentElement.scrollWidth - innerWidth")).toBeLessThanOrEqual(0);
    const unnamed = page.locator("#server button:visible:not([aria-label])");
    expect((await unnamed.allTextContents()).filter((words) => words.trim() === "")).toEqual([]);
    expect(faults).toEqual([]);
  });
});
