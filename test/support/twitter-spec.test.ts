import { describe, expect, it } from "vitest";
import { aClient, pointed } from "../sandbox/twitter/support.ts";
import { startCheckedSandbox } from "./checked-sandbox.ts";
import { twitterApi } from "./twitter-spec.ts";
import { requestFaults } from "./twitter-spec-watch.ts";

const sent = (method: string, url: string, body?: unknown) => ({
  method,
  url: `/2${url}`,
  contentType: "application/json",
  bytes: Buffer.from(body === undefined ? "" : JSON.stringify(body)),
});

const piece = (...parts: readonly (readonly [head: string, body: string])[]) => ({
  method: "POST",
  url: "/2/media/upload/1/append",
  contentType: "multipart/form-data; boundary=b-b",
  bytes: Buffer.from(
    `${parts.map(([head, body]) => `--b-b\r\ncontent-disposition: form-data; ${head}\r\n\r\n${body}\r\n`).join("")}--b-b--`,
  ),
});

const media = ['name="media"\r\ncontent-type: application/octet-stream', "…"] as const;
const dm = (patch: object) => sent("POST", "/dm_conversations/with/1/messages", { text: "hi", ...patch });

describe.skipIf(twitterApi.missing)("checking a request against X's API", () => {
  it.each([
    ["a message", dm({ attachments: [{ media_id: "1" }] })],
    [
      "a query",
      sent("GET", "/dm_events?max_results=100&dm_event.fields=created_at,text&expansions=sender_id"),
    ],
    ["nothing at all", sent("GET", "/users/me")],
    ["an empty body where none is taken", sent("POST", "/media/upload/1/finalize", {})],
    ["a piece of a file", piece(media, ['name="segment_index"', "0"])],
    [
      "a subscription",
      sent("POST", "/activity/subscriptions", {
        event_type: "dm.received",
        filter: { user_id: "1" },
        webhook_id: "2",
      }),
    ],
  ])("finds nothing in %s that is right", (_, request) => {
    expect(requestFaults(request).faults).toEqual([]);
  });

  it.each([
    ["an unknown field", dm({ colour: 1 }), "createDirectMessagesByParticipantId.colour: unknown"],
    ["a field of another type", dm({ text: 1 }), "createDirectMessagesByParticipantId.text: must be string"],
    ["a message that says nothing", sent("POST", "/dm_conversations/with/1/messages", {}), ".text: missing"],
    ["an id that is none", dm({ attachments: [{ media_id: "x" }] }), 'must match pattern "^[0-9]{1,19}$"'],
    [
      "an unknown parameter",
      sent("GET", "/dm_events?tweet.fields=id"),
      "getDirectMessagesEvents?tweet.fields: unknown",
    ],
    [
      "an unknown value of a list",
      sent("GET", "/dm_events?dm_event.fields=colour"),
      "must be equal to one of the allowed values",
    ],
    ["a number that is too large", sent("GET", "/dm_events?max_results=101"), "must be <= 100"],
    ["a path that does not exist", sent("GET", "/dm_event"), "no such operation"],
    ["a body where none is taken", sent("POST", "/media/upload/1/finalize", { a: 1 }), "takes no body"],
    ["a piece without its number", piece(media), "appendMediaUpload.segment_index: missing"],
    [
      "a subscription to what there is not",
      sent("POST", "/activity/subscriptions", { event_type: "x", filter: {} }),
      "allowed values",
    ],
    ["a body that is no JSON", { ...dm({}), bytes: Buffer.from("{") }, "the body is no JSON"],
  ])("finds %s", (_, request, fault) => {
    expect(requestFaults(request).faults.join("\n")).toContain(fault);
  });

  it("lets no sandbox close quietly after a request that did not fit", async () => {
    const sandbox = pointed(await startCheckedSandbox());
    const client = aClient(sandbox).v2;
    await client.me();
    await client.get("dm_events", { "dm_event.fields": "colour" });
    expect([...sandbox.twitterWatch.seen.keys()]).toEqual(["getUsersMe", "getDirectMessagesEvents"]);
    await expect(sandbox.close()).rejects.toThrow("getDirectMessagesEvents?dm_event.fields");
  });
});
