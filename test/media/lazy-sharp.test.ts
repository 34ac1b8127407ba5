import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";

const cleanFile = fileURLToPath(new URL("../../src/media/clean-file.ts", import.meta.url));

/** Whether a process of its own has loaded the picture library after the file was looked at. */
const loadsSharp = (base64: string): boolean => {
  const script = `
    const { cleanFile } = await import(${JSON.stringify(cleanFile)});
    await cleanFile({ bytes: Buffer.from("${base64}", "base64"), fileName: "a.txt" });
    process.report.excludeNetwork = true;
    const loaded = process.report.getReport().sharedObjects.some((path) => path.includes("sharp"));
    process.stdout.write(String(loaded));`;
  return execFileSync(process.execPath, ["--input-type=module", "-e", script]).toString() === "true";
};

it("a fleet that is sent no pictures never loads what unpacks them", () => {
  expect(loadsSharp(Buffer.from("only words").toString("base64"))).toBe(false);
  expect(loadsSharp(Buffer.from("GIF89a").toString("base64"))).toBe(true);
}, 30_000);
