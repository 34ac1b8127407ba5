import { personId } from "../../src/domain/ids.ts";
import type { Person } from "../../src/domain/person.ts";
import { cleanName, type Draft } from "../shared/clean-name.ts";
import { isObject, listOf, textOf } from "../shared/values.ts";
import { idOf, type NativeIncludes, type NativeUser } from "./native.ts";

/** Those whom X names beside what they wrote, by id. */
export type People = ReadonlyMap<string, NativeUser>;

const byId = (users: readonly unknown[]): People => {
  const people = new Map<string, NativeUser>();
  for (const value of users) {
    const wrapped: NativeUser = isObject(value) ? value : {};
    const user: NativeUser = isObject(wrapped.data) ? wrapped.data : wrapped;
    const id = idOf(user.id);
    if (id !== undefined) people.set(id, user);
  }
  return people;
};

/** Of `includes`, as answers and posts have them. */
export const peopleIncluded = (includes: unknown): People => {
  const { users }: NativeIncludes = isObject(includes) ? includes : {};
  return byId(listOf(users));
};

/** Of the map by id that a delivery of a direct message has. */
export const peopleMapped = (users: unknown): People => byId(isObject(users) ? Object.values(users) : []);

/** The person with this id. Who has left X, or is suspended, comes without a name. */
export const readPerson = (id: string, people: People): Person => {
  const user = people.get(id) ?? {};
  const username = cleanName(textOf(user.username) ?? "");
  const person: Draft<Person> = {
    id: personId("twitter", id),
    platform: "twitter",
    displayName: cleanName(textOf(user.name) ?? "") || username || id,
    role: "member",
    reachable: true,
  };
  if (username !== "") person.username = username;
  return person;
};
