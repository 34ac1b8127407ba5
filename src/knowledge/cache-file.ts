import { createHash } from "node:crypto";
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { deserialize, serialize } from "node:v8";

export const sha256 = (data: string | Uint8Array) => createHash("sha256").update(data).digest();
const CHECKSUM_BYTES = 32;

/** What was kept under the name; undefined when there is nothing or the file is damaged. */
export async function readCacheFile(folder: string, name: string): Promise<unknown> {
  try {
    const file = await readFile(join(folder, name));
    const body = file.subarray(CHECKSUM_BYTES);
    return sha256(body).equals(file.subarray(0, CHECKSUM_BYTES)) ? deserialize(body) : undefined;
  } catch {
    return undefined;
  }
}

/** Whole or not at all. A cache that cannot be written costs time at the next start, nothing else. */
export async function writeCacheFile({
  folder,
  name,
  value,
}: {
  folder: string;
  name: string;
  value: unknown;
}): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
    const body = serialize(value);
    const part = join(folder, `${name}.part`);
    await writeFile(part, Buffer.concat([sha256(body), body]));
    await rename(part, join(folder, name));
  } catch {
    // What was to be kept is in memory; only the next start makes it again.
  }
}
