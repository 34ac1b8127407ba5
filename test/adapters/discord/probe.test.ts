import { describe, expect, it } from "vitest";
import { atWork } from "./at-work.ts";

const probeOf = async (at: Awaited<ReturnType<typeof atWork>>) =>
  at.adapter.probe(new AbortController().signal);

describe("what an operator must know before going live", () => {
  it("is all in order once the fleet has begun", async () => {
    const at = await atWork();
    await at.begin();
    await at.discord.waitForRequest(({ operation }) => operation === "bulk_set_application_commands");
    const checks = await probeOf(at);
    expect(checks.filter(({ ok }) => !ok)).toEqual([]);
    expect(checks.map(({ name }) => name)).toEqual([
      "token",
      "handle",
      "intent messageContent",
      "intent members",
      "commands",
      "permissions on Traders",
    ]);
  });

  it("names commands that are not registered, and permissions channel by channel", async () => {
    const at = await atWork();
    at.guild.permit(at.channel, { deny: ["CreatePrivateThreads", "ManageMessages"] });
    const checks = await probeOf(at);
    expect(checks.find(({ name }) => name === "commands")?.ok).toBe(false);
    const permissions = checks.find(({ name }) => name === "permissions on Traders");
    expect(permissions).toMatchObject({ ok: false, remedy: expect.stringMatching(/Roles/) });
    expect(permissions?.detail).toBe("general: Manage Messages, Create Private Threads");
  });

  it("is told of the rest though one question has no answer, and not that the token is wrong", async () => {
    const at = await atWork();
    at.discord.fault({ kind: "server_error", status: 503, method: "get_my_application" });
    const checks = await probeOf(at);
    expect(checks.map(({ name }) => name)).toEqual([
      "token",
      "handle",
      "intents",
      "commands",
      "permissions on Traders",
    ]);
    const failed = checks.find(({ name }) => name === "intents");
    expect(failed).toMatchObject({ ok: false, remedy: expect.stringMatching(/^The token is right/) });
  });

  it("names servers and channels in one line, whatever they are called", async () => {
    const at = await atWork();
    at.guild.name = "Tra\u202Eders\nok";
    const evil = at.guild.addChannel({ name: "ge\u0000ne\u202Eral" });
    at.guild.permit(evil, { deny: ["ManageMessages"] });
    const permissions = (await probeOf(at)).find(({ name }) => name.startsWith("permissions"));
    expect(permissions).toMatchObject({
      name: "permissions on Tradersok",
      detail: "general: Manage Messages",
    });
  });
});
