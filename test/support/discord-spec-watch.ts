import { fieldsOf, isList, parseJson } from "../../sandbox/wire/values.ts";
import { discordApi } from "./discord-spec.ts";
import {
  type RequestFaults,
  type RequestSide,
  type RequestWatch,
  requestFaultsOf,
  type SentRequest,
  watchRequests,
} from "./request-watch.ts";

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

/** What is wrong with one request. */
export const requestFaults = (sent: SentRequest): RequestFaults =>
  requestFaultsOf(sent, {
    api: discordApi,
    pathOf: (path) => path.replace(/^\/v10/, ""),
    formFaults: (operation, parts) => {
      const json = parts["payload_json"];
      const body = typeof json === "string" ? parseJson(json) : {};
      return [...discordApi.bodyFaults(operation, body), ...formFaults(operation.id, parts, body)];
    },
  });

/** Checks every request from now on against the published API; whoever answers it gets it unchanged. */
export const watchDiscord = (discord: RequestSide): RequestWatch =>
  watchRequests(discord, {
    api: discordApi,
    urlOf: (url) => /\/api(\/v\d+\/.*)$/.exec(url)?.[1],
    faultsOf: requestFaults,
  });
