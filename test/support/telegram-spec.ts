import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { parsedJson, readWireRequest, UploadedFile, type WireRequest } from "./telegram-spec-wire.ts";

/** The machine-readable Bot API, beside the project where it is at hand. */
const specPath = resolve(import.meta.dirname, "../../../shared/specs/telegram.json");

interface SpecField {
  readonly name: string;
  readonly types: readonly string[];
  readonly required: boolean;
}

interface SpecThing {
  readonly fields?: readonly SpecField[];
  readonly subtypes?: readonly string[];
}

interface Spec {
  readonly methods: Readonly<Record<string, SpecThing>>;
  readonly types: Readonly<Record<string, SpecThing>>;
}

const spec: Spec | undefined = existsSync(specPath) ? JSON.parse(readFileSync(specPath, "utf8")) : undefined;

/** Why requests are not checked, said once and loudly; undefined when they are. */
export const specMissing = spec
  ? undefined
  : `SKIPPED: ${specPath} is not there, so requests to Telegram are not checked against the Bot API.`;

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const scalars: Readonly<Record<string, (value: unknown) => boolean>> = {
  Integer: (value) => Number.isSafeInteger(value),
  Float: (value) => typeof value === "number",
  String: (value) => typeof value === "string",
  Boolean: (value) => typeof value === "boolean",
  True: (value) => value === true,
  InputFile: (value) => value instanceof UploadedFile,
};

const faultsOfField = (field: SpecField, given: unknown, path: string): string[] => {
  if (given !== undefined) return faultsOfTypes(field.types, given, `${path}.${field.name}`);
  return field.required ? [`${path}.${field.name}: missing`] : [];
};

const faultsOfFields = (fields: readonly SpecField[], value: unknown, path: string): string[] => {
  if (!isRecord(value)) return [`${path}: is no object`];
  const unknown = Object.keys(value)
    .filter((key) => !fields.some(({ name }) => name === key))
    .map((key) => `${path}.${key}: unknown`);
  return [...unknown, ...fields.flatMap((field) => faultsOfField(field, value[field.name], path))];
};

const faultsOfType = (type: string, value: unknown, path: string): string[] => {
  if (type.startsWith("Array of ")) {
    if (!Array.isArray(value)) return [`${path}: is no list`];
    return value.flatMap((item, index) => faultsOfType(type.slice(9), item, `${path}[${index}]`));
  }
  const scalar = scalars[type];
  if (scalar) return scalar(value) ? [] : [`${path}: is no ${type}`];
  const thing = spec?.types[type];
  if (!thing) return [`${path}: the specification has no ${type}`];
  return thing.subtypes
    ? faultsOfTypes(thing.subtypes, value, path)
    : faultsOfFields(thing.fields ?? [], value, path);
};

/** None when one of the types fits; else the faults of the one that fits best. */
const faultsOfTypes = (types: readonly string[], value: unknown, path: string): string[] =>
  types
    .map((type) => faultsOfType(type, value, path))
    .reduce((best, faults) => (faults.length < best.length ? faults : best));

/** What is wrong with a request: fields that are missing, unknown or of another type. */
export const requestFaults = (method: string, payload: object): string[] => {
  if (!spec) return [];
  const known = spec.methods[method];
  return known ? faultsOfFields(known.fields ?? [], payload, method) : [`${method}: no such method`];
};

/** What a form's string stands for: a text only where the method takes one and nothing that it reads as. */
const fromForm = (types: readonly string[], text: string): unknown => {
  if (types.includes("Integer") && /^-?\d+$/.test(text)) return Number(text);
  return types.includes("String") ? text : parsedJson(text);
};

const decoded = (method: string, { fields }: WireRequest): Readonly<Record<string, unknown>> => {
  const known = spec?.methods[method]?.fields ?? [];
  const decode = (name: string, value: unknown) => {
    const types = known.find((field) => field.name === name)?.types;
    return types && typeof value === "string" ? fromForm(types, value) : value;
  };
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, decode(name, value)]));
};

/** Every `attach://name` in a value. */
const attachedNames = (value: unknown): string[] => {
  if (typeof value === "string")
    return value.startsWith("attach://") ? [value.slice("attach://".length)] : [];
  if (typeof value !== "object" || value === null || value instanceof UploadedFile) return [];
  return Object.values(value).flatMap(attachedNames);
};

/** Files that nothing names, and names without a file. */
const attachmentFaults = (method: string, { fields, attachments }: WireRequest): string[] => {
  const named = attachedNames(fields);
  const absent = named.filter((name) => !attachments.has(name)).map((name) => `attach://${name}: no file`);
  const idle = [...attachments.keys()]
    .filter((name) => !named.includes(name))
    .map(() => "a file that nothing names");
  return [...absent, ...idle].map((fault) => `${method}: ${fault}`);
};

/** The same for a request as it went over the wire: JSON, a form, or a form with files. */
export const wireFaults = (
  method: string,
  sent: { readonly contentType: string; readonly body: Buffer },
): string[] => {
  if (!spec) return [];
  const fileFields = (spec.methods[method]?.fields ?? [])
    .filter(({ types }) => types.includes("InputFile"))
    .map(({ name }) => name);
  const request = readWireRequest(sent, { method, fileFields });
  if (typeof request === "string") return [`${method}: ${request}`];
  const fields = request.isForm ? decoded(method, request) : request.fields;
  return [...requestFaults(method, fields), ...attachmentFaults(method, { ...request, fields })];
};
