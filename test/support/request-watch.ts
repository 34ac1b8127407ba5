import type { IncomingMessage, ServerResponse } from "node:http";
import { MalformedForm, parseMultipart, type Upload } from "../../sandbox/wire/multipart.ts";
import { parseJson } from "../../sandbox/wire/values.ts";
import type { OpenApi, SpecOperation } from "./open-api.ts";

/** Whatever answers a platform's API. */
export interface RequestSide {
  handle(request: IncomingMessage, response: ServerResponse): void;
}

export interface SentRequest {
  readonly method: string;
  /** The path with its query, as the description has it. */
  readonly url: string;
  readonly contentType: string;
  readonly bytes: Buffer;
}

export interface RequestWatch {
  readonly platform: string;
  /** Requests seen so far, by operation. */
  readonly seen: ReadonlyMap<string, number>;
  /** What was wrong with them, each fault once. */
  readonly faults: ReadonlySet<string>;
  /** What follows is wrong on purpose. */
  ignore(): void;
}

export interface RequestFaults {
  readonly operation?: SpecOperation;
  readonly faults: readonly string[];
}

/** What is wrong with one request: an unknown path, parameter or field, a missing field, another type or value. */
export const requestFaultsOf = (
  sent: SentRequest,
  how: {
    readonly api: OpenApi;
    /** The path as the description has it. @default as it is */
    readonly pathOf?: (path: string) => string;
    /** What is wrong with the parts of a form. */
    readonly formFaults: (
      operation: SpecOperation,
      parts: Readonly<Record<string, string | Upload>>,
    ) => readonly string[];
  },
): RequestFaults => {
  const { api, pathOf = (same) => same, formFaults } = how;
  if (api.missing) return { faults: [] };
  const url = new URL(sent.url, "https://platform");
  const operation = api.operationOf(sent.method, pathOf(url.pathname));
  if (!operation) return { faults: [`${sent.method} ${url.pathname}: no such operation`] };
  const query = api.queryFaults(operation, url.searchParams);
  if (sent.contentType.startsWith("multipart/")) {
    const parts = partsOf(sent);
    const faults = parts ? formFaults(operation, parts) : [`${operation.id}: the form is malformed`];
    return { operation, faults: [...query, ...faults] };
  }
  const body = sent.bytes.length === 0 ? {} : parseJson(sent.bytes.toString("utf8"));
  if (body === undefined) return { operation, faults: [`${operation.id}: the body is no JSON`] };
  return { operation, faults: [...query, ...api.bodyFaults(operation, body)] };
};

const partsOf = ({ contentType, bytes }: SentRequest) => {
  try {
    return parseMultipart(contentType, bytes);
  } catch (error) {
    if (error instanceof MalformedForm) return undefined;
    throw error;
  }
};

const skipsTold = new Set<string>();

/** Checks every request from now on against the published API; whoever answers it gets it unchanged. */
export const watchRequests = (
  side: RequestSide,
  how: {
    readonly api: OpenApi;
    /** What is checked of a request's address; undefined when it is none of the API's. */
    readonly urlOf: (url: string) => string | undefined;
    readonly faultsOf: (sent: SentRequest) => RequestFaults;
  },
): RequestWatch => {
  const { missing, platform } = how.api;
  if (missing && !skipsTold.has(missing)) process.stderr.write(`\n${missing}\n`);
  if (missing) skipsTold.add(missing);
  let isOff = false;
  const watch = {
    platform,
    seen: new Map<string, number>(),
    faults: new Set<string>(),
    ignore: () => {
      isOff = true;
    },
  };
  const handle = side.handle.bind(side);
  side.handle = (request, response) => {
    const url = how.urlOf(request.url ?? "");
    const chunks: Buffer[] = [];
    if (url !== undefined && !isOff) {
      request.on("data", (chunk: Buffer) => chunks.push(chunk));
      request.on("end", () => {
        const { method = "", headers } = request;
        const contentType = headers["content-type"] ?? "";
        const { operation, faults } = how.faultsOf({
          method,
          url,
          contentType,
          bytes: Buffer.concat(chunks),
        });
        const name = operation?.id ?? "unknown";
        watch.seen.set(name, (watch.seen.get(name) ?? 0) + 1);
        for (const fault of faults) watch.faults.add(fault);
      });
    }
    handle(request, response);
  };
  return watch;
};

/** What was sent does not fit the platform's API. */
export const expectNoRequestFaults = ({ faults, platform }: RequestWatch): void => {
  if (faults.size > 0) throw new Error(`Requests do not fit ${platform}'s API:\n${[...faults].join("\n")}`);
};
