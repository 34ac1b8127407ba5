import { Answer } from "../../wire/answer.ts";
import { type Fields, fieldsOf, isList, numberOf, stringOf } from "../../wire/values.ts";
import { type FormFault, invalidForm, refused } from "./api-error.ts";
import { atMost, textBetween } from "./form-faults.ts";
import { type Call, guildOf, nothing, type Operation, pathOf, type Routes } from "./route.ts";

const slash = 1;
/** Commands of an application, by kind: slash, of a user's menu, of a message's menu. */
const mostOf: Readonly<Record<number, number>> = { 1: 100, 2: 15, 3: 15 };
const slashName = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u;

const typeOf = (command: Fields): number => numberOf(command["type"]) ?? slash;

const nameFaults = (command: Fields, path: string): FormFault[] => {
  const name = stringOf(command["name"]) ?? "";
  const isLower = name === name.toLowerCase() && slashName.test(name);
  if (typeOf(command) !== slash || isLower || name === "") return [];
  return [
    {
      path: `${path}name`,
      code: "APPLICATION_COMMAND_INVALID_NAME",
      message: "Command name is invalid",
    },
  ];
};

const commandFaults = (command: Fields, path = ""): FormFault[] => {
  const options = isList(command["options"]) ? command["options"].map(fieldsOf) : [];
  const description = command["description"];
  return [
    ...textBetween(`${path}name`, command["name"], [1, 32]),
    ...nameFaults(command, path),
    ...(typeOf(command) === slash
      ? textBetween(`${path}description`, description, [1, 100])
      : atMost(`${path}description`, (stringOf(description) ?? "").length, 0)),
    ...atMost(`${path}options`, options.length, 25),
    ...options.flatMap((option, n) => [
      ...textBetween(`${path}options.${n}.name`, option["name"], [1, 32]),
      ...textBetween(`${path}options.${n}.description`, option["description"], [1, 100]),
    ]),
  ];
};

const countFaults = (commands: readonly Fields[]): FormFault[] => {
  const tooMany = Object.entries(mostOf).some(
    ([type, most]) => commands.filter((command) => typeOf(command) === Number(type)).length > most,
  );
  const keys = commands.map((command) => `${typeOf(command)} ${String(command["name"])}`);
  const message = "Application command names must be unique";
  return [
    ...(tooMany ? [{ path: "", code: "BASE_TYPE_MAX_LENGTH", message: "Too many commands." }] : []),
    ...(new Set(keys).size < keys.length
      ? [{ path: "", code: "APPLICATION_COMMANDS_DUPLICATE_NAME", message }]
      : []),
  ];
};

/** The commands that a path is about: an application's, or those of one server. */
const bookOf = (call: Call): Map<string, Fields> => {
  const { application } = call;
  if (pathOf(call, "application") !== application.id) throw refused(20012);
  if (pathOf(call, "guild") === "") return application.commands;
  const { id } = guildOf(call);
  const known = application.guildCommands.get(id) ?? new Map<string, Fields>();
  application.guildCommands.set(id, known);
  return known;
};

const wireOf = (call: Call, command: Fields, id: string): Fields => {
  const guildId = pathOf(call, "guild");
  return {
    default_member_permissions: null,
    dm_permission: true,
    contexts: null,
    integration_types: [0],
    nsfw: false,
    description: "",
    ...command,
    type: typeOf(command),
    id,
    application_id: call.application.id,
    version: call.world.ids.next(),
    ...(guildId !== "" && { guild_id: guildId }),
  };
};

const same = (a: Fields, b: Fields): boolean => a["name"] === b["name"] && typeOf(a) === typeOf(b);

const keep = (call: Call, book: Map<string, Fields>, command: Fields): Fields => {
  const known = [...book.values()].find((each) => same(each, command));
  const id = stringOf(known?.["id"]) ?? call.world.ids.next();
  const wire = wireOf(call, command, id);
  book.set(id, wire);
  return wire;
};

const list: Operation = (call) => [...bookOf(call).values()];

const create: Operation = (call) => {
  const book = bookOf(call);
  const command = fieldsOf(call.body);
  const faults = commandFaults(command);
  if (faults.length > 0) throw invalidForm(faults);
  const isNew = ![...book.values()].some((known) => same(known, command));
  return new Answer(isNew ? 201 : 200, keep(call, book, command));
};

const replaceAll: Operation = (call) => {
  const book = bookOf(call);
  const commands = isList(call.body) ? call.body.map(fieldsOf) : [];
  const faults = [
    ...commands.flatMap((command, n) => commandFaults(command, `${n}.`)),
    ...countFaults(commands),
  ];
  if (faults.length > 0) throw invalidForm(faults);
  const kept = commands.map((command) => keep(call, book, command));
  const ids = kept.map(({ id }) => id);
  for (const id of [...book.keys()]) if (!ids.includes(id)) book.delete(id);
  return kept;
};

const commandOf = (call: Call): Fields => {
  const command = bookOf(call).get(pathOf(call, "command"));
  if (!command) throw refused(10063);
  return command;
};

const update: Operation = (call) => {
  const command = { ...commandOf(call), ...fieldsOf(call.body) };
  const faults = commandFaults(command);
  if (faults.length > 0) throw invalidForm(faults);
  const id = pathOf(call, "command");
  const wire = wireOf(call, command, id);
  bookOf(call).set(id, wire);
  return wire;
};

const remove: Operation = (call) => {
  commandOf(call);
  bookOf(call).delete(pathOf(call, "command"));
  return nothing;
};

const ofApplication = "/applications/:application/commands";
const ofGuild = "/applications/:application/guilds/:guild/commands";

export const commandRoutes: Routes = {
  [`GET ${ofApplication}`]: ["list_application_commands", list],
  [`POST ${ofApplication}`]: ["create_application_command", create],
  [`PUT ${ofApplication}`]: ["bulk_set_application_commands", replaceAll],
  [`GET ${ofApplication}/:command`]: ["get_application_command", commandOf],
  [`PATCH ${ofApplication}/:command`]: ["update_application_command", update],
  [`DELETE ${ofApplication}/:command`]: ["delete_application_command", remove],
  [`GET ${ofGuild}`]: ["list_guild_application_commands", list],
  [`POST ${ofGuild}`]: ["create_guild_application_command", create],
  [`PUT ${ofGuild}`]: ["bulk_set_guild_application_commands", replaceAll],
  [`GET ${ofGuild}/:command`]: ["get_guild_application_command", commandOf],
  [`PATCH ${ofGuild}/:command`]: ["update_guild_application_command", update],
  [`DELETE ${ofGuild}/:command`]: ["delete_guild_application_command", remove],
};
