import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it, vi } from "vitest";
import { aChild, cli } from "../support/a-child.ts";
import { aScene, aWorld, deskSecret, fleetToken } from "../support/a-fleet.ts";
import { plantedForms, seenIn } from "../support/canary.ts";
import { eventually } from "../support/eventually.ts";
import { openTicket } from "../support/open-ticket.ts";
import { onDisk, toldBy } from "../support/sinks.ts";

// Processes of their own take seconds to start on a busy machine.
vi.setConfig({ testTimeout: 90_000 });

const canaries = [fleetToken, fleetToken.split(":")[1] ?? "", deskSecret];

/** What is on disk without the configuration, where the operator has put the secrets. */
const kept = (world: Parameters<typeof onDisk>[0]) =>
  Object.fromEntries(Object.entries(onDisk(world)).filter(([place]) => !place.includes("fleet.yaml")));

describe("pain 30: the bot's token and the desk's secret", () => {
  it("would be seen, in every form", () => {
    for (const canary of canaries)
      for (const [form, content] of Object.entries(plantedForms(canary)))
        expect(seenIn({ control: content }, [canary]).join(), form).toContain(form);
  });

  it("are in no log, metric, trace, page or row, whatever the platform and the desk do", async () => {
    const scene = await aScene();
    const { telegram, desk, fleet, clock } = scene;
    const ada = scene.talker();
    const { ticketId } = await openTicket(scene, ada);
    for (const fault of [
      { kind: "reset_before", method: "sendMessage" },
      { kind: "server_error", method: "sendMessage", status: 500 },
      { kind: "server_error", method: "getUpdates", status: 500 },
      { kind: "truncated_download", method: "file" },
      { kind: "file_link_expired", method: "file" },
      { kind: "rate_limited", method: "deleteMessage" },
    ] as const)
      telegram.fault(fault);
    desk.fault({ kind: "server_error", method: "append", status: 401 });
    desk.fault({ kind: "reset_after", method: "attach" });
    scene.talker().say("my withdrawal failed");
    ada.person.sendDocument({ fileName: "a.txt", mediaType: "text/plain", bytes: Buffer.from("notes") });
    ada.person.sendPhoto();
    ada.say("my password is Canary!77x");
    await desk.reply(ticketId, "We are looking into it");
    await eventually(() => fleet.log().includes("effect.uncertain"), {
      timeoutMs: 15_000,
      what: "a lost send",
    });
    clock.shift(60_000);
    await fleet.service.fireTimers();
    await fleet.settled();

    expect(fleet.log()).toContain("effect");
    expect(seenIn({ ...kept(scene), ...(await toldBy(fleet)) }, canaries)).toEqual([]);
  });

  it("are not in what is printed when the platform cannot be reached, or refuses the token", async () => {
    const { configPath, configure, sandbox } = await aWorld();
    configure({ account: { apiRoot: "http://127.0.0.1:9" }, sections: { telemetry: { logLevel: "trace" } } });
    const unreachable = aChild("bin/start.js", [], { FLOTILLA_CONFIG: configPath });
    await unreachable.prints(/"state":"waiting"/);
    unreachable.process.kill("SIGTERM");
    configure({ sections: { telemetry: { logLevel: "trace" } } });
    sandbox.telegram.fault({ kind: "refused", status: 401, description: "Unauthorized", times: 0 });
    const refused = aChild("bin/start.js", [], { FLOTILLA_CONFIG: configPath });
    await refused.prints(/Unauthorized|unauthorized/);
    refused.process.kill("SIGTERM");

    for (const child of [unreachable, refused]) {
      const { stdout, stderr } = await child.ended;
      expect(seenIn({ stdout, stderr }, canaries)).toEqual([]);
    }
  });

  it.each(["Readiness:", "account.status"])(
    "are not in what is printed when the process breaks, causes included (at %s)",
    async (when) => {
      const { configPath, folder } = await aWorld();
      const breaker = join(folder, "breaker.mjs");
      const url = `https://api.telegram.org/bot${fleetToken}/getMe`;
      await writeFile(
        breaker,
        `const cause = Object.assign(new TypeError("fetch failed: ${url}"), { code: "ECONNRESET", input: "${url}" });
       const error = new Error("sending to ${url} signed with ${deskSecret} failed", { cause });
       const { write } = process.stdout;
       process.stdout.write = function (chunk, ...rest) {
         if (String(chunk).includes(${JSON.stringify(when)})) setTimeout(() => { throw error; }, 10);
         return write.call(this, chunk, ...rest);
       };`,
      );
      const child = aChild("bin/start.js", [], {
        FLOTILLA_CONFIG: configPath,
        NODE_OPTIONS: `--import ${JSON.stringify(breaker)}`,
      });
      const { code, stdout, stderr } = await child.ended;

      expect(code).not.toBe(0);
      expect(stderr).toContain("fetch failed");
      expect(seenIn({ stdout, stderr }, canaries)).toEqual([]);
    },
  );

  it("are not in what commands print", async () => {
    const { configPath, folder } = await aWorld();
    const env = { FLOTILLA_CONFIG: configPath };
    await writeFile(join(folder, "updates.jsonl"), "{}\n");
    const results = await Promise.all([
      cli(["check-config"], env),
      cli(["try", "hello"], env),
      cli(["dead", "list"], env),
      cli(["replay", "--account", "telegram-support", join(folder, "updates.jsonl")], env),
      cli(["pause", "nobody"], env),
    ]);
    for (const { stdout, stderr } of results) expect(seenIn({ stdout, stderr }, canaries)).toEqual([]);
  });
});
