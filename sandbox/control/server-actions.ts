import type { Person } from "../discord/people/person.ts";
import type { Channel } from "../discord/world/channel.ts";
import type { DcMessage } from "../discord/world/types.ts";
import { fieldsOf, isList, stringOf } from "../wire/values.ts";
import type { Action, ControlWorld } from "./action.ts";
import { channelView, guildView, messageView } from "./discord-view.ts";
import { needText, textField, textsOf } from "./fields.ts";
import { deskView } from "./view.ts";

const messagesShown = 200;

const personOf = ({ discord }: ControlWorld, id: string): Person => {
  const found = discord.people.find((known) => known.id === id);
  if (!found) throw new Error(`There is no person ${id}.`);
  return found;
};

const peopleOf = (world: ControlWorld, ids: unknown): readonly Person[] =>
  (textsOf(ids) ?? []).map((id) => personOf(world, id));

/** The page's server, with its people and channels; as it is when it is there. */
const openServer: Action = (world, fields) => {
  const { discord } = world;
  const name = needText(fields, "name");
  if (discord.bots.length === 0 || discord.guilds.some((known) => known.name === name)) return;
  const moderators = peopleOf(world, fields["moderators"]);
  const guild = discord.guild({ name, ...(moderators[0] && { owner: moderators[0] }) });
  for (const { user } of peopleOf(world, fields["members"])) guild.join(user);
  const channels = isList(fields["channels"]) ? fields["channels"].map(fieldsOf) : [];
  for (const channel of channels) {
    const opened = guild.addChannel({ name: needText(channel, "name"), ...textField(channel, "topic") });
    for (const thread of textsOf(channel["threads"]) ?? []) discord.thread(opened, { name: thread });
  }
};

const seenBy =
  (id: string) =>
  ({ onlyFor }: DcMessage): boolean =>
    onlyFor === undefined || onlyFor === id;

const listed = (channel: Channel, person: Person) => {
  const last = channel.messages.findLast(seenBy(person.id));
  return { ...channelView(channel), last: last && { id: last.id, direction: last.direction } };
};

const sees = (person: Person, channel: Channel): boolean => {
  try {
    person.place({ channel });
    return true;
  } catch {
    return false;
  }
};

/** All that the page shows at once of Discord, for one person in one channel. */
const server: Action = (world, fields) => {
  const { discord, desk, clock } = world;
  const bot = discord.bots[0];
  const guild = discord.guilds.find(({ name }) => name === stringOf(fields["server"]));
  const person = personOf(world, needText(fields, "person"));
  const dm = bot && person.dm();
  const channels = (guild?.channels ?? []).filter((channel) => sees(person, channel));
  const chosen = channels.find(({ id }) => id === stringOf(fields["channel"])) ?? dm;
  return {
    now: clock.now(),
    platform: "discord",
    bot: bot?.user,
    commands: [...(bot?.commands.values() ?? [])],
    guild: guild && { ...guildView(guild), channels: channels.map((channel) => listed(channel, person)) },
    dm: dm && listed(dm, person),
    channel: chosen && {
      ...channelView(chosen),
      isDm: chosen.isDm,
      messages: chosen.messages.filter(seenBy(person.id)).slice(-messagesShown).map(messageView),
    },
    connected: discord.gateway.connected,
    faults: discord.faults.open,
    desk: deskView(desk),
  };
};

export const serverActions = { openServer, server } as const satisfies Readonly<Record<string, Action>>;
