import { readCacheFile, sha256, writeCacheFile } from "./cache-file.ts";
import { type ClassifierModel, MODEL_FORMAT, modelSchema } from "./classifier-model.ts";
import type { TrainingJob } from "./train-model.ts";

/** The name of a job's model: the same content has the same name. */
export const jobHash = (job: TrainingJob) => sha256(JSON.stringify([MODEL_FORMAT, job])).toString("hex");

/** The cached model, or undefined when there is none or the file is damaged. */
export const readCachedModel = async (folder: string, hash: string): Promise<ClassifierModel | undefined> =>
  modelSchema.safeParse(await readCacheFile(folder, hash)).data;

export const writeCachedModel = ({
  folder,
  hash,
  model,
}: {
  folder: string;
  hash: string;
  model: ClassifierModel;
}): Promise<void> => writeCacheFile({ folder, name: hash, value: model });
