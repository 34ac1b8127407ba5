import { isUpload, MalformedForm, parseMultipart } from "../../sandbox/wire/multipart.ts";
import { parseJson } from "../../sandbox/wire/values.ts";
import type { SpecOperation } from "./open-api.ts";
import { type RequestSide, type RequestWatch, type SentRequest, watchRequests } from "./request-watch.ts";
import { twitterApi } from "./twitter-spec.ts";

/** A form's parts as the JSON that they stand for: bytes as a text, numbers as numbers. */
const formFaults = (operation: SpecOperation, { contentType, bytes }: SentRequest): string[] => {
  try {
    const parts = Object.entries(parseMultipart(contentType, bytes)).map(([name, part]) => {
      if (isUpload(part)) return [name, "bytes"] as const;
      return [name, /^\d+$/.test(part) ? Number(part) : part] as const;
    });
    return twitterApi.bodyFaults(operation, Object.fromEntries(parts), "multipart/form-data");
  } catch (error) {
    if (error instanceof MalformedForm) return [`${operation.id}: the form is malformed`];
    throw error;
  }
};

/** What is wrong with one request: an unknown path, parameter or field, a missing field, another type or value. */
export const requestFaults = (
  sent: SentRequest,
): { readonly operation?: SpecOperation; readonly faults: readonly string[] } => {
  if (twitterApi.missing) return { faults: [] };
  const url = new URL(sent.url, "https://api.x.com");
  const operation = twitterApi.operationOf(sent.method, url.pathname);
  if (!operation) return { faults: [`${sent.method} ${url.pathname}: no such operation`] };
  const query = twitterApi.queryFaults(operation, url.searchParams);
  if (sent.contentType.startsWith("multipart/"))
    return { operation, faults: [...query, ...formFaults(operation, sent)] };
  const body = sent.bytes.length === 0 ? {} : parseJson(sent.bytes.toString("utf8"));
  if (body === undefined) return { operation, faults: [`${operation.id}: the body is no JSON`] };
  return { operation, faults: [...query, ...twitterApi.bodyFaults(operation, body)] };
};

/** The older call for an app's own token, which the description of version 2 leaves out. */
const appToken = "/oauth2/token";

/** Checks every request from now on against the published API; whoever answers it gets it unchanged. */
export const watchTwitter = (twitter: RequestSide): RequestWatch =>
  watchRequests(twitter, {
    api: twitterApi,
    urlOf: (url) => (url === appToken ? undefined : url),
    faultsOf: requestFaults,
  });
