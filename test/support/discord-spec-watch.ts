import { MalformedForm, parseMultipart } from "../../sandbox/wire/multipart.ts";
import { fieldsOf, isList, parseJson } from "../../sandbox/wire/values.ts";
import { discordApi } from "./discord-spec.ts";
import type { SpecOperation } from "./open-api.ts";
import { type RequestSide, type RequestWatch, type SentRequest, watchRequests } from "./request-watch.ts";

/** Files that no attachment names, names without a file, and parts that are neither. */
const formFaults = (id: string, parts: Readonly<Record<string, unknown>>, body: unknown): string[] => {
  const names = Object.keys(parts).filter((name) => name !== "payload_json");
  const attachments = [fieldsOf(body)["attachments"], fieldsOf(fieldsOf(body)["data"])["attachments"]];
  const listed = attachments.flatMap((list) =>
    isList(list) ? list.map((each) => String(fieldsOf(each)["id"])) : [],
  );
  return names.flatMap((name) => {
    const index = /^files\[(\d)\]$/.exec(name)?.[1];
    if (index === undefined) return [`${id}.${name}: is no file of a message`];
    return listed.length === 0 || listed.includes(index) ? [] : [`${id}.${name}: a file that nothing names`];
  });
};

const multipartFaults = (operation: SpecOperation, contentType: string, bytes: Buffer): string[] => {
  try {
    const parts = parseMultipart(contentType, bytes);
    const json = parts["payload_json"];
    const body = typeof json === "string" ? parseJson(json) : {};
    return [...discordApi.bodyFaults(operation, body), ...formFaults(operation.id, parts, body)];
  } catch (error) {
    if (error instanceof MalformedForm) return [`${operation.id}: the form is malformed`];
    throw error;
  }
};

/** What is wrong with one request: an unknown path, parameter or field, a missing field, another type, a text too long. */
export const requestFaults = (
  sent: SentRequest,
): { readonly operation?: SpecOperation; readonly faults: readonly string[] } => {
  if (discordApi.missing) return { faults: [] };
  const url = new URL(sent.url, "http://discord");
  const operation = discordApi.operationOf(sent.method, url.pathname.replace(/^\/v10/, ""));
  if (!operation) return { faults: [`${sent.method} ${url.pathname}: no such operation`] };
  const query = discordApi.queryFaults(operation, url.searchParams);
  if (sent.contentType.startsWith("multipart/"))
    return { operation, faults: [...query, ...multipartFaults(operation, sent.contentType, sent.bytes)] };
  const body = sent.bytes.length === 0 ? {} : parseJson(sent.bytes.toString("utf8"));
  if (body === undefined) return { operation, faults: [`${operation.id}: the body is no JSON`] };
  return { operation, faults: [...query, ...discordApi.bodyFaults(operation, body)] };
};

/** Checks every request from now on against the published API; whoever answers it gets it unchanged. */
export const watchDiscord = (discord: RequestSide): RequestWatch =>
  watchRequests(discord, {
    api: discordApi,
    urlOf: (url) => /\/api(\/v\d+\/.*)$/.exec(url)?.[1],
    faultsOf: requestFaults,
  });
