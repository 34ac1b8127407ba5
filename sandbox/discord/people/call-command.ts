import { type FileDraft, storedFile } from "../../wire/stored-file.ts";
import { type Fields, fieldsOf, isList, numberOf, stringOf } from "../../wire/values.ts";
import { begin } from "../interactions/begin.ts";
import { type Interaction, interactionTypes } from "../interactions/interaction.ts";
import type { Application } from "../world/application.ts";
import type { Channel } from "../world/channel.ts";
import { memberFacts } from "../world/guild-wire.ts";
import { fileWire, messageWire } from "../world/message-wire.ts";
import type { DcUser } from "../world/types.ts";
import type { World } from "../world/world.ts";
import type { Actor } from "./actor.ts";

const commandTypes = { slash: 1, user: 2, message: 3 } as const;

/** What is typed behind a command's name; a file is attached, a person is named by id. */
export type OptionValue = string | number | boolean | { readonly file: FileDraft };

export interface CommandCall {
  readonly name: string;
  readonly application: Application;
  readonly channel: Channel;
}

/** Where a command may be used: 0 in servers, 1 in the bot's direct chat. */
const isAllowedHere = (command: Fields, isDm: boolean): boolean => {
  const contexts = command["contexts"];
  if (isList(contexts)) return contexts.includes(isDm ? 1 : 0);
  return !isDm || command["dm_permission"] !== false;
};

const find = (world: World, actor: Actor, call: CommandCall, type: number): Fields => {
  const { application, channel, name } = call;
  const guild = world.guildOf(channel);
  const own = guild ? [...(application.guildCommands.get(guild.id)?.values() ?? [])] : [];
  const command = [...own, ...application.commands.values()].find(
    (known) => known["name"] === name && (known["type"] ?? 1) === type,
  );
  if (!command) throw new Error(`${application.user.username} has no command "${name}".`);
  if (!isAllowedHere(command, channel.isDm)) throw new Error(`"${name}" is not offered here.`);
  const wanted = stringOf(command["default_member_permissions"]);
  const needed = wanted === undefined ? 0n : BigInt(wanted);
  if (guild && (guild.permissions(actor.user.id, channel) & needed) !== needed)
    throw new Error(`"${name}" is not offered to ${actor.user.username}.`);
  return command;
};

interface Resolved {
  readonly users: Record<string, unknown>;
  readonly members: Record<string, unknown>;
  readonly attachments: Record<string, unknown>;
}

const optionTypes = { string: 3, integer: 4, boolean: 5, user: 6, number: 10, attachment: 11 } as const;

const optionGiven = (
  world: World,
  option: Fields,
  given: OptionValue,
  into: { readonly channel: Channel; readonly resolved: Resolved },
): string | number | boolean => {
  if (typeof given === "object") {
    const file = storedFile(given.file, world.ids.next());
    into.resolved.attachments[file.id] = { ...fileWire(world, into.channel.id, file), ephemeral: true };
    return file.id;
  }
  if (option["type"] === optionTypes.user) {
    const id = String(given);
    into.resolved.users[id] = world.users.get(id);
    const member = world.guildOf(into.channel)?.members.get(id);
    if (member) into.resolved.members[id] = memberFacts(member);
  }
  return given;
};

const checkText = (option: Fields, given: OptionValue): void => {
  if (typeof given !== "string") return;
  const [least, most] = [numberOf(option["min_length"]) ?? 0, numberOf(option["max_length"]) ?? 6_000];
  if (given.length < least || given.length > most)
    throw new Error(`${String(option["name"])} takes ${least} to ${most} characters.`);
  const choices = isList(option["choices"]) ? option["choices"].map(fieldsOf) : [];
  if (choices.length > 0 && !choices.some(({ value }) => value === given))
    throw new Error(`${String(option["name"])} has no choice "${given}".`);
};

const filled = (
  world: World,
  command: Fields,
  options: Readonly<Record<string, OptionValue>>,
  into: { readonly channel: Channel; readonly resolved: Resolved },
): Fields[] => {
  const known = isList(command["options"]) ? command["options"].map(fieldsOf) : [];
  const missing = known.find(
    ({ required, name }) => required === true && options[String(name)] === undefined,
  );
  if (missing) throw new Error(`${String(missing["name"])} is required.`);
  return Object.entries(options).map(([name, given]) => {
    const option = known.find((each) => each["name"] === name);
    if (!option) throw new Error(`The command has no option ${name}.`);
    checkText(option, given);
    return { name, type: option["type"], value: optionGiven(world, option, given, into) };
  });
};

const compact = (resolved: Resolved): Fields | undefined => {
  const filledIn = Object.entries(resolved).filter(([, values]) => Object.keys(values).length > 0);
  return filledIn.length === 0 ? undefined : Object.fromEntries(filledIn);
};

/** A slash command with its options; a subcommand stands in the name, as in `ticket open`. */
export const callSlash = (
  world: World,
  actor: Actor,
  call: CommandCall,
  options: Readonly<Record<string, OptionValue>> = {},
): Interaction => {
  const [name = "", sub] = call.name.split(" ");
  const command = find(world, actor, { ...call, name }, commandTypes.slash);
  const subcommand = isList(command["options"])
    ? command["options"].map(fieldsOf).find((option) => option["name"] === sub && option["type"] === 1)
    : undefined;
  if (sub !== undefined && !subcommand) throw new Error(`"${name}" has no subcommand "${sub}".`);
  const resolved: Resolved = { users: {}, members: {}, attachments: {} };
  const values = filled(world, subcommand ?? command, options, { channel: call.channel, resolved });
  const told = compact(resolved);
  const data = {
    id: command["id"],
    name,
    type: commandTypes.slash,
    options: subcommand ? [{ name: sub, type: 1, options: values }] : values,
    ...(told && { resolved: told }),
    ...(command["guild_id"] !== undefined && { guild_id: command["guild_id"] }),
  };
  return begin(world, { ...actor, ...call, type: interactionTypes.command, data, name });
};

/** A command of a message's menu: the bot gets the message whole, whatever its intents. */
export const callOnMessage = (
  world: World,
  actor: Actor,
  call: CommandCall,
  messageId: string,
): Interaction => {
  const command = find(world, actor, call, commandTypes.message);
  const message = call.channel.find(messageId);
  if (!message || message.deletedAt !== undefined) throw new Error(`There is no message ${messageId}.`);
  const wire = messageWire(message, world, call.application.id);
  const data = {
    id: command["id"],
    name: call.name,
    type: commandTypes.message,
    target_id: messageId,
    resolved: { messages: { [messageId]: wire } },
  };
  return begin(world, { ...actor, ...call, type: interactionTypes.command, data });
};

/** A command of a member's menu. */
export const callOnUser = (world: World, actor: Actor, call: CommandCall, user: DcUser): Interaction => {
  const command = find(world, actor, call, commandTypes.user);
  const member = world.guildOf(call.channel)?.members.get(user.id);
  const data = {
    id: command["id"],
    name: call.name,
    type: commandTypes.user,
    target_id: user.id,
    resolved: {
      users: { [user.id]: user },
      ...(member && { members: { [user.id]: memberFacts(member) } }),
    },
  };
  return begin(world, { ...actor, ...call, type: interactionTypes.command, data });
};

/** What is offered while an option is typed. */
export const autocomplete = (
  world: World,
  actor: Actor,
  call: CommandCall,
  typed: { readonly option: string; readonly text: string },
): Interaction => {
  const command = find(world, actor, call, commandTypes.slash);
  const option = { name: typed.option, type: optionTypes.string, value: typed.text, focused: true };
  const data = { id: command["id"], name: call.name, type: commandTypes.slash, options: [option] };
  return begin(world, { ...actor, ...call, type: interactionTypes.autocomplete, data });
};
