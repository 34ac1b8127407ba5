import { describe, expect, it } from "vitest";
import { samplePng } from "../../../sandbox/wire/sample-png.ts";
import { aClock } from "../support.ts";
import { aClient, aTwitter, callTwitter } from "./support.ts";

const png = Buffer.from(samplePng(3));

describe("files on X", () => {
  it("go out in pieces, by the library, one with a message", async () => {
    const sandbox = await aTwitter();
    const client = aClient(sandbox).v2;
    const ada = sandbox.twitter.person({ name: "Ada" });
    const media_id = await client.uploadMedia(
      png,
      { media_type: "image/png", media_category: "dm_image" },
      100,
    );
    expect(sandbox.twitter.counts["appendMediaUpload 200"]).toBe(Math.ceil(png.length / 100));
    await client.sendDmToParticipant(ada.id, { text: "here", attachments: [{ media_id }] });
    const [sent] = await ada.waitForInbox(1);
    expect(Buffer.from(sent?.media?.file.bytes ?? []).equals(png)).toBe(true);
    expect(sent?.linked.wire).toMatch(/^here https:\/\/t\.co\/\w{10}$/);
  });

  it("come in by the steps of their address", async () => {
    const sandbox = await aTwitter();
    const ada = sandbox.twitter.person({ name: "Ada" });
    ada.say("see", { files: [{ fileName: "a.png", bytes: png }] });
    const query = { expansions: "attachments.media_keys", "media.fields": "url,type" };
    const { body } = await callTwitter(sandbox, "GET", "/2/dm_events", { query });
    const url = /"url":"(https:[^"]+)"/.exec(JSON.stringify(body))?.[1] ?? "";
    const steps = url.split("/").slice(-3).join("/");
    const path = `/2/dm_conversations/media/${steps}`;
    const { bytes, headers } = await callTwitter(sandbox, "GET", path);
    expect([bytes.equals(png), headers["content-type"]]).toEqual([true, "image/png"]);
    sandbox.twitter.fault({ kind: "truncated_download" });
    await expect(callTwitter(sandbox, "GET", path)).rejects.toThrow();
    sandbox.twitter.fault({ kind: "file_link_expired" });
    expect((await callTwitter(sandbox, "GET", path)).status).toBe(404);
    expect((await callTwitter(sandbox, "GET", `${path}x`)).status).toBe(404);
  });

  it("can be attached for a day, and only when all of their pieces came", async () => {
    const clock = aClock();
    const sandbox = await aTwitter({ clock, twitter: { skewMs: "off" } });
    const ada = sandbox.twitter.person({ name: "Ada" });
    const client = aClient(sandbox).v2;
    const begun = { media_type: "image/png", media_category: "dm_image", total_bytes: png.length };
    const { body } = await callTwitter(sandbox, "POST", "/2/media/upload/initialize", { body: begun });
    const id = /"id":"(\d+)"/.exec(JSON.stringify(body))?.[1];
    expect((await callTwitter(sandbox, "POST", `/2/media/upload/${id}/finalize`)).status).toBe(400);
    const media_id = await client.uploadMedia(png, { media_type: "image/png", media_category: "dm_image" });
    const path = `/2/dm_conversations/with/${ada.id}/messages`;
    const attach = () => callTwitter(sandbox, "POST", path, { body: { attachments: [{ media_id }] } });
    expect((await attach()).status).toBe(201);
    clock.move(24 * 60 * 60_000);
    expect((await attach()).status).toBe(400);
  });
});
