import { createHash } from "node:crypto";
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { deserialize, serialize } from "node:v8";
import { crc32 } from "node:zlib";

export const sha256 = (data: string | Uint8Array) => createHash("sha256").update(data).digest();
const CHECKSUM_BYTES = 4;

/** Against damage only, and far quicker than a hash: a start reads some megabytes. */
function checksum(body: Uint8Array): Buffer {
  const bytes = Buffer.alloc(CHECKSUM_BYTES);
  bytes.writeUInt32BE(crc32(body));
  return bytes;
}

/** What was kept under the name; undefined when there is nothing or the file is damaged. */
export async function readCacheFile(folder: string, name: string): Promise<unknown> {
  try {
    const file = await readFile(join(folder, name));
    const body = file.subarray(CHECKSUM_BYTES);
    return checksum(body).equals(file.subarray(0, CHECKSUM_BYTES)) ? deserialize(body) : undefined;
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
    await writeFile(part, Buffer.concat([checksum(body), body]));
    await rename(part, join(folder, name));
  } catch {
    // What was to be kept is in memory; only the next start makes it again.
  }
}
