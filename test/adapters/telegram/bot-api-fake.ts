import type { IncomingMessage, ServerResponse } from "node:http";
import { onTestFinished } from "vitest";
import { type Api, createApi } from "../../../adapters/telegram/api.ts";
import type { FileForm } from "../../../adapters/telegram/outbound-file.ts";
import { expectNoFaults, watchRequest } from "../../support/telegram-spec-watch.ts";
import { parsedJson, readWireRequest, UploadedFile } from "../../support/telegram-spec-wire.ts";
import { answerJson, startHttpFake } from "./http-fake.ts";

export const fakeToken = "123456:AAE-some-secret_part";

/** One call as the fake got it, with structures read and files where they are named. */
export interface FakeCall {
  readonly method: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

/** A refusal in Telegram's form, or what else happens instead of an answer. */
export type Refusal =
  | { readonly status: number; readonly description: string; readonly parameters?: object }
  | "reset";

export interface BotApiFake {
  readonly api: Api;
  readonly calls: readonly FakeCall[];
  /** The next call of a method is refused; orders for one method queue up. `undefined` lets one pass. */
  refuse(method: string, ...refusals: readonly (Refusal | undefined)[]): void;
  /** What a method results in from now on. */
  reply(method: string, result: unknown): void;
}

const fileForms: readonly FileForm[] = ["photo", "video", "animation", "audio", "voice", "document"];

const callOf = (request: IncomingMessage, body: Buffer): FakeCall => {
  const method = request.url?.split("/").at(-1) ?? "";
  const contentType = request.headers["content-type"] ?? "";
  const read = readWireRequest({ contentType, body }, { method, fileFields: fileForms });
  if (typeof read === "string") throw new Error(read);
  const resolve = (value: unknown): unknown => {
    const name = typeof value === "string" && value.startsWith("attach://") ? value.slice(9) : undefined;
    if (name !== undefined) return read.attachments.get(name);
    if (Array.isArray(value)) return value.map(resolve);
    if (typeof value !== "object" || value === null || value instanceof UploadedFile) return value;
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, resolve(inner)]));
  };
  const structured = (value: unknown) =>
    read.isForm && typeof value === "string" && /^[[{]|^-?\d+$/.test(value) ? parsedJson(value) : value;
  const fields = Object.entries(read.fields).map(([name, value]) => [name, resolve(structured(value))]);
  return { method, fields: Object.fromEntries(fields) };
};

/** What Telegram answers when all goes well: messages with ids that count up, or true. */
const resultOf = ({ method, fields }: FakeCall, nextId: () => number): unknown => {
  const media = fields["media"];
  if (method === "sendMediaGroup" && Array.isArray(media)) return media.map(() => ({ message_id: nextId() }));
  return method.startsWith("send") ? { message_id: nextId() } : true;
};

/** A Bot API that takes what it gets, refuses on order, and checks every request against the published one. */
export const startBotApiFake = async (): Promise<BotApiFake> => {
  const calls: FakeCall[] = [];
  const orders = new Map<string, (Refusal | undefined)[]>();
  const results = new Map<string, unknown>();
  let lastId = 0;
  const nextId = () => {
    lastId += 1;
    return lastId;
  };
  const answer = (response: ServerResponse, call: FakeCall) => {
    const refusal = orders.get(call.method)?.shift();
    if (refusal === "reset") response.socket?.resetAndDestroy();
    else if (refusal) {
      const { status, description, parameters } = refusal;
      answerJson(response, { ok: false, error_code: status, description, parameters }, status);
    } else answerJson(response, { ok: true, result: results.get(call.method) ?? resultOf(call, nextId) });
  };
  const watch = { seen: new Map<string, number>(), faults: new Set<string>() };
  const bodies = new WeakMap<IncomingMessage, Buffer[]>();
  const fake = await startHttpFake(
    (request, response) => {
      const call = callOf(request, Buffer.concat(bodies.get(request) ?? []));
      calls.push(call);
      answer(response, call);
    },
    (request) => {
      const chunks: Buffer[] = [];
      bodies.set(request, chunks);
      request.on("data", (chunk: Buffer) => chunks.push(chunk));
      watchRequest(request, watch);
    },
  );
  const api = createApi({ token: fakeToken, apiRoot: fake.url });
  onTestFinished(async () => {
    api.close();
    await fake.close();
    expectNoFaults(watch);
  });
  return {
    api,
    calls,
    refuse: (method, ...refusals) => {
      orders.set(method, [...(orders.get(method) ?? []), ...refusals]);
    },
    reply: (method, result) => void results.set(method, result),
  };
};

/** Telegram's 400 with a description. */
export const badRequest = (description: string, parameters?: object): Refusal => ({
  status: 400,
  description: `Bad Request: ${description}`,
  ...(parameters && { parameters }),
});
