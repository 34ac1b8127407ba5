import { createHash } from "node:crypto";
import { describe, expect, it, vi } from "vitest";
import { useFewArticles } from "../support/a-few-articles.ts";
import { aFleetIn } from "../support/a-fleet.ts";
import { directChats, type PlatformName, platformNames, type Somebody } from "../support/direct-chats.ts";
import { eventually } from "../support/eventually.ts";
import { aPicture } from "../support/files.ts";
import { phrase } from "../support/phrases.ts";
import { placesOf, sealedFilesOf } from "../support/sinks.ts";

// The first fleet of a run loads what it thinks with.
vi.setConfig({ testTimeout: 90_000 });

const sections = useFewArticles(["deposit-missing", "password-reset"]);

const hash = createHash("sha256").update("a doubt of a direct chat").digest("hex");
const password = "my password is hunter2!Blue77";

const patience = { timeoutMs: 30_000 };

/** Resolves with the reply that comes next. */
const replyTo = (mia: Somebody, { act, what }: { act: () => void; what: string }): Promise<string> => {
  const known = mia.heard().length;
  act();
  return eventually(() => mia.heard()[known], { ...patience, what: `a reply to ${what}` });
};

/** A fleet on that platform, and a person who waits for its replies. */
const aScene = async (platform: PlatformName) => {
  const world = await directChats[platform]({ sections: sections() });
  const fleet = await aFleetIn(world);
  const mia = world.somebody();
  return {
    world,
    fleet,
    desk: world.sandbox.desk,
    mia: {
      ...mia,
      ask: (text: string) => replyTo(mia, { act: () => mia.say(text), what: text }),
      take: (label: string) => replyTo(mia, { act: () => mia.press(label), what: label }),
    },
  };
};

type Scene = Awaited<ReturnType<typeof aScene>>;

const transcriptOf = ({ desk }: Scene, ticketId: string) =>
  desk.ticket(ticketId).transcript.map(({ text }) => text);

const atTheDesk = (scene: Scene, { ticketId, text }: { ticketId: string; text: string }) =>
  eventually(() => transcriptOf(scene, ticketId).includes(text), {
    ...patience,
    what: `${text} at the desk`,
  });

/** Until its receipt is in the chat. */
const openTicket = async ({ mia, desk, fleet }: Scene): Promise<string> => {
  await mia.ask("talk to a human");
  await mia.take(phrase("button.send_now"));
  const { ticketId } = await desk.waitForTicket();
  await fleet.service.drain();
  return ticketId;
};

describe.each(platformNames)("in a direct chat on %s", (platform) => {
  it("a guide leads to a ticket that holds what was said, and the agent's reply comes back", async () => {
    const { mia, desk, world } = await aScene(platform);
    await mia.ask("my deposit has not arrived");
    expect(await mia.take(phrase("button.guide"))).toContain("Where was the money sent from?");
    expect(await mia.take("Wallet or exchange")).toContain("sender's side");
    expect(await mia.ask("it says completed")).toContain("network");
    await mia.ask("the same");
    expect(await mia.ask("no memo")).toContain("TxID");
    expect(await mia.ask(`here it is ${hash}`)).toContain(phrase("intake.ask_account"));
    await mia.ask("12345678");
    await mia.ask("500 USDT over TRC20");
    expect(await mia.take(phrase("when.today"))).toContain("500 USDT over TRC20");
    expect(desk.tickets.size).toBe(0);
    mia.press(phrase("button.send"));
    const { ticketId, fields } = await desk.waitForTicket();

    expect(fields).toMatchObject({ category: "funds", accountReference: "12345678" });
    expect(fields["description"]).toContain(hash);
    expect(world.bytes().includes(hash)).toBe(false);
    await desk.reply(ticketId, "It is credited now.");
    await mia.hears("It is credited now.");
    expect(mia.heard().at(-1)).toMatch(/, support team:/);
  });

  it("an agent who took over is not talked into, hears everything, and hands back", async () => {
    const scene = await aScene(platform);
    const { mia, desk } = scene;
    const ticketId = await openTicket(scene);
    await desk.takeOver(ticketId);
    await mia.hears(phrase("handover.taken"));
    const before = mia.heard();

    for (const text of ["hello", "my withdrawal failed", "qwx zrrv plonk"]) {
      mia.say(text);
      await atTheDesk(scene, { ticketId, text });
    }
    expect(mia.heard()).toEqual(before);

    mia.say(password);
    await mia.hears(phrase("secret.seen.password"));
    await scene.fleet.service.drain();
    expect(transcriptOf(scene, ticketId).join()).not.toContain("hunter2");

    await desk.handBack(ticketId);
    await mia.hears(phrase("handover.back"));
    expect(await mia.ask("my deposit has not arrived")).toMatch(/deposit/i);
  });

  it("what may be a key is masked until its author has said what it is", async () => {
    const scene = await aScene(platform);
    const { mia, fleet, world } = scene;
    const ticketId = await openTicket(scene);
    expect(await mia.ask(hash)).toContain(phrase("doubt.ask_hash"));
    await fleet.service.drain();
    expect(transcriptOf(scene, ticketId).join()).not.toContain(hash);
    mia.press(phrase("doubt.button.hash_harmless"));
    await atTheDesk(scene, { ticketId, text: hash });
    expect(world.bytes().includes(hash)).toBe(false);
  });

  it("pain 10: an edit with a secret in it is warned of, and no version of it is on disk", async (context) => {
    const { mia, fleet, world } = await aScene(platform);
    const { edit } = mia;
    if (!edit) return context.skip("nobody can change there what they have said");
    await mia.ask("hello");
    edit(password);
    await mia.hears(phrase("secret.seen.password"));
    await fleet.service.drain();
    expect(world.bytes().includes("hunter2")).toBe(false);
    expect(fleet.log()).not.toContain("hunter2");
  });

  it("who says stop hears nothing, an agent's reply included, until they write again", async () => {
    const scene = await aScene(platform);
    const { mia, desk, fleet } = scene;
    const ticketId = await openTicket(scene);
    mia.say("stop messaging me");
    await eventually(async () => (await fleet.turns()).includes("opted_out"), patience);
    await desk.reply(ticketId, "Are you still there?");
    await fleet.service.drain();
    mia.say("I am here again");
    await atTheDesk(scene, { ticketId, text: "I am here again" });
    await desk.reply(ticketId, "Good that you are back.");
    await mia.hears("Good that you are back.");
    expect(mia.heard().join()).not.toContain("Are you still there?");
  });

  it("pain 28: who wants to be forgotten is nowhere on disk any more, and the talk goes on", async () => {
    const { mia, fleet, world } = await aScene(platform);
    const words = "the pangolin transfer of last tuesday";
    await mia.ask(`my deposit has not arrived, ${words}`);
    mia.sendPhoto(await aPicture("png"));
    await eventually(() => sealedFilesOf(world).length === 1, { ...patience, what: "the picture" });
    await fleet.service.drain();
    expect(placesOf(world, words)).toEqual([["the rows of envelopes"]]);

    expect(await mia.ask("Delete my data please")).toContain(phrase("erase.ask"));
    expect(await mia.take(phrase("erase.yes"))).toContain(phrase("erase.done"));
    await fleet.service.drain();
    await eventually(() => sealedFilesOf(world).length === 0, { what: "no picture" });
    expect(placesOf(world, words)).toEqual([[]]);
    expect(await mia.ask("i forgot my password")).toMatch(/password/i);
  });

  it("a fleet that starts anew knows the form, the ticket and who has the conversation", async () => {
    const scene = await aScene(platform);
    const { mia, desk, world } = scene;
    await mia.ask("talk to a human");
    await scene.fleet.stop();
    const second = await aFleetIn(world);
    await mia.take(phrase("button.send_now"));
    const { ticketId } = await desk.waitForTicket();
    await desk.takeOver(ticketId);
    await mia.hears(phrase("handover.taken"));

    await second.stop();
    mia.say("said while nobody ran");
    await aFleetIn(world);
    await atTheDesk(scene, { ticketId, text: "said while nobody ran" });
    const before = mia.heard();
    mia.say("my withdrawal failed");
    await atTheDesk(scene, { ticketId, text: "my withdrawal failed" });
    expect(mia.heard()).toEqual(before);
  });

  it("Chinese is answered in Chinese", async () => {
    const { mia } = await aScene(platform);
    await mia.ask("充值一直没到账");
    await mia.ask(phrase("button.guide", "zh-Hans"));
    expect(await mia.ask("从币安提币过来的")).toContain("转出方");
    expect(await mia.ask("还在确认")).toContain("还在路上");
  });
});
