import fc from "fast-check";
import { beforeEach, describe, expect, it } from "vitest";
import { wireFileName } from "../../../adapters/shared/wire-file-name.ts";
import { telegramLimits } from "../../../adapters/telegram/limits.ts";
import { fileFormOf } from "../../../adapters/telegram/outbound-file.ts";
import type { OutboundFile } from "../../../src/domain/adapter.ts";
import { ticketId } from "../../../src/domain/ids.ts";
import { aSendMessage } from "../../support/builders.ts";
import { UploadedFile } from "../../support/telegram-spec-wire.ts";
import { badRequest } from "./bot-api-fake.ts";
import { aCourier, type Courier, inChat } from "./deliver-fixture.ts";

const bytesOf = (head: string, size = 64): Uint8Array => {
  const bytes = new Uint8Array(Math.max(size, head.length));
  bytes.set(Buffer.from(head, "latin1"));
  return bytes;
};

const jpegHead = "\xff\xd8\xff\xe0";
const aPicture = (fileName = "screen.jpg", size = 64): OutboundFile => ({
  fileName,
  mediaType: "image/jpeg",
  bytes: bytesOf(jpegHead, size),
});
const aDocument = (fileName = "terms.pdf", size = 64): OutboundFile => ({
  fileName,
  mediaType: "application/pdf",
  bytes: bytesOf("%PDF-1.7", size),
});

const oggHead = `OggS${"\0".repeat(24)}OpusHead`;
const mp4Head = "\0\0\0\x18ftypisom";

describe("the form in which a file goes", () => {
  it.each([
    ["image/jpeg", jpegHead, "photo"],
    ["image/png", "\x89PNG\r\n", "photo"],
    ["image/webp", "RIFF\0\0\0\0WEBP", "photo"],
    ["IMAGE/JPEG; q=1", jpegHead, "photo"],
    ["image/gif", "GIF89a", "animation"],
    ["video/mp4", mp4Head, "video"],
    ["audio/mpeg", "ID3\x03", "audio"],
    ["audio/mpeg", "\xff\xfb\x90", "audio"],
    ["audio/mp4", mp4Head, "audio"],
    ["audio/ogg", oggHead, "voice"],
    ["audio/ogg", `OggS${"\0".repeat(24)}\x01vorbis`, "document"],
    ["application/pdf", "%PDF", "document"],
    ["image/jpeg", "MZ\x90", "document"],
    ["image/svg+xml", "<svg>", "document"],
    ["", "", "document"],
  ])("of %s that begins with %j is %s", (mediaType, head, form) => {
    expect(fileFormOf({ fileName: "x", mediaType, bytes: bytesOf(head) })).toBe(form);
  });

  it("of a picture over 10 MB is a document", () => {
    expect(fileFormOf(aPicture("x.jpg", telegramLimits.photoBytes + 1))).toBe("document");
  });
});

describe("the name of a file on its way", () => {
  it.each([
    ["plain.pdf", "plain.pdf"],
    ['a"b\\c/d.pdf', "a_b_c_d.pdf"],
    ["evil\r\nx-header: 1\r\n\r\n.pdf", "evilx-header: 1.pdf"],
    ["gnp\u202e fdp.exe", "gnp fdp.exe"],
    ["счёт 👩‍💻 פעולה.pdf", "счёт 👩‍💻 פעולה.pdf"],
    ["half \ud83d.pdf", "half .pdf"],
    ["", "file.pdf"],
    ["\u0000\u0007", "file.pdf"],
    ["no extension", "no extension.pdf"],
    [".pdf", ".pdf.pdf"],
    [`${"ü".repeat(300)}.pdf`, `${"ü".repeat(116)}.pdf`],
    [`${"😀".repeat(300)}.pdf`, `${"😀".repeat(58)}.pdf`],
    [`x${"😀".repeat(300)}.pdf`, `x${"😀".repeat(57)}.pdf`],
  ])("%j is %j", (fileName, name) => {
    expect(wireFileName(aDocument(fileName))).toBe(name);
  });

  it("never breaks out of its place, whatever it is", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 400 }), (fileName) => {
        const name = wireFileName({ ...aPicture(), fileName });
        expect(name).not.toMatch(/["\\\p{Cc}\u202a-\u202e\u2066-\u2069]/u);
        expect([name.isWellFormed(), name.length > 0, name.length < 140]).toEqual([true, true, true]);
      }),
    );
  });
});

describe("an agent's message with files", () => {
  let courier: Courier;
  beforeEach(async () => {
    courier = await aCourier();
  });

  const send = (text: string, files: readonly OutboundFile[], native = "42") =>
    courier.deliver(aSendMessage({ ...inChat(native), content: { text, spans: [] } }), { files });
  const methods = () => courier.calls.map(({ method }) => method);

  it.each([
    ["sendPhoto", "photo", aPicture()],
    ["sendDocument", "document", aDocument()],
    ["sendVideo", "video", { fileName: "v.mp4", mediaType: "video/mp4", bytes: bytesOf(mp4Head) }],
    ["sendAnimation", "animation", { fileName: "a.gif", mediaType: "image/gif", bytes: bytesOf("GIF89a") }],
    ["sendAudio", "audio", { fileName: "a.mp3", mediaType: "audio/mpeg", bytes: bytesOf("ID3") }],
    ["sendVoice", "voice", { fileName: "a.ogg", mediaType: "audio/ogg", bytes: bytesOf(oggHead) }],
  ])("goes by %s with its text under it, byte for byte", async (method, field, file) => {
    expect(await send("Look", [file])).toEqual({ messageIds: ["1"] });
    const [call] = courier.calls;
    expect([call?.method, call?.fields["caption"]]).toEqual([method, "Look"]);
    expect(call?.fields[field]).toEqual(new UploadedFile(file.fileName, Buffer.from(file.bytes)));
  });

  it("keeps place, reply, formatting and buttons", async () => {
    const spans = [{ style: "bold" as const, offset: 0, length: 99 }];
    const effect = aSendMessage({ ...inChat("-1001/7"), content: { text: "Look", spans }, replyTo: "9" });
    await courier.deliver(effect, { files: [aDocument()], buttons: [{ label: "Fine", token: "t" }] });
    expect(courier.calls[0]?.fields).toMatchObject({
      chat_id: -1001,
      message_thread_id: 7,
      caption: "Look",
      caption_entities: [{ type: "bold", offset: 0, length: 4 }],
      reply_parameters: { message_id: 9, allow_sending_without_reply: true },
      reply_markup: { inline_keyboard: [[{ text: "Fine", callback_data: "t" }]] },
      disable_content_type_detection: "true",
    });
  });

  it("speaks for the business account in a business chat", async () => {
    await send("", [aPicture(), aPicture()], "42/business:c1");
    expect(courier.calls[0]?.fields).toMatchObject({ business_connection_id: "c1", chat_id: 42 });
  });

  it("is an album where the files are of a kind, ten at most, and keeps their order", async () => {
    const files = [
      ...Array.from({ length: 12 }, (_, n) => aPicture(`${n}.jpg`)),
      aDocument("a.pdf"),
      aDocument("b.pdf"),
      aPicture("last.jpg"),
    ];
    const { messageIds } = await send("Look", files);
    expect(methods()).toEqual(["sendMediaGroup", "sendMediaGroup", "sendMediaGroup", "sendPhoto"]);
    expect(messageIds).toEqual(files.map((_, n) => String(n + 1)));
    const albums = courier.calls.slice(0, 3).map(({ fields }) => fields["media"]);
    expect(albums[0]).toMatchObject([
      { type: "photo", caption: "Look" },
      ...Array(9).fill({ type: "photo" }),
    ]);
    expect(albums[2]).toMatchObject([{ media: { fileName: "a.pdf" } }, { media: { fileName: "b.pdf" } }]);
    expect(JSON.stringify(courier.calls).match(/Look/g)).toHaveLength(1);
  });

  it("is several messages where buttons must stand under the last", async () => {
    const effect = aSendMessage({ content: { text: "", spans: [] } });
    await courier.deliver(effect, { files: [aPicture(), aPicture()], buttons: [{ label: "A", token: "t" }] });
    expect(courier.calls.map(({ fields }) => "reply_markup" in fields)).toEqual([false, true]);
  });

  it("makes no album that is too large for one request", async () => {
    const size = telegramLimits.uploadBytes / 2 + 1;
    await send("", [aDocument("a.pdf", size), aDocument("b.pdf", size)]);
    expect(methods()).toEqual(["sendDocument", "sendDocument"]);
  });

  it.each([
    [1024, ["sendPhoto"]],
    [1025, ["sendMessage", "sendPhoto"]],
    [4097, ["sendMessage", "sendMessage", "sendPhoto"]],
  ])("pain 19: with %i units of text loses none of them", async (units, expected) => {
    const text = "é".repeat(units);
    await send(text, [aPicture()]);
    expect(methods()).toEqual(expected);
    const said = courier.calls
      .map(({ fields }) => `${fields["text"] ?? ""}${fields["caption"] ?? ""}`)
      .join("");
    expect(said).toBe(text);
  });

  it("pain 19: goes without formatting when that is refused, its text as a message where it outgrows its place", async () => {
    const spans = [{ style: "link" as const, offset: 0, length: 1, url: "https://www.htx.com/a" }];
    const content = { text: "x".repeat(1020), spans };
    courier.refuse("sendPhoto", badRequest("can't parse entities"));
    expect(await courier.deliver(aSendMessage({ content }), { files: [aPicture()] })).toEqual({
      messageIds: ["1", "2"],
      plain: true,
    });
    expect(methods()).toEqual(["sendPhoto", "sendMessage", "sendPhoto"]);
    expect(courier.calls[1]?.fields["text"]).toContain("(https://www.htx.com/a)");
    expect(courier.calls[2]?.fields["caption"]).toBeUndefined();
  });

  it.each([
    ["sendPhoto", "PHOTO_INVALID_DIMENSIONS", [aPicture()], ["sendPhoto", "sendDocument"]],
    ["sendPhoto", "IMAGE_PROCESS_FAILED", [aPicture()], ["sendPhoto", "sendDocument"]],
    ["sendMediaGroup", "whatever is new", [aPicture(), aPicture()], ["sendMediaGroup", "sendMediaGroup"]],
  ])("pain 19: goes as a document when %s says %s", async (method, description, files, expected) => {
    courier.refuse(method, badRequest(description));
    await send("Look", files);
    expect(methods()).toEqual(expected);
    expect(JSON.stringify(courier.calls.at(-1)?.fields)).toMatch(/"document"/);
    expect(JSON.stringify(courier.calls.at(-1)?.fields)).toContain("Look");
  });

  it("is refused when a document is refused, and when the chat takes nothing", async () => {
    courier.refuse("sendDocument", badRequest("whatever is new"));
    courier.refuse("sendPhoto", badRequest("chat not found"));
    const effect = aSendMessage();
    expect((await courier.failure(effect, { files: [aDocument()] })).failure).toBe("rejected");
    expect((await courier.failure(effect, { files: [aPicture()] })).failure).toBe("unreachable");
    expect(courier.calls).toHaveLength(2);
  });

  it.each<[string, OutboundFile, string]>([
    ["empty", aPicture("x.jpg", 0), "Attachment 2 of 2 is empty"],
    ["over 50 MB", aDocument("x.pdf", telegramLimits.uploadBytes + 1), "takes at most 52428800"],
  ])("is refused as a whole, and says why, when one of them is %s", async (_, file, reason) => {
    const empty = reason.includes("empty") ? { ...file, bytes: new Uint8Array() } : file;
    const error = await courier.failure(aSendMessage(), { files: [aPicture(), empty] });
    expect([error.failure, courier.calls.length]).toEqual(["rejected", 0]);
    expect(error.message).toContain(reason);
  });

  it("is refused when its files were not handed over", async () => {
    const attachment = { ticketId: ticketId("t-1"), id: "a", fileName: "x", mediaType: "image/png" };
    const error = await courier.failure(aSendMessage({ attachments: [attachment] }));
    expect([error.failure, courier.calls.length]).toEqual(["rejected", 0]);
  });

  it("pain 8: leaves a topic that is gone, album and all", async () => {
    courier.refuse("sendMediaGroup", badRequest("message thread not found"));
    const receipt = await send("Look", [aPicture(), aPicture()], "-1001/7");
    expect(receipt).toEqual({ messageIds: ["1", "2"], topicLost: true });
    expect(courier.calls.map(({ fields }) => fields["message_thread_id"])).toEqual([7, undefined]);
  });

  it("pain 2: goes on after the part whose answer was lost, and repeats none that arrived", async () => {
    const files = [aPicture("1.jpg"), aDocument("2.pdf"), aPicture("3.jpg")];
    const effect = aSendMessage({ content: { text: "Look", spans: [] } });
    courier.refuse("sendDocument", "reset");
    const error = await courier.failure(effect, { files });
    expect([error.failure, error.message]).toEqual(["uncertain", expect.stringContaining("1 of 3 parts")]);
    expect((await courier.deliver(effect, { files })).messageIds).toEqual(["1", "2", "3"]);
    expect(methods()).toEqual(["sendPhoto", "sendDocument", "sendDocument", "sendPhoto"]);
  });

  it("never puts a private one's files into a group", async () => {
    const publicStub = { text: "Please write to me", spans: [] };
    const effect = aSendMessage({ ...inChat("-1001"), visibility: "private", publicStub });
    await courier.deliver(effect, { files: [aPicture()] });
    expect(methods()).toEqual(["sendMessage"]);
  });
});
