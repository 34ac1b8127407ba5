import { MalformedForm, parseMultipart } from "../wire/multipart.ts";
import { type Fields, isFields, parseJson } from "../wire/values.ts";
import { badRequest } from "./api-error.ts";

/** A call's parameters; from a form or a query they are all strings, and structures in them are JSON; uploads are files. */
export type Params = Fields;

const noParams: Params = {};

export const parseParams = (request: { contentType: string; body: Buffer; query: string }): Params => {
  const { contentType, body, query } = request;
  if (body.length === 0) return query === "" ? noParams : formParams(query);
  if (contentType.startsWith("application/json")) {
    const params = parseJson(body.toString("utf8"));
    if (!isFields(params)) throw badRequest("can't parse JSON object");
    return query === "" ? params : { ...formParams(query), ...params };
  }
  if (contentType.startsWith("multipart/")) {
    const parts = formParts(contentType, body);
    return query === "" ? parts : { ...formParams(query), ...parts };
  }
  return formParams(query === "" ? body.toString("utf8") : `${query}&${body.toString("utf8")}`);
};

const formParts = (contentType: string, body: Buffer): Params => {
  try {
    return parseMultipart(contentType, body);
  } catch (error) {
    throw error instanceof MalformedForm ? badRequest("can't parse multipart/form-data") : error;
  }
};

const formParams = (text: string): Params => Object.fromEntries(new URLSearchParams(text));

export const stringParam = (params: Params, name: string): string => {
  const value = params[name];
  if (typeof value === "string") return value;
  return typeof value === "number" || typeof value === "boolean" ? String(value) : "";
};

export const integerParam = (params: Params, name: string): number | undefined => {
  const value = params[name];
  if (typeof value === "number") return Math.trunc(value);
  if (typeof value !== "string" || !/^-?\d{1,19}$/.test(value.trim())) return undefined;
  return Number(value);
};

export const booleanParam = (params: Params, name: string): boolean => {
  const value = stringParam(params, name).toLowerCase();
  return value === "true" || value === "1" || value === "yes";
};

/** A structure: as JSON sends it, or as a form's string holds it. */
export const structureParam = (params: Params, name: string): unknown => {
  const value = params[name];
  if (typeof value !== "string") return value;
  if (value === "") return undefined;
  const parsed = parseJson(value);
  if (parsed === undefined) throw badRequest(`can't parse ${name.replaceAll("_", " ")} JSON object`);
  return parsed;
};
