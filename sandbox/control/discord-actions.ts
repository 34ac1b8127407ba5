import type { Interaction } from "../discord/interactions/interaction.ts";
import type { OptionValue } from "../discord/people/call-command.ts";
import type { Person } from "../discord/people/person.ts";
import type { ModalValue } from "../discord/people/submit-modal.ts";
import { privilegedIntents } from "../discord/world/application.ts";
import type { Channel } from "../discord/world/channel.ts";
import type { Guild } from "../discord/world/guild.ts";
import { type Fields, fieldsOf, isFields, stringOf } from "../wire/values.ts";
import type { Action, ControlWorld } from "./action.ts";
import { channelView, guildView, interactionView, messageView } from "./discord-view.ts";
import {
  faultOrder,
  fileFields,
  filesOf,
  needNumber,
  needText,
  numberField,
  textField,
  textsOf,
} from "./fields.ts";

/** By id or by name; made when there is none. */
const personOf = ({ discord }: ControlWorld, fields: Fields): Person => {
  const wanted = needText(fields, "person");
  return discord.people.find(({ id }) => id === wanted) ?? discord.person({ name: wanted });
};

const guildOf = ({ discord }: ControlWorld, fields: Fields): Guild => {
  const wanted = needText(fields, "guild");
  const guild = discord.guilds.find(({ id, name }) => id === wanted || name === wanted);
  if (!guild) throw new Error(`There is no server ${wanted}.`);
  return guild;
};

const where = ({ discord }: ControlWorld, fields: Fields): { channel?: Channel; bot?: string } => {
  const id = stringOf(fields["channel"]);
  return { ...textField(fields, "bot"), ...(id !== undefined && { channel: discord.channel(id) }) };
};

const addBot: Action = ({ discord }, fields) => {
  const named = textsOf(fields["granted"]) ?? [];
  const granted = privilegedIntents.filter((intent) => named.includes(intent));
  const token = needText(fields, "token");
  return discord.addBot({ token, username: needText(fields, "username"), granted }).user;
};

const person: Action = ({ discord }, fields) =>
  discord.person({
    name: needText(fields, "name"),
    ...textField(fields, "id"),
    ...textField(fields, "displayName"),
    ...textField(fields, "locale"),
  }).user;

const guild: Action = ({ discord }, fields) =>
  guildView(discord.guild({ name: needText(fields, "name"), ...textField(fields, "id") }));

const channel: Action = (world, fields) =>
  channelView(
    guildOf(world, fields).addChannel({ name: needText(fields, "name"), ...textField(fields, "topic") }),
  );

const say: Action = (world, fields) =>
  messageView(
    personOf(world, fields).say(needText(fields, "text"), {
      ...where(world, fields),
      ...textField(fields, "replyTo"),
      files: filesOf(fields["files"]),
    }),
  );

const edit: Action = (world, fields) =>
  messageView(personOf(world, fields).edit(needText(fields, "messageId"), needText(fields, "text")));

const remove: Action = (world, fields) => personOf(world, fields).remove(needText(fields, "messageId"));

const react: Action = (world, fields) =>
  personOf(world, fields).react(
    needText(fields, "messageId"),
    needText(fields, "emoji"),
    fields["has"] !== false,
  );

const press: Action = (world, fields) =>
  interactionView(
    personOf(world, fields).press(needText(fields, "button"), {
      ...where(world, fields),
      ...textField(fields, "messageId"),
    }),
  );

const choose: Action = (world, fields) =>
  interactionView(
    personOf(world, fields).choose(needText(fields, "select"), textsOf(fields["values"]) ?? [], {
      ...where(world, fields),
      ...textField(fields, "messageId"),
    }),
  );

const optionValue = (value: unknown): OptionValue => {
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") return value;
  return { file: fileFields(fieldsOf(value)) };
};

const call: Action = (world, fields) => {
  const given = Object.entries(fieldsOf(fields["options"]));
  const options = Object.fromEntries(given.map(([name, value]) => [name, optionValue(value)]));
  const named = { ...where(world, fields), options };
  return interactionView(personOf(world, fields).call(needText(fields, "name"), named));
};

const callOnMessage: Action = (world, fields) =>
  interactionView(
    personOf(world, fields).callOnMessage(
      needText(fields, "name"),
      needText(fields, "messageId"),
      where(world, fields),
    ),
  );

const interactionOf = ({ discord }: ControlWorld, fields: Fields): Interaction =>
  discord.interaction(needText(fields, "interaction"));

const modalValue = (value: unknown): ModalValue => {
  if (typeof value === "string" || typeof value === "boolean") return value;
  return isFields(value) ? { files: filesOf(value["files"]) } : (textsOf(value) ?? []);
};

const submit: Action = (world, fields) => {
  const values = Object.entries(fieldsOf(fields["values"])).map(
    ([id, value]) => [id, modalValue(value)] as const,
  );
  const opened = interactionOf(world, fields);
  return interactionView(personOf(world, fields).submit(opened, Object.fromEntries(values)));
};

const waitForAnswer: Action = async (world, fields) => {
  const interaction = interactionOf(world, fields);
  await interaction.waitForAnswer(numberField(fields, "timeoutMs").timeoutMs);
  return interactionView(interaction);
};

const waitForReplies: Action = async ({ discord }, fields) => {
  const found = discord.channel(needText(fields, "channel"));
  const replies = await found.waitForReplies(
    needNumber(fields, "replies"),
    numberField(fields, "timeoutMs").timeoutMs,
  );
  return { messages: replies.map(messageView) };
};

const gatewayFaults = {
  drop: ({ discord }, fields) => discord.gateway.drop(numberField(fields, "code")),
  zombify: ({ discord }) => discord.gateway.zombify(),
  reconnect: ({ discord }) => discord.gateway.reconnect(),
  invalidate: ({ discord }, fields) =>
    discord.gateway.invalidate({ resumable: fields["resumable"] === true }),
  loseResumes: ({ discord }, fields) => discord.gateway.loseResumes(numberField(fields, "times").times),
  down: ({ discord }) => discord.gateway.down(),
  up: ({ discord }) => discord.gateway.up(),
} as const satisfies Readonly<Record<string, Action>>;

export const discordActions = {
  addBot,
  person,
  guild,
  guilds: ({ discord }) => ({ guilds: discord.guilds.map(guildView) }),
  channel,
  join: (world, fields) => personOf(world, fields).join(guildOf(world, fields)),
  leave: (world, fields) => personOf(world, fields).leave(guildOf(world, fields)),
  dm: (world, fields) => channelView(personOf(world, fields).dm(textField(fields, "bot"))),
  say,
  edit,
  remove,
  react,
  press,
  choose,
  call,
  callOnMessage,
  submit,
  waitForAnswer,
  interaction: (world, fields) => interactionView(interactionOf(world, fields)),
  messages: ({ discord }, fields) => ({
    messages: discord.channel(needText(fields, "channel")).messages.map(messageView),
  }),
  waitForReplies,
  closeDms: (world, fields) => personOf(world, fields).closeDms(),
  openDms: (world, fields) => personOf(world, fields).openDms(),
  ...gatewayFaults,
  gateway: ({ discord }) => ({ connected: discord.gateway.connected, ...discord.gateway.counts }),
  fault: ({ discord }, fields) => ({ id: discord.fault(faultOrder(fields)).id }),
  cancelFault: ({ discord }, fields) => discord.faults.cancel(needNumber(fields, "id")),
  clearFaults: ({ discord }) => discord.faults.clear(),
  counts: ({ discord }) => discord.counts,
  overAllowance: ({ discord }) => ({ refused: discord.overAllowance }),
} as const satisfies Readonly<Record<string, Action>>;
