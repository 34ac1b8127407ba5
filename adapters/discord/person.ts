import { personId } from "../../src/domain/ids.ts";
import type { Person } from "../../src/domain/person.ts";
import { cleanName, type Draft } from "../shared/clean-name.ts";
import { isObject, listOf, textOf } from "../shared/values.ts";
import { type NativeMember, type NativeUser, snowflakeOf } from "./native.ts";

const maxLocaleUnits = 35;

/** A person on a server, and what makes somebody a moderator there. */
export interface Membership {
  readonly member?: unknown;
  readonly isModerator?: (userId: string, member: NativeMember) => boolean;
}

/** The person behind a native user, or undefined when there is no id to know them by. */
export const readPerson = (value: unknown, membership: Membership = {}): Person | undefined => {
  if (!isObject(value)) return undefined;
  const user: NativeUser = value;
  const id = snowflakeOf(user.id);
  if (id === undefined) return undefined;
  const member: NativeMember = isObject(membership.member) ? membership.member : {};
  const username = cleanName(textOf(user.username) ?? "");
  const shown = [member.nick, user.global_name].map((name) => cleanName(textOf(name) ?? ""));
  const isModerator = membership.isModerator?.(id, member) === true;
  const person: Draft<Person> = {
    id: personId("discord", id),
    platform: "discord",
    displayName: shown.find((name) => name !== "") || username || id,
    role: user.bot === true ? "bot" : isModerator ? "moderator" : "member",
    reachable: true,
  };
  if (username !== "") person.username = username;
  return person;
};

/** The same with the language of their client, which only interactions tell. */
export const withLocale = (person: Person, locale: unknown): Person => {
  const hint = textOf(locale);
  return hint === undefined || hint === ""
    ? person
    : { ...person, localeHint: hint.slice(0, maxLocaleUnits) };
};

/** Permission bits that moderators have: kick, ban, administer, manage the server or messages, time out. */
const moderatorBits = (1n << 1n) | (1n << 2n) | (1n << 3n) | (1n << 5n) | (1n << 13n) | (1n << 40n);

/** A bit set as Discord writes it. */
export const bitsOf = (value: unknown): bigint =>
  typeof value === "string" && /^\d{1,20}$/.test(value) ? BigInt(value) : 0n;

export const moderates = (permissions: unknown): boolean => (bitsOf(permissions) & moderatorBits) !== 0n;

export const rolesOf = (member: NativeMember): readonly string[] =>
  listOf(member.roles).flatMap((role) => snowflakeOf(role) ?? []);

/** By the name that is seen, and by those that can be looked up. */
export const fullName = ({ id, displayName, username }: Person): string =>
  `${displayName} (${username === undefined ? "" : `@${username}, `}${id.slice("discord/".length)})`;
