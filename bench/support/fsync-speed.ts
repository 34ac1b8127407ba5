import { open, rm } from "node:fs/promises";
import { join } from "node:path";

const syncs = 60;
const block = Buffer.alloc(4_096, 1);

/** How long the disk under a folder takes for an fdatasync of 4 KB put behind a file, in ms, one by one. */
export async function fsyncTimesMs(folder: string): Promise<readonly number[]> {
  const path = join(folder, "fsync-speed");
  const file = await open(path, "a");
  const times: number[] = [];
  try {
    for (let n = 0; n < syncs; n++) {
      await file.write(block);
      const startedAt = performance.now();
      await file.datasync();
      times.push(performance.now() - startedAt);
    }
  } finally {
    await file.close();
    await rm(path);
  }
  return times;
}
