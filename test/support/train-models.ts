import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";

/** Trains the classifier where fleets find it: each test's fleet would do so by itself, and time out. Done before, it costs nothing. */
export const setup = (): void => {
  execFileSync(process.execPath, ["bin/cli.js", "try", "hello"], {
    cwd: fileURLToPath(new URL("../../", import.meta.url)),
    env: { ...process.env, FLOTILLA_CONFIG: "" },
    stdio: ["ignore", "ignore", "inherit"],
  });
};
