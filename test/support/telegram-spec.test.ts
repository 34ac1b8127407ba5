import { describe, expect, it } from "vitest";
import { startCheckedSandbox } from "./checked-sandbox.ts";
import { requestFaults, specMissing, wireFaults } from "./telegram-spec.ts";

describe.skipIf(specMissing)("checking a request against the Bot API", () => {
  it("finds nothing in one that is right", () => {
    const reply_markup = { inline_keyboard: [[{ text: "Yes", callback_data: "t" }]] };
    expect(requestFaults("sendMessage", { chat_id: 1, text: "hi", reply_markup })).toEqual([]);
  });

  it.each([
    ["a missing field", "sendMessage", { chat_id: 1 }, "sendMessage.text: missing"],
    ["an unknown field", "sendMessage", { chat_id: 1, text: "x", colour: 1 }, "sendMessage.colour: unknown"],
    [
      "a field of another type",
      "deleteMessage",
      { chat_id: 1, message_id: "9" },
      "deleteMessage.message_id: is no Integer",
    ],
    [
      "a fault deep inside",
      "sendMessage",
      { chat_id: 1, text: "x", entities: [{ type: "bold", offset: 0 }] },
      "sendMessage.entities[0].length: missing",
    ],
    ["a method that does not exist", "sendMesage", {}, "sendMesage: no such method"],
  ])("finds %s", (_, method, payload, fault) => {
    expect(requestFaults(method, payload)).toEqual([fault]);
  });
});

const multipart = (...parts: readonly (readonly [head: string, body: string])[]) => ({
  contentType: "multipart/form-data; boundary=b-b",
  body: Buffer.from(
    `${parts.map(([head, body]) => `--b-b\r\ncontent-disposition:form-data; ${head}\r\n\r\n${body}\r\n`).join("")}--b-b--`,
  ),
});

const form = (text: string) => ({
  contentType: "application/x-www-form-urlencoded",
  body: Buffer.from(text),
});

const chat = ['name="chat_id"', "5"] as const;
const media = (name: string) =>
  ['name="media"', JSON.stringify([{ type: "photo", media: `attach://${name}` }])] as const;

describe.skipIf(specMissing)("checking a request as it goes over the wire", () => {
  it.each([
    [
      "JSON",
      "sendMessage",
      { contentType: "application/json", body: Buffer.from('{"chat_id":5,"text":"7"}') },
    ],
    ["a form", "sendMessage", form("chat_id=-5&text=7&disable_notification=true&entities=%5B%5D")],
    ["a body of nothing", "getMe", { contentType: "", body: Buffer.alloc(0) }],
    [
      "a file",
      "sendPhoto",
      multipart(chat, ['name="photo"; filename="a.jpg"', "…"], ['name="method"', "sendPhoto"]),
    ],
    ["an album", "sendMediaGroup", multipart(chat, media("one"), ['name="one"; filename="a.jpg"', "…"])],
  ])("finds nothing in %s that is right", (_, method, sent) => {
    expect(wireFaults(method, sent)).toEqual([]);
  });

  it.each([
    [
      "a form's number",
      "deleteMessage",
      form("chat_id=5&message_id=x"),
      "deleteMessage.message_id: is no Integer",
    ],
    [
      "a form's structure",
      "sendMessage",
      form("chat_id=5&text=x&entities=x"),
      "sendMessage.entities: is no list",
    ],
    ["a form's missing field", "sendMessage", form("chat_id=5"), "sendMessage.text: missing"],
    [
      "an unknown field",
      "sendPhoto",
      multipart(chat, ['name="photo"', "id"], ['name="colour"', "1"]),
      "sendPhoto.colour: unknown",
    ],
    [
      "a missing file",
      "sendMediaGroup",
      multipart(chat, media("one")),
      "sendMediaGroup: attach://one: no file",
    ],
    [
      "a file that nothing names",
      "sendPhoto",
      multipart(chat, ['name="photo"', "id"], ['name="x"; filename="x"', "…"]),
      "sendPhoto: a file that nothing names",
    ],
    [
      "a header within a file's name",
      "sendPhoto",
      multipart(chat, ['name="photo"; filename="a\r\nx-evil: 1"', "…"]),
      "sendPhoto: a part of the form is malformed",
    ],
    [
      "no form at all",
      "sendPhoto",
      { contentType: "multipart/form-data; boundary=c", body: Buffer.from("x") },
      "sendPhoto: the form has no beginning",
    ],
  ])("finds what is wrong with %s", (_, method, sent, fault) => {
    expect(wireFaults(method, sent)).toContain(fault);
  });

  it("lets no sandbox close quietly after a request that did not fit", async () => {
    const sandbox = await startCheckedSandbox();
    sandbox.telegram.addBot({ token: "1:secret", username: "HelpBot" });
    await fetch(`${sandbox.telegram.apiRoot}/bot1:secret/getMe?`);
    await fetch(`${sandbox.telegram.apiRoot}/bot1:secret/sendMessage`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: '{"chat_id":1,"text":"x","colour":"red"}',
    });
    expect([...sandbox.watch.seen.keys()]).toEqual(["getMe", "sendMessage"]);
    await expect(sandbox.close()).rejects.toThrow("sendMessage.colour: unknown");
  });
});
