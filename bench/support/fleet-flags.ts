import { readFileSync } from "node:fs";

const { scripts } = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8"));

/** What `npm start` gives Node.js. */
export const fleetFlags: readonly string[] = String(scripts.start).match(/(?<=\s)--\S+/g) ?? [];
