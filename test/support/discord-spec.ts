import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { Ajv2020, type ErrorObject, type ValidateFunction } from "ajv/dist/2020.js";
import { type Fields, fieldsOf, isFields, isList, parseJson, stringOf } from "../../sandbox/wire/values.ts";

/** The machine-readable HTTP API, beside the project where it is at hand. */
const specPath = resolve(import.meta.dirname, "../../../shared/specs/discord.json");
const maxTextOfBots = 2_000;

/** Why requests are not checked, said once and loudly; undefined when they are. */
export const specMissing = existsSync(specPath)
  ? undefined
  : `SKIPPED: ${specPath} is not there, so requests to Discord are not checked against its API.`;

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
    if (value["additionalProperties"] === undefined) value["additionalProperties"] = false;
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

const read = () => {
  const spec = parseJson(readFileSync(specPath, "utf8"));
  tighten(spec, fieldsOf(fieldsOf(fieldsOf(spec)["components"])["schemas"]));
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  for (const format of ["snowflake", "nonce", "int32", "int64", "double", "date-time", "uri"])
    ajv.addFormat(format, format === "snowflake" ? /^(0|[1-9]\d{0,19})$/ : true);
  ajv.addSchema(fieldsOf(spec), "discord");
  return { ajv, paths: fieldsOf(fieldsOf(spec)["paths"]) };
};

let loaded: ReturnType<typeof read> | undefined;
const spec = () => {
  loaded ??= read();
  return loaded;
};

export interface SpecOperation {
  readonly id: string;
  readonly template: string;
  readonly method: string;
  readonly fields: Fields;
}

let operations: readonly (SpecOperation & { readonly pattern: RegExp })[] | undefined;

const listed = () => {
  operations ??= Object.entries(spec().paths).flatMap(([template, methods]) =>
    Object.entries(fieldsOf(methods))
      .filter(([method]) => method !== "parameters")
      .map(([method, operation]) => ({
        id: stringOf(fieldsOf(operation)["operationId"]) ?? "",
        template,
        method,
        fields: fieldsOf(operation),
        pattern: new RegExp(`^${template.replace(/\{[^}]+\}/g, "(?!@)[^/]+")}$`),
      })),
  );
  return operations;
};

/** The operation of a method and a path, such as `/channels/1/messages`. */
export const operationOf = (method: string, path: string): SpecOperation | undefined =>
  listed().find(
    (operation) =>
      operation.method === method.toLowerCase() && operation.pattern.test(path.split("?")[0] ?? ""),
  );

/** The description's name of everything that there is. */
export const operationIds = (): ReadonlySet<string> => new Set(listed().map(({ id }) => id));

const pointer = (text: string): string => text.replaceAll("~", "~0").replaceAll("/", "~1");

const validators = new Map<string, ValidateFunction>();

const validator = (where: string): ValidateFunction | undefined => {
  const known = validators.get(where);
  if (known) return known;
  const made = spec().ajv.getSchema(`discord#/paths/${where}`);
  if (made) validators.set(where, made);
  return made;
};

const words = ({ keyword, instancePath, params, message }: ErrorObject): string => {
  const path = instancePath.replaceAll("/", ".");
  if (keyword === "additionalProperties") return `${path}.${String(params["additionalProperty"])}: unknown`;
  if (keyword === "required") return `${path}.${String(params["missingProperty"])}: missing`;
  return `${path}: ${message ?? keyword}`;
};

const check = (where: string, value: unknown, name: string): string[] => {
  const validate = validator(where);
  if (!validate) return [`${name}: the specification has no ${where}`];
  if (validate(value)) return [];
  // What a union says stands beside what its branches say, which is more to the point.
  const errors = (validate.errors ?? []).filter(
    ({ keyword, params }) => !["oneOf", "anyOf", "not"].includes(keyword) && params["type"] !== "null",
  );
  const telling = errors.length > 0 ? errors : (validate.errors ?? []);
  return [...new Set(telling.map((error) => `${name}${words(error)}`))];
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

/** What is wrong with the JSON body of a request. */
export const bodyFaults = (operation: SpecOperation, body: unknown): string[] => {
  const content = fieldsOf(fieldsOf(operation.fields["requestBody"])["content"]);
  if (content["application/json"] === undefined) {
    const isEmpty = isFields(body) && Object.keys(body).length === 0;
    return isEmpty ? [] : [`${operation.id}: takes no body`];
  }
  const media = pointer("application/json");
  const where = `${pointer(operation.template)}/${operation.method}/requestBody/content/${media}/schema`;
  return check(where, withoutHabits(body), operation.id);
};

/** What is wrong with what the sandbox answered. */
export const answerFaults = (operation: SpecOperation, status: number, body: unknown): string[] => {
  const answers = fieldsOf(operation.fields["responses"]);
  const answer = fieldsOf(answers[String(status)]);
  if (answers[String(status)] === undefined) return [`${operation.id}: has no answer ${status}`];
  if (fieldsOf(answer["content"])["application/json"] === undefined) return [];
  const media = pointer("application/json");
  const where = `${pointer(operation.template)}/${operation.method}/responses/${status}/content/${media}/schema`;
  return check(where, body, `${operation.id} ${status}`);
};

/** Parameters behind the question mark that the operation does not have. */
export const queryFaults = (operation: SpecOperation, query: URLSearchParams): string[] => {
  const own = operation.fields["parameters"];
  const common = fieldsOf(spec().paths[operation.template])["parameters"];
  const names = [own, common].flatMap((list) =>
    isList(list) ? list.map((each) => fieldsOf(each)["name"]) : [],
  );
  return [...query.keys()]
    .filter((name) => !names.includes(name))
    .map((name) => `${operation.id}?${name}: unknown`);
};
