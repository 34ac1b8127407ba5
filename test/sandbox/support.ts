import { createServer, type IncomingMessage } from "node:http";
import { onTestFinished } from "vitest";
import { sign } from "../../sandbox/desk/signature.ts";
import { type Sandbox, type SandboxOptions, startSandbox } from "../../sandbox/start-sandbox.ts";
import { bodyOf } from "../../sandbox/wire/body.ts";
import { Listener } from "../../sandbox/wire/listener.ts";
import { type Fields, fieldsOf, isList } from "../../sandbox/wire/values.ts";

export const token = "42:secret";

/** A sandbox with one bot, closed when the test ends. */
export const aSandbox = async (options: SandboxOptions = {}): Promise<Sandbox> => {
  const sandbox = await startSandbox(options);
  onTestFinished(() => sandbox.close());
  sandbox.telegram.addBot({ token, username: "HelpBot" });
  return sandbox;
};

export interface ApiAnswer {
  readonly status: number;
  readonly body: Fields;
}

/** One call of the Bot API, as JSON. */
export const callApi = async (
  { telegram }: Sandbox,
  method: string,
  params: object = {},
  as = token,
): Promise<ApiAnswer> => {
  const response = await fetch(`${telegram.apiRoot}/bot${as}/${method}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(params),
  });
  return { status: response.status, body: fieldsOf(await response.json()) };
};

/** The updates that wait for the bot, as they are. */
export const updatesOf = async (sandbox: Sandbox, params: object = {}, as = token): Promise<Fields[]> => {
  const { body } = await callApi(sandbox, "getUpdates", params, as);
  const result = body["result"];
  return (isList(result) ? result : []).map(fieldsOf);
};

/** The kinds of the updates, such as `["message", "chat_member"]`. */
export const kindsOf = (updates: readonly Fields[]): string[] =>
  updates.flatMap((update) => Object.keys(update).filter((key) => key !== "update_id"));

/** One call of the Bot API as a form with files. */
export const uploadTo = async (
  { telegram }: Sandbox,
  method: string,
  parts: Readonly<Record<string, string | File>>,
): Promise<ApiAnswer> => {
  const body = new FormData();
  for (const [name, part] of Object.entries(parts)) body.append(name, part);
  const response = await fetch(`${telegram.apiRoot}/bot${token}/${method}`, { method: "POST", body });
  return { status: response.status, body: fieldsOf(await response.json()) };
};

export interface Received {
  readonly headers: IncomingMessage["headers"];
  readonly body: Buffer;
  readonly path: string;
}

/** A fleet that answers as told and keeps what it got. */
export const aFleet = async (
  answer: (received: Received, n: number) => { readonly status: number; readonly body?: unknown },
  { around = (respond) => respond() }: { around?: (respond: () => Promise<void>) => Promise<void> } = {},
) => {
  const received: Received[] = [];
  const server = createServer(async (request, response) => {
    const got = { headers: request.headers, body: await bodyOf(request, 1e6), path: request.url ?? "" };
    received.push(got);
    await around(async () => {
      const { status, body = {} } = answer(got, received.length);
      response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
    });
  });
  const listener = new Listener(server, "127.0.0.1");
  await listener.listen(0);
  onTestFinished(() => listener.close());
  return { url: listener.url, received };
};

/** A clock that stands still until it is moved. */
export const aClock = (startAt = Date.UTC(2026, 0, 5, 12)) => {
  let at = startAt;
  return {
    now: () => at,
    move: (ms: number) => {
      at += ms;
    },
  };
};

/** A signed call of the desk, as the fleet's driver makes it. */
export const callDesk = async (
  { desk }: Sandbox,
  path: string,
  call: {
    body: object | Buffer;
    key?: string;
    method?: string;
    secret?: string;
    atMs?: number;
    headers?: object;
  },
): Promise<ApiAnswer> => {
  const body = Buffer.isBuffer(call.body) ? call.body : Buffer.from(JSON.stringify(call.body));
  const signed = sign(call.secret ?? desk.secret, { id: "msg-1", atMs: call.atMs ?? Date.now(), body });
  const key = call.key === undefined ? {} : { "idempotency-key": call.key };
  const response = await fetch(desk.url + path, {
    method: call.method ?? "POST",
    headers: { "content-type": "application/json", ...signed, ...key, ...call.headers },
    body,
  });
  return { status: response.status, body: fieldsOf(await response.json()) };
};

export const aTicketBody = (patch: object = {}) => ({
  ticketId: "t-1",
  category: "funds",
  urgent: false,
  subject: "Withdrawal failed",
  locale: "en",
  description: "It failed twice.",
  person: { id: "telegram/7", displayName: "Ada" },
  channel: { platform: "telegram", account: "telegram-support" },
  transcript: [{ kind: "message", author: "person", at: "2026-01-05T12:00:00.000Z", text: "it failed" }],
  ...patch,
});
