import { createHash } from "node:crypto";
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { deserialize, serialize } from "node:v8";
import { type ClassifierModel, MODEL_FORMAT, modelSchema } from "./classifier-model.ts";
import type { TrainingJob } from "./train-model.ts";

const sha256 = (data: string | Uint8Array) => createHash("sha256").update(data).digest();
const CHECKSUM_BYTES = 32;

/** The name of a job's model: the same content has the same name. */
export const jobHash = (job: TrainingJob) => sha256(JSON.stringify([MODEL_FORMAT, job])).toString("hex");

/** The cached model, or undefined when there is none or the file is damaged. */
export async function readCachedModel(folder: string, hash: string): Promise<ClassifierModel | undefined> {
  try {
    const file = await readFile(join(folder, hash));
    const body = file.subarray(CHECKSUM_BYTES);
    if (!sha256(body).equals(file.subarray(0, CHECKSUM_BYTES))) return undefined;
    return modelSchema.safeParse(deserialize(body)).data;
  } catch {
    return undefined;
  }
}

/** Whole or not at all. A cache that cannot be written costs time at the next start, nothing else. */
export async function writeCachedModel({
  folder,
  hash,
  model,
}: {
  folder: string;
  hash: string;
  model: ClassifierModel;
}): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
    const body = serialize(model);
    const part = join(folder, `${hash}.part`);
    await writeFile(part, Buffer.concat([sha256(body), body]));
    await rename(part, join(folder, hash));
  } catch {
    // The model is in memory; only the next start trains again.
  }
}
