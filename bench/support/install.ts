import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { progress } from "./result.ts";

const folder = fileURLToPath(new URL("../", import.meta.url));
const marker = fileURLToPath(new URL("../node_modules/.package-lock.json", import.meta.url));

/** What only the benchmarks need is installed when one needs it: from the package registry, into bench/node_modules. */
export function installBenchPackages(): void {
  if (existsSync(marker)) return;
  progress("installing what goal 3 compares with: npm ci --prefix bench");
  const { status, stderr, error } = spawnSync(
    "npm",
    ["ci", "--prefix", folder, "--include=dev", "--ignore-scripts", "--no-audit", "--no-fund"],
    { encoding: "utf8", stdio: ["ignore", "ignore", "pipe"] },
  );
  if (status === 0) return;
  throw new Error(
    `Goal 3 compares with packages that could not be installed. Run "npm ci --prefix bench" where the package registry can be reached, then again. ${error?.message ?? stderr}`,
  );
}
