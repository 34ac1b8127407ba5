import { describe, expect, it } from "vitest";
import { startCheckedSandbox } from "./checked-sandbox.ts";
import { discordApi } from "./discord-spec.ts";
import { requestFaults } from "./discord-spec-watch.ts";

const sent = (method: string, url: string, body?: unknown) => ({
  method,
  url: `/v10${url}`,
  contentType: "application/json",
  bytes: Buffer.from(body === undefined ? "" : JSON.stringify(body)),
});

const form = (...parts: readonly (readonly [head: string, body: string])[]) => ({
  method: "POST",
  url: "/v10/channels/1/messages",
  contentType: "multipart/form-data; boundary=b-b",
  bytes: Buffer.from(
    `${parts.map(([head, body]) => `--b-b\r\ncontent-disposition: form-data; ${head}\r\n\r\n${body}\r\n`).join("")}--b-b--`,
  ),
});

const message = (patch: object) => sent("POST", "/channels/1/messages", { content: "hi", ...patch });
const button = (patch: object) => [
  { type: 1, components: [{ type: 2, style: 1, custom_id: "a", label: "A", ...patch }] },
];

describe.skipIf(discordApi.missing)("checking a request against Discord's API", () => {
  it.each([
    ["a message", message({ nonce: "n", enforce_nonce: true, allowed_mentions: { parse: [] } })],
    ["a message with a button", message({ components: button({}) })],
    ["a query", sent("GET", "/channels/1/messages?limit=5&after=3")],
    ["nothing at all", sent("GET", "/users/@me")],
    ["a deferral", sent("POST", "/interactions/1/tok/callback", { type: 5, data: { flags: 64 } })],
    [
      "a file",
      form(
        ['name="files[0]"; filename="a.png"', "…"],
        ['name="payload_json"', '{"content":"x","attachments":[{"id":"0","filename":"a.png"}]}'],
      ),
    ],
  ])("finds nothing in %s that is right", (_, request) => {
    expect(requestFaults(request).faults).toEqual([]);
  });

  it.each([
    ["an unknown field", message({ colour: 1 }), "create_message.colour: unknown"],
    [
      "a text that no bot may send",
      message({ content: "x".repeat(2_001) }),
      "create_message.content: must NOT have more than 2000 characters",
    ],
    [
      "an unknown field deep inside",
      message({ components: button({ colour: 1 }) }),
      "create_message.components.0.components.0.colour: unknown",
    ],
    [
      "a custom id that is too long",
      message({ components: button({ custom_id: "x".repeat(101) }) }),
      "create_message.components.0.components.0.custom_id: must NOT have more than 100 characters",
    ],
    ["another type", message({ tts: "yes" }), "create_message.tts: must be boolean,null"],
    [
      "a missing field",
      sent("POST", "/interactions/1/tok/callback", { type: 9, data: { title: "T" } }),
      "missing",
    ],
    ["an unknown parameter", sent("GET", "/channels/1/messages?colour=1"), "list_messages?colour: unknown"],
    ["a path that does not exist", sent("GET", "/channels/1/mesages"), "no such operation"],
    [
      "a file that nothing names",
      form(
        ['name="files[1]"; filename="a.png"', "…"],
        ['name="payload_json"', '{"attachments":[{"id":"0"}]}'],
      ),
      "create_message.files[1]: a file that nothing names",
    ],
    [
      "a form without an end",
      { ...form(), bytes: Buffer.from("--b-b") },
      "create_message: the form is malformed",
    ],
  ])("finds %s", (_, request, fault) => {
    expect(requestFaults(request).faults.join("\n")).toContain(fault);
  });

  it("tells what is named from what is an id", () => {
    expect(discordApi.operationOf("GET", "/users/@me")?.id).toBe("get_my_user");
    expect(discordApi.operationOf("GET", "/users/12")?.id).toBe("get_user");
    expect(discordApi.operationOf("PATCH", "/webhooks/1/tok/messages/@original")?.id).toBe(
      "update_original_webhook_message",
    );
  });

  it("lets no sandbox close quietly after a request that did not fit", async () => {
    const sandbox = await startCheckedSandbox({ discord: { limits: "off" } });
    sandbox.discord.addBot({ token: "secret", username: "HelpBot" });
    const headers = { authorization: "Bot secret", "content-type": "application/json" };
    await fetch(`${sandbox.discord.apiRoot}/v10/users/@me`, { headers });
    const body = '{"recipient_id":"1","colour":"red"}';
    await fetch(`${sandbox.discord.apiRoot}/v10/users/@me/channels`, { method: "POST", headers, body });
    expect([...sandbox.discordWatch.seen.keys()]).toEqual(["get_my_user", "create_dm"]);
    await expect(sandbox.close()).rejects.toThrow("create_dm.colour: unknown");
  });
});
