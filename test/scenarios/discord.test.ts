import { describe, expect, it, vi } from "vitest";
import type { Person } from "../../sandbox/discord/people/person.ts";
import {
  aDiscordScene,
  discordBotId,
  discordModes,
  discordToken,
  openTicketForm,
  said,
  seen,
} from "../support/a-discord-world.ts";
import { eventually } from "../support/eventually.ts";

// The first fleet of a run loads what it thinks with.
vi.setConfig({ testTimeout: 60_000 });

const seed = "legal winner thank year wave sausage worth useful legal winner thank yellow";

describe.each(discordModes)("pain 17: $mode", ({ intents }) => {
  it("a question in direct messages is answered, and its buttons work", async () => {
    const { mia } = await aDiscordScene({ intents });
    mia.say("How do I deposit USDT?");
    const dm = mia.dm();
    await seen(() => dm.replies, /deposit/i);
    const count = dm.replies.length;
    mia.press("Talk to a person");
    await dm.waitForReplies(count + 1);
    expect(said(dm.replies)).toMatch(/What is it about|which|category|person/i);
  });

  it("a question by a command in a channel is answered where nobody else sees it", async () => {
    const { mia, channel } = await aDiscordScene({ intents });
    mia.call("support", { channel, options: { question: "How do I deposit USDT?" } });
    await seen(() => channel.replies, /deposit/i);
    expect(channel.replies.every(({ onlyFor }) => onlyFor === mia.id)).toBe(true);
  });

  it("a whole ticket goes by one form with its screenshots, and the agent's reply comes back", async () => {
    const { mia, channel, desk } = await aDiscordScene({ intents });
    const opened = await openTicketForm({ mia }, channel);
    const what = "My withdrawal of 20 USDT has been pending since noon";
    const files = { files: [{ fileName: "one.png" }, { fileName: "two.png" }] };
    mia.submit(opened, { category: "funds", what, when: "today", account: "mia@example.com", files });
    const ticket = await desk.waitForTicket();
    expect(ticket.fields).toMatchObject({ category: "funds", description: what });
    expect(JSON.stringify(ticket.fields)).not.toContain("mia@example.com");
    await eventually(() => desk.ticket(ticket.ticketId).attachments.size === 2);
    await seen(() => channel.replies, /ticket|request/i);
    await desk.reply(ticket.ticketId, "We are looking into it.");
    await seen(() => [...channel.replies, ...mia.dm().replies], /We are looking into it/);
    expect(channel.replies.every(({ onlyFor }) => onlyFor === mia.id)).toBe(true);
  });

  it("a recovery phrase in a command is warned of and stored nowhere", async () => {
    const world = await aDiscordScene({ intents });
    const { mia, channel, fleet } = world;
    mia.call("support", { channel, options: { question: seed } });
    await seen(() => channel.replies, /recovery phrase|seed/i);
    await fleet.service.drain();
    expect(world.bytes().includes("sausage worth useful")).toBe(false);
    expect(fleet.log()).not.toContain("sausage");
  });

  it("pain 32: a screenshot whose link has expired is in the ticket that is opened later", async () => {
    const { mia, channel, desk, clock, fleet } = await aDiscordScene({ intents });
    const dm = mia.dm();
    const { files } = mia.say("", { files: [{ fileName: "proof.png" }] });
    await dm.waitForReplies(1);
    await fleet.service.drain();
    // Links of Discord live for a day.
    clock.shift(25 * 3_600_000);
    const opened = await openTicketForm({ mia }, dm);
    mia.submit(opened, { category: "funds", what: "See the picture", files: { files: [] } });
    const ticket = await desk.waitForTicket();
    await eventually(() => desk.ticket(ticket.ticketId).attachments.size === 1);
    const [kept] = desk.ticket(ticket.ticketId).attachments.values();
    expect([kept?.fileName, kept?.mediaType]).toEqual(["proof.png", "image/png"]);
    expect(files[0]?.fileName).toBe("proof.png");
    expect(channel.replies).toEqual([]);
  });

  it("neither token is seen in a log or on disk", async () => {
    const world = await aDiscordScene({ intents });
    const { mia, channel, fleet } = world;
    const interaction = mia.call("support", { channel, options: { question: "How do I deposit USDT?" } });
    await seen(() => channel.replies, /deposit/i);
    await fleet.service.drain();
    for (const secret of [discordToken, interaction.facts.token]) {
      expect(world.bytes().includes(secret)).toBe(false);
      expect(fleet.log()).not.toContain(secret);
    }
  });
});

const inPublic = (mia: Person, text: string) => `<@${discordBotId}> ${text} from ${mia.user.username}`;

it("who names us in a channel gets the answer in short, in public", async () => {
  const { mia, channel } = await aDiscordScene();
  mia.say(inPublic(mia, "how do I deposit USDT?"), { channel });
  await seen(() => channel.replies, /deposit/i);
  expect(channel.replies[0]?.onlyFor).toBeUndefined();
});

it("a recovery phrase in a channel that is watched is deleted", async () => {
  const { mia, channel } = await aDiscordScene({ intents: ["messageContent", "members"] });
  const { id } = mia.say(seed, { channel });
  await eventually(() => channel.find(id)?.deletedAt !== undefined);
});
