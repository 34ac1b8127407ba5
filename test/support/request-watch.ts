import type { IncomingMessage, ServerResponse } from "node:http";
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

const skipsTold = new Set<string>();

/** Checks every request from now on against the published API; whoever answers it gets it unchanged. */
export const watchRequests = (
  side: RequestSide,
  how: {
    readonly api: OpenApi;
    /** What is checked of a request's address; undefined when it is none of the API's. */
    readonly urlOf: (url: string) => string | undefined;
    readonly faultsOf: (sent: SentRequest) => {
      readonly operation?: SpecOperation;
      readonly faults: readonly string[];
    };
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
