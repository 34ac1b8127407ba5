import type { Person } from "../telegram/person.ts";
import { type Fields, isList, stringOf } from "../wire/values.ts";
import type { Action, ControlWorld } from "./action.ts";
import { needNumber, needText, textsOf } from "./fields.ts";

const botOf = ({ telegram }: ControlWorld, fields: Fields) => {
  const wanted = stringOf(fields["bot"]);
  return telegram.bots.find(({ user }) => user.username === wanted) ?? telegram.bots[0];
};

/** The private chats of a bot and the groups, with the newest message, for the page's list. */
const chats: Action = (world, fields) => {
  const open = [...(botOf(world, fields)?.chats ?? []), ...world.telegram.groups.map(({ chat }) => chat)];
  return {
    chats: open.map(({ id, messages }) => ({
      id,
      last: messages.findLast(({ kind }) => kind !== "service"),
    })),
  };
};

/** The page's group, with its people in it from the start and the bot as an admin who came last; as it is when it is there. */
const openGroup: Action = (world, fields) => {
  const { telegram } = world;
  const id = needNumber(fields, "id");
  const bot = botOf(world, fields);
  if (!bot || telegram.groups.some((known) => known.id === id)) return;
  const members = peopleOf(world, fields["members"]);
  const forum = true;
  const group = telegram.group({ id, title: needText(fields, "title"), forum, members });
  for (const moderator of peopleOf(world, fields["moderators"])) group.promote(moderator);
  for (const name of textsOf(fields["topics"]) ?? []) group.topic(name);
  group.add(bot);
  group.promote(bot);
};

const peopleOf = ({ telegram }: ControlWorld, ids: unknown): readonly Person[] =>
  isList(ids) ? telegram.people.filter(({ id }) => ids.includes(id)) : [];

export const pageActions = { chats, openGroup } as const satisfies Readonly<Record<string, Action>>;
