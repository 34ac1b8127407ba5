import type { BusinessConnection } from "../telegram/business/business-connection.ts";
import type { Group } from "../telegram/group/group.ts";
import type { Who } from "../telegram/group/people.ts";
import type { Person } from "../telegram/person.ts";
import { type Fields, numberOf, stringOf } from "../wire/values.ts";
import type { ControlWorld } from "./action.ts";
import { needNumber, needText } from "./fields.ts";

const personById = ({ telegram }: ControlWorld, id: number): Person =>
  telegram.people.find((known) => known.id === id) ?? telegram.person({ id, firstName: `Person ${id}` });

export const personOf = (world: ControlWorld, fields: Fields): Person =>
  personById(world, needNumber(fields, "person"));

export const groupOf = ({ telegram }: ControlWorld, fields: Fields): Group =>
  telegram.groupById(needNumber(fields, "group"));

export const connectionOf = ({ telegram }: ControlWorld, fields: Fields): BusinessConnection =>
  telegram.businessById(needText(fields, "connection"));

/** Whom the owner of a business account talks with. */
export const clientOf = (world: ControlWorld, fields: Fields): Person =>
  personById(world, needNumber(fields, "client"));

/** `person`, or the bot of the username `memberBot`. */
export const whoOf = (world: ControlWorld, fields: Fields): Who => {
  const bot = stringOf(fields["memberBot"]);
  return bot === undefined ? personOf(world, fields) : world.telegram.bot(bot);
};

/** Who acted: a person's id. */
export const byOf = (world: ControlWorld, fields: Fields): { by?: Who } => {
  const by = numberOf(fields["by"]);
  return by === undefined ? {} : { by: personById(world, by) };
};
