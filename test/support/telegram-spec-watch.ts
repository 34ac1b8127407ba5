import type { IncomingMessage, ServerResponse } from "node:http";
import { specMissing, wireFaults } from "./telegram-spec.ts";

/** Whatever answers the Bot API. */
interface TelegramSide {
  handle(request: IncomingMessage, response: ServerResponse): void;
}

export interface SpecWatch {
  /** Calls seen so far, by method. */
  readonly seen: ReadonlyMap<string, number>;
  /** What was wrong with them, each fault once. */
  readonly faults: ReadonlySet<string>;
}

let skipTold = false;

/** Checks one request as it goes by; whoever answers it gets it unchanged. */
export const watchRequest = (
  request: IncomingMessage,
  watch: { seen: Map<string, number>; faults: Set<string> },
) => {
  const method = /^\/(?:[^?]*\/)?bot[^/]+\/(\w+)/.exec(request.url ?? "")?.[1];
  if (method === undefined || request.url?.startsWith("/file/")) return;
  const chunks: Buffer[] = [];
  request.on("data", (chunk: Buffer) => chunks.push(chunk));
  request.on("end", () => {
    watch.seen.set(method, (watch.seen.get(method) ?? 0) + 1);
    const contentType = request.headers["content-type"] ?? "";
    for (const fault of wireFaults(method, { contentType, body: Buffer.concat(chunks) }))
      watch.faults.add(fault);
  });
};

/** Checks every request from now on against the published Bot API. */
export const watchTelegram = (telegram: TelegramSide): SpecWatch => {
  if (specMissing && !skipTold) process.stderr.write(`\n${specMissing}\n`);
  skipTold = true;
  const watch = { seen: new Map<string, number>(), faults: new Set<string>() };
  const handle = telegram.handle.bind(telegram);
  telegram.handle = (request, response) => {
    watchRequest(request, watch);
    handle(request, response);
  };
  return watch;
};

/** What was sent does not fit the Bot API. */
export const expectNoFaults = ({ faults }: SpecWatch): void => {
  if (faults.size > 0) throw new Error(`Requests do not fit the Bot API:\n${[...faults].join("\n")}`);
};
