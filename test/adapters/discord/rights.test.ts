import { describe, expect, it } from "vitest";
import { createRightsBook } from "../../../adapters/discord/rights-book.ts";
import { type AtWork, atWork, botId } from "./at-work.ts";

const watching = { fields: { intents: ["messageContent"] } } as const;
const all = ["delete_messages", "restrict_members"];
const noDeletion = ["restrict_members"];

const told = ({ sink }: AtWork) => sink.events.filter(({ kind }) => kind === "rights.changed");
const untilTold = (at: AtWork, count: number) => at.sink.until(() => told(at).length === count);

describe("rights in a channel that we watch", () => {
  it("that are as they should be are not told of", async () => {
    const at = await atWork(watching);
    await at.begin();
    at.mia.say("hello", { channel: at.channel });
    await at.sink.until(({ texts }) => texts.includes("hello"));
    expect(told(at)).toEqual([]);
  });

  it("that are lost or regained are told of, of that channel alone", async () => {
    const at = await atWork(watching);
    at.guild.addChannel({ name: "other" });
    await at.begin();
    at.guild.permit(at.channel, { deny: ["ManageMessages"] });
    await untilTold(at, 1);
    at.guild.permit(at.channel, { allow: ["ManageMessages"] });
    await untilTold(at, 2);
    const same = {
      kind: "rights.changed",
      conversationId: `discord-support/${at.guild.id}/${at.channel.id}`,
      conversationKind: "group",
      present: true,
    };
    expect(told(at)).toMatchObject([
      { ...same, rights: noDeletion, before: all },
      { ...same, rights: all, before: noDeletion },
    ]);
    expect(new Set(told(at).map(({ id }) => id)).size).toBe(2);
  });

  it("that are lacking from the start are told of once, restarts included", async () => {
    const at = await atWork(watching);
    at.guild.permit(at.channel, { deny: ["ManageMessages"] });
    await at.begin();
    await untilTold(at, 1);
    expect(told(at)).toMatchObject([{ rights: noDeletion }]);
    expect(told(at)[0]).not.toHaveProperty("before");
    at.mia.say("before");
    await at.sink.until(({ texts }) => texts.includes("before"));
    await at.restart();
    at.mia.say("after");
    await at.sink.until(({ texts }) => texts.includes("after"));
    expect(told(at)).toHaveLength(1);
  });

  it.each([
    ["goes on with its session", 0],
    ["begins another one", 1],
  ])("that are regained while nobody listens are told of by a restart that %s", async (_, lostResumes) => {
    const at = await atWork({ ...watching, discord: { identify: "off" } });
    at.guild.permit(at.channel, { deny: ["ManageMessages"] });
    await at.begin();
    await untilTold(at, 1);
    await at.stop();
    at.guild.permit(at.channel, { allow: ["ManageMessages"] });
    at.discord.gateway.loseResumes(lostResumes);
    await at.restart();
    await untilTold(at, 2);
    expect(told(at)[1]).toMatchObject({ rights: all, before: noDeletion });
  });

  it("are gone with the server that takes us out", async () => {
    const at = await atWork(watching);
    await at.begin();
    at.guild.leave(at.discord.bot().id);
    await untilTold(at, 1);
    expect(told(at)).toMatchObject([
      { conversationId: `discord-support/${at.guild.id}`, present: false, rights: [] },
    ]);
  });
});

describe("what we may do in a channel", () => {
  const guildId = "1461383068262400001";
  const channelId = "1461383068262400002";
  const roleId = "1461383068262400003";
  const otherId = "1461383068262400004";
  const viewing = 1n << 10n;
  const deleting = 1n << 13n;
  const banning = 1n << 2n;
  const muting = 1n << 40n;
  const may = (...bits: readonly bigint[]) => String(bits.reduce((sum, bit) => sum | bit, 0n));
  const everything = may(viewing, deleting, banning, muting);
  const guild = {
    id: guildId,
    roles: [
      { id: guildId, permissions: may(viewing) },
      { id: roleId, permissions: everything },
    ],
    channels: [{ id: channelId, type: 0, permission_overwrites: [] }],
    members: [{ user: { id: botId }, roles: [roleId] }],
  };
  const aBook = () => {
    const book = createRightsBook({ botId: () => botId, lacking: new Map() });
    expect(book.note({ t: "GUILD_CREATE", d: guild })).toEqual([]);
    return book;
  };
  const role = (permissions: string) => ({ guild_id: guildId, role: { id: roleId, permissions } });

  it.each([
    [
      "a role loses one",
      { t: "GUILD_ROLE_UPDATE", d: role(may(viewing, deleting, banning)) },
      ["delete_messages"],
    ],
    ["a role is gone", { t: "GUILD_ROLE_DELETE", d: { guild_id: guildId, role_id: roleId } }, []],
    [
      "we lose a role",
      { t: "GUILD_MEMBER_UPDATE", d: { guild_id: guildId, user: { id: botId }, roles: [] } },
      [],
    ],
    [
      "the channel is hidden from us",
      {
        t: "CHANNEL_UPDATE",
        d: {
          ...guild.channels[0],
          guild_id: guildId,
          permission_overwrites: [{ id: botId, type: 1, allow: "0", deny: may(viewing) }],
        },
      },
      [],
    ],
  ])("changes when %s", (_, packet, rights) => {
    const book = aBook();
    const before = ["delete_messages", "restrict_members"];
    expect(book.note(packet)).toEqual([{ guildId, channelId, rights, before }]);
    expect(book.note(packet)).toEqual([]);
  });

  it.each([
    [
      "a role gains what does not matter",
      { t: "GUILD_ROLE_UPDATE", d: role(may(viewing, deleting, banning, muting, 1n << 15n)) },
    ],
    ["we become administrators", { t: "GUILD_ROLE_UPDATE", d: role("8") }],
    [
      "somebody else loses a role",
      { t: "GUILD_MEMBER_UPDATE", d: { guild_id: guildId, user: { id: otherId }, roles: [] } },
    ],
    ["Discord has an outage", { t: "GUILD_DELETE", d: { id: guildId, unavailable: true } }],
    ["nothing is understood", { t: "GUILD_ROLE_UPDATE", d: null }],
  ])("stays when %s", (_, packet) => {
    expect(aBook().note(packet)).toEqual([]);
  });
});

it("rights in a channel that we do not watch are of no concern", async () => {
  const at = await atWork();
  await at.begin();
  at.guild.permit(at.channel, { deny: ["ManageMessages"] });
  at.mia.say("hello");
  await at.sink.until(({ texts }) => texts.includes("hello"));
  expect(told(at)).toEqual([]);
});
