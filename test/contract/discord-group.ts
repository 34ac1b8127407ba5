import type { DiscordSandbox } from "../../sandbox/discord/discord-sandbox.ts";
import type { Person } from "../../sandbox/discord/people/person.ts";
import type { DcMessage } from "../../sandbox/discord/world/types.ts";
import { conversationId } from "../../src/domain/ids.ts";
import { builtAccountId } from "../support/builders.ts";
import type { ArrivedMessage, HarnessGroup } from "./adapter-harness.ts";

interface Scene {
  readonly discord: DiscordSandbox;
  readonly mia: Person;
  readonly toArrived: (message: DcMessage) => ArrivedMessage;
}

/** A server in which Mia is, and in which the bot has what it needs. */
export const openDiscordGroup = ({ discord, mia, toArrived }: Scene): HarnessGroup => {
  const guild = discord.guild({ name: "Traders" });
  guild.join(mia.user);
  const channel = guild.addChannel({ name: "general" });
  return {
    conversationId: conversationId(builtAccountId, `${guild.id}/${channel.id}`),
    say: (text) => void mia.say(text, { channel }),
    arrived: () => channel.replies.map(toArrived),
    standing: () => {
      if (guild.bans.has(mia.id)) return "banned";
      if (!guild.members.has(mia.id)) return "outside";
      return guild.isTimedOut(mia.id) ? "muted" : "free";
    },
    leave: () => guild.leave(mia.id),
    askToJoin: () => () => "waiting",
    removeUs: () => guild.leave(discord.bot().id),
  };
};
