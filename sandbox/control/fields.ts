import { type FaultOrder, faultKinds, refusalReasons } from "../wire/faults.ts";
import type { FileDraft } from "../wire/stored-file.ts";
import { type Fields, fieldsOf, isList, numberOf, stringOf } from "../wire/values.ts";

export const needText = (fields: Fields, name: string): string => {
  const value = stringOf(fields[name]);
  if (value === undefined) throw new Error(`${name} must be a string.`);
  return value;
};

export const needNumber = (fields: Fields, name: string): number => {
  const value = numberOf(fields[name]);
  if (value === undefined) throw new Error(`${name} must be a number.`);
  return value;
};

/** `{name: value}` when the field is a string, else nothing. */
export const textField = <Name extends string>(fields: Fields, name: Name): { [K in Name]?: string } => {
  const value = stringOf(fields[name]);
  return pick(name, value);
};

export const numberField = <Name extends string>(fields: Fields, name: Name): { [K in Name]?: number } =>
  pick(name, numberOf(fields[name]));

const pick = <Name extends string, T>(name: Name, value: T | undefined): { [K in Name]?: T } => {
  const picked: { [K in Name]?: T } = {};
  if (value !== undefined) picked[name] = value;
  return picked;
};

/** A file as a request names it, its bytes in base64. */
export const fileFields = (fields: Fields) => {
  const base64 = stringOf(fields["base64"]);
  return {
    ...textField(fields, "fileName"),
    ...textField(fields, "mediaType"),
    ...numberField(fields, "claimedSize"),
    ...(base64 !== undefined && { bytes: Uint8Array.from(Buffer.from(base64, "base64")) }),
  };
};

const fileOf = (value: unknown): FileDraft => fileFields(fieldsOf(value));

/** Files of a message. */
export const filesOf = (value: unknown): FileDraft[] => (isList(value) ? value.map(fileOf) : []);

export const textsOf = (value: unknown): string[] | undefined =>
  isList(value) ? value.filter((item) => typeof item === "string") : undefined;

export const faultOrder = (fields: Fields): FaultOrder => {
  const kind = faultKinds.find((known) => known === fields["kind"]);
  if (!kind) throw new Error(`kind must be one of ${faultKinds.join(", ")}.`);
  const scope = (["user", "global", "shared"] as const).find((known) => known === fields["scope"]);
  const reason = refusalReasons.find((known) => known === fields["reason"]);
  const about = numberOf(fields["about"]) ?? stringOf(fields["about"]);
  return {
    kind,
    ...textField(fields, "method"),
    ...numberField(fields, "times"),
    ...numberField(fields, "skip"),
    ...numberField(fields, "retryAfterS"),
    ...numberField(fields, "status"),
    ...numberField(fields, "delayMs"),
    ...textField(fields, "description"),
    ...numberField(fields, "to"),
    ...numberField(fields, "code"),
    ...(scope && { scope }),
    ...(reason && { reason }),
    ...(about !== undefined && { about }),
  };
};
