import { request } from "node:http";
import { expect, test } from "vitest";
import type { Sandbox } from "../../../../sandbox/start-sandbox.ts";
import { fieldsOf, isList, stringOf } from "../../../../sandbox/wire/values.ts";
import { aClock, aSandbox, callApi, token, updatesOf, uploadTo } from "../../support.ts";

const jpeg = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16, 0x4a, 0x46, 0x49, 0x46, 0]);
const aFile = (bytes: Uint8Array<ArrayBuffer>, name: string, type: string) =>
  new File([bytes], name, { type });
const aPicture = () => aFile(Uint8Array.from(jpeg), "proof.jpg", "image/jpeg");

const aChat = async () => {
  const clock = aClock();
  const sandbox = await aSandbox({ clock, telegram: { limits: "off" } });
  const ada = sandbox.telegram.person({ id: 7, firstName: "Ada" });
  ada.say("hi");
  await updatesOf(sandbox, { offset: -1 });
  return { sandbox, clock, ada, chat: sandbox.telegram.chat(7) };
};

const linkOf = async (sandbox: Sandbox, file_id: string) => {
  const { status, body } = await callApi(sandbox, "getFile", { file_id });
  const { file_path, file_size } = fieldsOf(body["result"]);
  const url = `${sandbox.telegram.apiRoot}/file/bot${token}/${stringOf(file_path)}`;
  return { status, description: body["description"], url, size: file_size };
};

test.each(["photo", "document", "video", "audio", "animation", "voice", "video_note", "sticker"] as const)(
  "a %s of a person comes with its id, and its bytes are served",
  async (kind) => {
    const { sandbox, ada } = await aChat();
    const bytes = Uint8Array.from(Buffer.from(`bytes of a ${kind}`));
    const { file } = ada.send(kind, { bytes, claimedSize: 77 });
    const message = fieldsOf((await updatesOf(sandbox)).at(-1)?.["message"]);
    const media = message[kind];
    const shown = fieldsOf(isList(media) ? media.at(-1) : media);
    expect(shown).toMatchObject({ file_id: file?.id, file_size: 77 });
    const { url, size } = await linkOf(sandbox, String(shown["file_id"]));
    expect(size).toBe(bytes.length);
    expect(new Uint8Array(await (await fetch(url)).arrayBuffer())).toEqual(bytes);
  },
);

test("bytes are made where none are given, and every size of a photo leads to them", async () => {
  const { sandbox, ada } = await aChat();
  const { file } = ada.sendPhoto({ caption: "see" });
  const message = fieldsOf((await updatesOf(sandbox)).at(-1)?.["message"]);
  expect(message["caption"]).toBe("see");
  const photo = message["photo"];
  for (const size of isList(photo) ? photo : []) {
    const { url } = await linkOf(sandbox, String(fieldsOf(size)["file_id"]));
    const bytes = Buffer.from(await (await fetch(url)).arrayBuffer());
    expect(bytes.subarray(1, 4).toString()).toBe("PNG");
  }
  expect(sandbox.telegram.file(file?.id ?? "")?.mediaType).toBe("image/png");
});

test("an album of any number is many messages with one media_group_id and one caption", async () => {
  const { sandbox, ada } = await aChat();
  const sent = ada.sendAlbum(12, { caption: "receipts" });
  expect(sent).toHaveLength(12);
  const messages = (await updatesOf(sandbox)).slice(-12).map((update) => fieldsOf(update["message"]));
  expect(new Set(messages.map(({ media_group_id }) => media_group_id)).size).toBe(1);
  expect(messages.map(({ caption }) => caption)).toEqual(["receipts", ...Array(11).fill(undefined)]);
  expect(new Set(messages.map(({ message_id }) => message_id)).size).toBe(12);
});

test("a link works for an hour, is told apart from a wrong one, and can be made anew", async () => {
  const { sandbox, clock, ada } = await aChat();
  const id = ada.sendPhoto().file?.id ?? "";
  const { url } = await linkOf(sandbox, id);
  expect((await fetch(url)).status).toBe(200);
  clock.move(3_600_001);
  expect((await fetch(url)).status).toBe(404);
  expect((await fetch((await linkOf(sandbox, id)).url)).status).toBe(200);
  expect((await fetch(url.replace(token, "42:wrong"))).status).toBe(401);
  expect((await linkOf(sandbox, "nonsense")).description).toBe(
    "Bad Request: wrong file_id or the file is temporarily unavailable",
  );
});

test("over 20 MB, as told or as it is, there is no link", async () => {
  const { sandbox, ada } = await aChat();
  const claimed = ada.sendDocument({ claimedSize: 20 * 1_024 * 1_024 + 1 });
  expect((await linkOf(sandbox, claimed.file?.id ?? "")).description).toBe("Bad Request: file is too big");
  const real = ada.sendVideo({ bytes: new Uint8Array(20 * 1_024 * 1_024 + 1), claimedSize: 5 });
  expect((await linkOf(sandbox, real.file?.id ?? "")).description).toBe("Bad Request: file is too big");
});

test("ordered faults end a link, cut a download, and lie about a size", async () => {
  const { sandbox, ada } = await aChat();
  const bytes = new Uint8Array(200_000);
  const id = ada.sendDocument({ bytes }).file?.id ?? "";
  const { url } = await linkOf(sandbox, id);
  sandbox.telegram.fault({ kind: "truncated_download" });
  await expect(fetch(url).then((response) => response.arrayBuffer())).rejects.toThrow();
  sandbox.telegram.fault({ kind: "file_link_expired" });
  expect((await fetch(url)).status).toBe(404);
  expect((await fetch(url)).status).toBe(404);
  sandbox.telegram.fault({ kind: "wrong_size" });
  expect((await linkOf(sandbox, id)).size).not.toBe(bytes.length);
  expect((await linkOf(sandbox, id)).size).toBe(bytes.length);
});

test("a bot uploads a photo, and its bytes are there for a test to see", async () => {
  const { sandbox, chat } = await aChat();
  const entities = JSON.stringify([{ type: "bold", offset: 0, length: 3 }]);
  const { body } = await uploadTo(sandbox, "sendPhoto", {
    chat_id: "7",
    caption: "the proof",
    caption_entities: entities,
    photo: aPicture(),
  });
  expect(body).toMatchObject({ ok: true, result: { caption: "the proof", photo: [{}, {}] } });
  const [reply] = chat.replies;
  expect(reply).toMatchObject({ kind: "photo", text: "the proof", file: { fileName: "proof.jpg" } });
  expect(Buffer.from(sandbox.telegram.file(reply?.file?.id ?? "")?.bytes ?? [])).toEqual(jpeg);
  expect(sandbox.telegram.requests.at(-1)?.params["photo"]).toMatchObject({ fileName: "proof.jpg" });
  expect(await callApi(sandbox, "sendPhoto", { chat_id: 7, photo: reply?.file?.id })).toMatchObject({
    status: 200,
  });
});

test("a bot's album brings its files as attachments", async () => {
  const { sandbox, chat } = await aChat();
  const media = JSON.stringify([
    { type: "photo", media: "attach://one", caption: "both" },
    { type: "photo", media: "attach://two" },
  ]);
  const send = (parts: Record<string, string | File>) =>
    uploadTo(sandbox, "sendMediaGroup", { chat_id: "7", media, ...parts });
  const { body } = await send({ one: aPicture(), two: aPicture() });
  expect(body).toMatchObject({ ok: true, result: [{ caption: "both" }, { photo: [{}, {}] }] });
  expect(new Set(chat.replies.map(({ albumId }) => albumId)).size).toBe(1);
  expect((await send({ one: aPicture() })).body["description"]).toContain("can't find attached file");
});

test.each([
  ["sendPhoto", { photo: "attach://none" }, `can't find attached file "none"`],
  ["sendPhoto", {}, "there is no photo in the request"],
  ["sendPhoto", { photo: "https://example.org/x.jpg" }, "failed to get HTTP URL content"],
  ["sendDocument", { document: aFile(new Uint8Array(), "x", "text/plain") }, "file must be non-empty"],
  ["sendPhoto", { photo: aFile(new Uint8Array(90), "x.jpg", "image/jpeg") }, "IMAGE_PROCESS_FAILED"],
  ["sendPhoto", { photo: aPicture(), caption: "x".repeat(1_025) }, "message caption is too long"],
  ["sendMediaGroup", { media: "[{}]" }, "too few messages to send as an album"],
  ["sendMediaGroup", { media: JSON.stringify(Array(11).fill({})) }, "too many messages to send as an album"],
])("%s with %o is refused", async (method, parts, reason) => {
  const { sandbox, chat } = await aChat();
  const { status, body } = await uploadTo(sandbox, method, { chat_id: "7", ...parts });
  expect([status, body["description"]]).toEqual([400, `Bad Request: ${reason}`]);
  expect(chat.replies).toEqual([]);
});

test("a caption can be edited from both sides", async () => {
  const { sandbox, ada, chat } = await aChat();
  const { id } = ada.sendPhoto({ caption: "one" });
  ada.edit(id, "two");
  expect((await updatesOf(sandbox)).at(-1)).toMatchObject({
    edited_message: { caption: "two", photo: [{}, {}] },
  });
  await uploadTo(sandbox, "sendPhoto", { chat_id: "7", caption: "ours", photo: aPicture() });
  const edit = { chat_id: 7, message_id: chat.replies[0]?.id, caption: "better" };
  expect(await callApi(sandbox, "editMessageCaption", edit)).toMatchObject({ status: 200 });
  expect((await callApi(sandbox, "editMessageCaption", edit)).body["description"]).toMatch("not modified");
  expect((await callApi(sandbox, "editMessageText", { ...edit, text: "x" })).body["description"]).toBe(
    "Bad Request: there is no text in the message to edit",
  );
  expect(chat.replies).toMatchObject([{ text: "better", earlierTexts: ["ours"] }]);
});

test.each([
  ["no boundary", "multipart/form-data", "--x\r\n"],
  ["another boundary", "multipart/form-data; boundary=y", "--x\r\n\r\n--x--"],
  [
    "a part without an end",
    "multipart/form-data; boundary=x",
    '--x\r\ncontent-disposition: form-data; name="a"\r\n\r\nv',
  ],
  ["a part without a name", "multipart/form-data; boundary=x", "--x\r\nfoo: bar\r\n\r\nv\r\n--x--"],
  ["nothing behind the boundary", "multipart/form-data; boundary=x", "--x"],
])("a multipart body with %s is refused, and the sandbox goes on", async (_, type, body) => {
  const { sandbox } = await aChat();
  const { apiRoot } = sandbox.telegram;
  const response = await fetch(`${apiRoot}/bot${token}/sendMessage`, {
    method: "POST",
    headers: { "content-type": type },
    body,
  });
  expect([response.status, await response.json()]).toMatchObject([
    400,
    { description: "Bad Request: can't parse multipart/form-data" },
  ]);
  expect(await callApi(sandbox, "getMe")).toMatchObject({ status: 200 });
});

test("an address that cannot be decoded is not found", async () => {
  const { sandbox } = await aChat();
  const { port } = new URL(sandbox.telegram.apiRoot);
  const statusOf = (path: string) =>
    new Promise((resolve, reject) => {
      request({ port, host: "127.0.0.1", path }, ({ statusCode }) => resolve(statusCode))
        .on("error", reject)
        .end();
    });
  expect(await statusOf("/bot%zz/getMe")).toBe(404);
  expect(await statusOf(`/file/bot${token}/%zz`)).toBe(404);
});
