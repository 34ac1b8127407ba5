import { isUpload } from "../../sandbox/wire/multipart.ts";
import {
  type RequestFaults,
  type RequestSide,
  type RequestWatch,
  requestFaultsOf,
  type SentRequest,
  watchRequests,
} from "./request-watch.ts";
import { twitterApi } from "./twitter-spec.ts";

/** A form's part as the JSON that it stands for: bytes as a text, numbers as numbers. */
const meant = (part: unknown): unknown => {
  if (isUpload(part)) return "bytes";
  return typeof part === "string" && /^\d+$/.test(part) ? Number(part) : part;
};

/** What is wrong with one request. */
export const requestFaults = (sent: SentRequest): RequestFaults =>
  requestFaultsOf(sent, {
    api: twitterApi,
    formFaults: (operation, parts) => {
      const body = Object.fromEntries(Object.entries(parts).map(([name, part]) => [name, meant(part)]));
      return twitterApi.bodyFaults(operation, body, "multipart/form-data");
    },
  });

/** The older call for an app's own token, which the description of version 2 leaves out. */
const appToken = "/oauth2/token";

/** Checks every request from now on against the published API; whoever answers it gets it unchanged. */
export const watchTwitter = (twitter: RequestSide): RequestWatch =>
  watchRequests(twitter, {
    api: twitterApi,
    urlOf: (url) => (url === appToken ? undefined : url),
    faultsOf: requestFaults,
  });
