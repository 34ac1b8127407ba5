import { type Fields, fieldsOf, isFields, isList, stringOf } from "../../sandbox/wire/values.ts";
import { closed, OpenApi } from "./open-api.ts";

const maxTextOfBots = 2_000;

type Json = Record<string, unknown>;
const isJson = (value: unknown): value is Json => isFields(value);

/** The values of `type` by which a branch of a union tells itself; undefined when it does not. */
const typesOf = (branch: unknown, components: Fields): readonly unknown[] | undefined => {
  const name = stringOf(fieldsOf(branch)["$ref"])?.split("/").at(-1) ?? "";
  const schema = fieldsOf(components[name]);
  const required = schema["required"];
  const types = fieldsOf(fieldsOf(schema["properties"])["type"])["enum"];
  return isList(types) && isList(required) && required.includes("type") ? types : undefined;
};

/** A union as one branch after the other, each behind its condition: so that only the one that is meant is heard. */
const told = (branches: readonly unknown[], components: Fields): Json | undefined => {
  const typed = branches.map((branch) => ({ branch, types: typesOf(branch, components) }));
  if (branches.length < 2 || typed.some(({ types }) => types === undefined)) return undefined;
  return {
    type: "object",
    required: ["type"],
    properties: { type: { enum: typed.flatMap(({ types }) => types ?? []) } },
    allOf: typed.map(({ branch, types }) => ({
      anyOf: [{ not: { properties: { type: { enum: types } } } }, branch],
    })),
  };
};

/**
 * Closes every object that has fields, so that others are faults; and gives bots their
 * bound of a text, which the description has for people with a subscription.
 */
const tighten = (value: unknown, components: Fields): void => {
  if (isList(value)) for (const each of value) tighten(each, components);
  if (!isJson(value)) return;
  for (const each of Object.values(value)) tighten(each, components);
  const fields = value["properties"];
  if (isJson(fields)) {
    closed(value);
    const text = fields["content"];
    if (isJson(text) && fields["embeds"] !== undefined) text["maxLength"] = maxTextOfBots;
  }
  for (const union of ["oneOf", "anyOf"]) {
    const branches = value[union];
    const better = isList(branches) ? told(branches, components) : undefined;
    if (!better) continue;
    delete value[union];
    Object.assign(value, better);
  }
};

/**
 * What discord.js says beside, which Discord does not mind: with every message that it is not read out and its nonce
 * not enforced, and with a time-out its own word for it.
 */
const saidByHabit: Readonly<Record<string, (value: unknown) => boolean>> = {
  tts: (value) => value === false,
  enforce_nonce: (value) => value === false,
  communicationDisabledUntil: (value) =>
    value === null || typeof value === "number" || typeof value === "string",
};

const withoutHabits = (body: unknown): unknown => {
  if (!isFields(body)) return body;
  const meant = Object.entries(body).filter(([name, value]) => !saidByHabit[name]?.(value));
  return Object.fromEntries(
    meant.map(([name, value]) => [name, name === "data" ? withoutHabits(value) : value]),
  );
};

export const discordApi = new OpenApi({
  file: "discord.json",
  platform: "Discord",
  formats: {
    snowflake: /^(0|[1-9]\d{0,19})$/,
    ...Object.fromEntries(
      ["nonce", "int32", "int64", "double", "date-time", "uri"].map((name) => [name, true] as const),
    ),
  },
  prepare: (spec) => tighten(spec, fieldsOf(fieldsOf(fieldsOf(spec)["components"])["schemas"])),
  withoutHabits,
});
