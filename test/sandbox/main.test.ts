import { spawn } from "node:child_process";
import { once } from "node:events";
import { expect, onTestFinished, test } from "vitest";
import { fieldsOf } from "../../sandbox/wire/values.ts";

test("the sandbox runs as a process of its own, says where, and stops when told", async () => {
  const args = ["sandbox/main.ts", "--bot", "42:secret@HelpBot", "--no-limits", "--secret", "shared"];
  args.push("--x-account", "ck:cs:at:as@ExchangeHelp");
  const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
  onTestFinished(() => void child.kill("SIGKILL"));
  const [line] = await once(child.stdout, "data");
  const started = fieldsOf(JSON.parse(String(line)));
  expect(started).toMatchObject({ deskSecret: "shared", apiRoot: started["url"] });
  expect(started).toMatchObject({
    xPort: expect.any(Number),
    xAuthority: expect.stringContaining("CERTIFICATE"),
  });
  const me = await fetch(`${started["apiRoot"]}/bot42:secret/getMe`);
  expect(await me.json()).toMatchObject({ ok: true, result: { username: "HelpBot" } });
  child.kill("SIGTERM");
  expect(await once(child, "exit")).toEqual([0, null]);
});
