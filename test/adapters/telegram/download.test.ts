import type { ServerResponse } from "node:http";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { createApi } from "../../../adapters/telegram/api.ts";
import { download } from "../../../adapters/telegram/download.ts";
import { telegramLimits } from "../../../adapters/telegram/limits.ts";
import { DeliveryError } from "../../../src/domain/delivery.ts";
import type { AttachmentRef } from "../../../src/domain/message.ts";
import { watchRequest } from "../../support/telegram-spec-watch.ts";
import { answerJson, startHttpFake } from "./http-fake.ts";

const token = "123456:AAE-some-secret_part";
const photo: AttachmentRef = { kind: "photo", ref: "AgAC" };
const { downloadBytes } = telegramLimits;

type Answer = (response: ServerResponse, n: number) => void;

const placed: Answer = (response) =>
  answerJson(response, { ok: true, result: { file_id: "AgAC", file_path: "photos/1.jpg" } });
const refused =
  (description: string, status = 400): Answer =>
  (response) =>
    answerJson(response, { ok: false, error_code: status, description }, status);
const bytes =
  (body: string | Buffer, headers: Record<string, string> = {}): Answer =>
  (response) => {
    response.writeHead(200, { "content-type": "image/jpeg", ...headers });
    response.end(body);
  };
const status =
  (code: number): Answer =>
  (response) => {
    response.writeHead(code);
    response.end("no");
  };

/** Telegram with one file: how it answers getFile, and how the link is answered. */
const withFile = async (file: Answer, getFile: Answer = placed) => {
  const watch = { seen: new Map<string, number>(), faults: new Set<string>() };
  const asked = { getFile: 0, link: 0 };
  const fake = await startHttpFake(
    (request, response) => {
      const isLink = request.url?.startsWith("/file/") === true;
      const what = isLink ? "link" : "getFile";
      asked[what] += 1;
      (isLink ? file : getFile)(response, asked[what]);
    },
    (request) => watchRequest(request, watch),
  );
  const api = createApi({ token, apiRoot: fake.url });
  onTestFinished(async () => {
    api.close();
    await fake.close();
    expect([...watch.faults]).toEqual([]);
  });
  const fetchIt = (ref = photo, signal = new AbortController().signal) => download(api, { ref, signal });
  return { fetchIt, asked, paths: fake.paths };
};

const failing = async (promise: Promise<unknown>): Promise<DeliveryError> => {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof DeliveryError)) throw new Error(`no DeliveryError but ${String(error)}`);
  const cause = error.cause instanceof Error ? `${error.cause.message}${error.cause.stack}` : "";
  expect(`${error.message}${error.stack}${cause}`).not.toMatch(/some-secret|photos/);
  return error;
};

describe("fetching an attachment", () => {
  it("gives the bytes and what they are", async () => {
    const { fetchIt, paths } = await withFile(bytes("bytes"));
    const file = await fetchIt();
    expect([Buffer.from(file.bytes).toString(), file.mediaType]).toEqual(["bytes", "image/jpeg"]);
    expect(paths.at(-1)).toBe(`/file/bot${token}/photos/1.jpg`);
    expect((await fetchIt({ ...photo, mediaType: "image/png" })).mediaType).toBe("image/png");
  });

  it("gives a file of 20 MB to the byte, and one of nothing", async () => {
    const { fetchIt } = await withFile((response, n) =>
      bytes(Buffer.alloc(n === 1 ? downloadBytes : 0))(response, n),
    );
    expect((await fetchIt()).bytes.length).toBe(downloadBytes);
    expect((await fetchIt()).bytes.length).toBe(0);
  });

  it.each<[string, Answer]>([
    ["and says so", bytes(Buffer.alloc(downloadBytes + 1))],
    [
      "and says nothing of its size",
      (response) => {
        response.writeHead(200);
        response.write(Buffer.alloc(downloadBytes));
        response.end("x");
      },
    ],
    ["as it says, whatever comes", bytes("", { "content-length": String(downloadBytes + 1) })],
  ])("stops at 20 MB when a file is larger, %s", async (_, file) => {
    const { fetchIt } = await withFile(file);
    const error = await failing(fetchIt());
    expect([error.failure, error.message]).toEqual(["rejected", expect.stringContaining("over 20971520")]);
  });

  it("never ends up with more than it may have from a file without an end", async () => {
    const { fetchIt } = await withFile((response) => {
      const chunk = Buffer.alloc(1 << 20);
      const more = () => {
        while (response.write(chunk)) if (response.destroyed) return;
      };
      response.on("drain", more);
      more();
    });
    expect((await failing(fetchIt())).failure).toBe("rejected");
  });

  it.each<[string, AttachmentRef, Answer]>([
    ["as the message claims", { ...photo, size: 30_000_000 }, placed],
    ["as getFile refuses", photo, refused("Bad Request: file is too big")],
    [
      "as getFile tells",
      photo,
      (response) =>
        answerJson(response, { ok: true, result: { file_path: "x", file_size: downloadBytes + 1 } }),
    ],
  ])("does not even begin with one that is too large, %s", async (_, ref, getFile) => {
    const { fetchIt, asked } = await withFile(bytes("x"), getFile);
    const error = await failing(fetchIt(ref));
    expect([error.failure, error.refusal, error.message, asked.link]).toEqual([
      "rejected",
      "too_large",
      expect.stringContaining("Telegram gives it to no bot"),
      0,
    ]);
  });

  it.each([404, 410])("asks anew, once, where the link leads to %i", async (code) => {
    const first = await withFile((response, n) => (n === 1 ? status(code) : bytes("bytes"))(response, n));
    expect(Buffer.from((await first.fetchIt()).bytes).toString()).toBe("bytes");
    expect(first.asked).toEqual({ getFile: 2, link: 2 });
    const second = await withFile(status(code));
    const error = await failing(second.fetchIt());
    expect([error.failure, second.asked]).toEqual(["rejected", { getFile: 2, link: 2 }]);
  });

  it.each<[string, Answer, Answer, string]>([
    ["a wrong file", bytes("x"), refused("Bad Request: invalid file_id"), "rejected"],
    [
      "a file that cannot be had now",
      bytes("x"),
      refused("Bad Request: wrong file_id or the file is temporarily unavailable"),
      "transient",
    ],
    ["a wrong token", bytes("x"), refused("Unauthorized", 401), "unauthorized"],
    ["a refused link", status(403), placed, "rejected"],
    ["a server in trouble", status(502), placed, "transient"],
    [
      "a link that leads on",
      (response) => response.writeHead(302, { location: "/x" }).end(),
      placed,
      "transient",
    ],
    ["a connection that breaks", (response) => response.socket?.resetAndDestroy(), placed, "transient"],
    [
      "a file that breaks off",
      (response) => {
        response.writeHead(200, { "content-length": "100" });
        response.write("half");
        setImmediate(() => response.socket?.destroy());
      },
      placed,
      "transient",
    ],
    ["no place", bytes("x"), (response) => answerJson(response, { ok: true, result: {} }), "rejected"],
    ["no answer", bytes("x"), (response) => answerJson(response, { ok: true, result: null }), "rejected"],
  ])("tells of %s", async (_, file, getFile, failure) => {
    const { fetchIt } = await withFile(file, getFile);
    expect((await failing(fetchIt())).failure).toBe(failure);
  });

  it.each<[string, AttachmentRef, string]>([
    ["without a file", { kind: "location", ref: "" }, "x"],
    ["on a server's own disk", photo, "/var/lib/bot/file"],
    ["on a server's own disk, elsewhere", photo, "C:\\bot\\file"],
    ["outside its folder", photo, "../../etc/passwd"],
    ["outside its folder, in disguise", photo, "a/%2e%2e/%2e%2e/getMe"],
    // Whoever reads an address leaves tabs out.
    ["outside its folder, in another disguise", photo, "a/.\t./.\t./getMe"],
  ])("refuses one %s", async (_, ref, path) => {
    const { fetchIt, asked } = await withFile(bytes("x"), (response) =>
      answerJson(response, { ok: true, result: { file_path: path } }),
    );
    expect([(await failing(fetchIt(ref))).failure, asked.link]).toEqual(["unsupported", 0]);
  });

  it("ends when it is told to, and when a file takes too long", async () => {
    const { fetchIt } = await withFile((response) => {
      response.writeHead(200);
      response.write("a beginning");
    });
    const abort = new AbortController();
    const stopped = failing(fetchIt(photo, abort.signal));
    abort.abort();
    expect((await stopped).failure).toBe("transient");
    vi.spyOn(AbortSignal, "timeout").mockReturnValueOnce(AbortSignal.abort());
    expect((await failing(fetchIt())).failure).toBe("transient");
    vi.restoreAllMocks();
  });
});
