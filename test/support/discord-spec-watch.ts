import type { IncomingMessage, ServerResponse } from "node:http";
import { MalformedForm, parseMultipart } from "../../sandbox/wire/multipart.ts";
import { fieldsOf, isList, parseJson } from "../../sandbox/wire/values.ts";
import { bodyFaults, operationOf, queryFaults, type SpecOperation, specMissing } from "./discord-spec.ts";

/** Whatever answers Discord's API. */
interface DiscordSide {
  handle(request: IncomingMessage, response: ServerResponse): void;
}

export interface DiscordWatch {
  /** Requests seen so far, by operation. */
  readonly seen: ReadonlyMap<string, number>;
  /** What was wrong with them, each fault once. */
  readonly faults: ReadonlySet<string>;
  /** What follows is wrong on purpose. */
  ignore(): void;
}

let skipTold = false;

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
    return [...bodyFaults(operation, body), ...formFaults(operation.id, parts, body)];
  } catch (error) {
    if (error instanceof MalformedForm) return [`${operation.id}: the form is malformed`];
    throw error;
  }
};

/** What is wrong with one request: an unknown path, parameter or field, a missing field, another type, a text too long. */
export const requestFaults = (sent: {
  readonly method: string;
  /** From the version on, such as `/v10/channels/1/messages?limit=5`. */
  readonly url: string;
  readonly contentType: string;
  readonly bytes: Buffer;
}): { readonly operation?: SpecOperation; readonly faults: readonly string[] } => {
  if (specMissing) return { faults: [] };
  const url = new URL(sent.url, "http://discord");
  const operation = operationOf(sent.method, url.pathname.replace(/^\/v10/, ""));
  if (!operation) return { faults: [`${sent.method} ${url.pathname}: no such operation`] };
  const query = queryFaults(operation, url.searchParams);
  if (sent.contentType.startsWith("multipart/"))
    return { operation, faults: [...query, ...multipartFaults(operation, sent.contentType, sent.bytes)] };
  const body = sent.bytes.length === 0 ? {} : parseJson(sent.bytes.toString("utf8"));
  if (body === undefined) return { operation, faults: [`${operation.id}: the body is no JSON`] };
  return { operation, faults: [...query, ...bodyFaults(operation, body)] };
};

/** Checks every request from now on against the published API; whoever answers it gets it unchanged. */
export const watchDiscord = (discord: DiscordSide): DiscordWatch => {
  if (specMissing && !skipTold) process.stderr.write(`\n${specMissing}\n`);
  skipTold = true;
  let isOff = false;
  const watch = {
    seen: new Map<string, number>(),
    faults: new Set<string>(),
    ignore: () => {
      isOff = true;
    },
  };
  const handle = discord.handle.bind(discord);
  discord.handle = (request, response) => {
    const url = /\/api(\/v\d+\/.*)$/.exec(request.url ?? "")?.[1];
    const chunks: Buffer[] = [];
    if (url !== undefined && !isOff) {
      request.on("data", (chunk: Buffer) => chunks.push(chunk));
      request.on("end", () => {
        const contentType = request.headers["content-type"] ?? "";
        const sent = { method: request.method ?? "", url, contentType, bytes: Buffer.concat(chunks) };
        const { operation, faults } = requestFaults(sent);
        const name = operation?.id ?? "unknown";
        watch.seen.set(name, (watch.seen.get(name) ?? 0) + 1);
        for (const fault of faults) watch.faults.add(fault);
      });
    }
    handle(request, response);
  };
  return watch;
};

/** What was sent does not fit Discord's API. */
export const expectNoDiscordFaults = ({ faults }: DiscordWatch): void => {
  if (faults.size > 0) throw new Error(`Requests do not fit Discord's API:\n${[...faults].join("\n")}`);
};
