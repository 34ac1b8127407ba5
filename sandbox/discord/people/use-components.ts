import { type Fields, isList, numberOf, stringOf } from "../../wire/values.ts";
import { begin } from "../interactions/begin.ts";
import { componentTypes, isSelect, walkComponents } from "../interactions/components.ts";
import { type Interaction, interactionTypes } from "../interactions/interaction.ts";
import type { Channel } from "../world/channel.ts";
import { memberFacts } from "../world/guild-wire.ts";
import type { DcMessage } from "../world/types.ts";
import type { World } from "../world/world.ts";
import type { Actor } from "./actor.ts";

export interface UseOptions {
  readonly channel: Channel;
  /** @default the newest message that has it */
  readonly messageId?: string | undefined;
}

interface Usable {
  readonly message: DcMessage;
  readonly component: Fields;
}

const labels = (component: Fields): unknown[] => [
  component["custom_id"],
  component["label"],
  component["placeholder"],
];

const find = (
  actor: Actor,
  wanted: string,
  fits: (component: Fields) => boolean,
  use: UseOptions,
): Usable => {
  const seen = use.channel.messages.filter(
    ({ id, deletedAt, onlyFor }) =>
      deletedAt === undefined &&
      (onlyFor === undefined || onlyFor === actor.user.id) &&
      (use.messageId === undefined || use.messageId === id),
  );
  for (const message of seen.toReversed())
    for (const { component } of walkComponents(message.components))
      if (fits(component) && component["disabled"] !== true && labels(component).includes(wanted))
        return { message, component };
  throw new Error(`${actor.user.username} sees no "${wanted}" in ${use.channel.name || "the direct chat"}.`);
};

const start = (world: World, actor: Actor, { message, component }: Usable, more: Fields): Interaction => {
  const application = [...world.applications.values()].find(({ id }) => id === message.applicationId);
  const channel = world.channels.get(message.channelId);
  if (!application || !channel) throw new Error("The message is no bot's.");
  const data = {
    component_type: component["type"],
    custom_id: component["custom_id"],
    id: component["id"],
    ...more,
  };
  return begin(world, { ...actor, type: interactionTypes.component, application, channel, data, message });
};

/** Presses a button by its label or its custom id. */
export const press = (world: World, actor: Actor, wanted: string, use: UseOptions): Interaction => {
  const isButton = ({ type }: Fields) => type === componentTypes.button;
  const usable = find(actor, wanted, isButton, use);
  if (usable.component["url"] !== undefined) throw new Error(`"${wanted}" is a link.`);
  return start(world, actor, usable, {});
};

/** Chooses in a select by its placeholder or its custom id; string options by label or value. */
export const choose = (
  world: World,
  actor: Actor,
  choice: { readonly select: string; readonly values: readonly string[] },
  use: UseOptions,
): Interaction => {
  const usable = find(actor, choice.select, ({ type }) => isSelect(type), use);
  const { component } = usable;
  const values = choice.values.map((value) => optionValue(component, value));
  const [least, most] = [numberOf(component["min_values"]) ?? 1, numberOf(component["max_values"]) ?? 1];
  if (values.length < least || values.length > most)
    throw new Error(`"${choice.select}" takes ${least} to ${most} values.`);
  const resolved = resolvedOf(world, usable.message, values);
  return start(world, actor, usable, { values, ...(resolved && { resolved }) });
};

/** The value of a string select's option; of other selects an id as it stands. */
export const optionValue = (component: Fields, wanted: string): string => {
  const { options } = component;
  if (!isList(options)) return wanted;
  for (const { component: option } of walkComponents(options))
    if (option["value"] === wanted || option["label"] === wanted) return stringOf(option["value"]) ?? wanted;
  throw new Error(`There is no option "${wanted}".`);
};

const resolvedOf = (world: World, message: DcMessage, ids: readonly string[]): Fields | undefined => {
  const channel = world.channels.get(message.channelId);
  const guild = channel && world.guildOf(channel);
  const users = ids.flatMap((id) => world.users.get(id) ?? []);
  if (users.length === 0) return undefined;
  const members = users.flatMap(({ id }) => guild?.members.get(id) ?? []);
  return {
    users: Object.fromEntries(users.map((user) => [user.id, user])),
    members: Object.fromEntries(members.map((member) => [member.user.id, memberFacts(member)])),
  };
};
