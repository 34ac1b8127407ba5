import { Worker } from "node:worker_threads";
import { type ClassifierModel, modelSchema } from "./classifier-model.ts";
import type { TrainingJob } from "./train-model.ts";

/** Trains models somewhere else than on the thread that answers. */
export interface TrainingPool {
  train(job: TrainingJob): Promise<ClassifierModel>;
}

const workerFile = new URL("./training-worker.ts", import.meta.url);

/** At most `size` worker threads at a time; each lives for one job. */
export function createTrainingPool(size: number): TrainingPool {
  const waiting: (() => void)[] = [];
  let running = 0;
  return {
    async train(job) {
      if (running < size) running += 1;
      else await new Promise<void>((resolve) => waiting.push(resolve));
      try {
        return await runWorker(job);
      } finally {
        const next = waiting.shift();
        if (next) next();
        else running -= 1;
      }
    },
  };
}

function runWorker(job: TrainingJob): Promise<ClassifierModel> {
  const worker = new Worker(workerFile, { workerData: job });
  return new Promise((resolve, reject) => {
    worker.once("message", (message: unknown) => {
      const model = modelSchema.safeParse(message);
      if (model.success) resolve(model.data);
      else
        reject(new Error("The training worker sent something that is not a model.", { cause: model.error }));
    });
    worker.once("error", reject);
    worker.once("exit", (code) => reject(new Error(`The training worker ended with code ${code}.`)));
  });
}
