import { describe, expect, it } from "vitest";
import { atWork, theEvent } from "./at-work.ts";

describe("a gateway that refuses connections", () => {
  const inSession = async () => {
    const at = await atWork();
    await at.begin();
    await at.discord.waitForRequest(({ operation }) => operation === "bulk_set_application_commands");
    return at;
  };

  it("pain 4: costs no session: what only the session can tell is told when it is back", async () => {
    const at = await inSession();
    at.discord.gateway.down("resets");
    at.mia.call("support", { channel: at.channel, options: { question: "through it all" } });
    // Refused at the session's own address and at the ordinary one.
    await at.discord.gateway.waitForCount("refusedConnection", 3);
    at.discord.gateway.up();
    expect(await theEvent(at)).toMatchObject({ message: { text: "through it all" } });
    expect(at.discord.gateway.counts).toMatchObject({ identify: 1, resume: 1 });
  });

  it("at the session's own address alone is gone round by the ordinary one", async () => {
    const at = await atWork();
    at.discord.gateway.resumeUrl = "ws://127.0.0.1:1";
    await at.begin();
    at.discord.gateway.drop();
    at.mia.say("through it all");
    expect(await theEvent(at)).toMatchObject({ message: { text: "through it all" } });
    expect(at.discord.gateway.counts).toMatchObject({ identify: 1, resume: 1 });
  });

  it.each([4003, 4007])("and one that ended the session with %i begins another", async (code) => {
    const at = await atWork({ discord: { identify: "off" } });
    await at.begin();
    at.discord.gateway.drop({ code });
    await at.discord.gateway.waitForCount("identify", 2);
    expect(at.discord.gateway.counts.resume).toBe(0);
  });

  it("from the start keeps nobody waiting for the fleet to begin", async () => {
    const at = await atWork();
    at.discord.gateway.down("resets");
    await at.adapter.start(at.sink, new AbortController().signal);
    expect(at.sink.reports[0]).toMatchObject({ state: "waiting" });
    at.discord.gateway.up();
    await at.sink.until(({ reports }) => reports.at(-1)?.state === "connected");
    at.mia.say("hello");
    expect(await theEvent(at)).toMatchObject({ message: { text: "hello" } });
  });
});
