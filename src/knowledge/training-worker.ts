import { parentPort, workerData } from "node:worker_threads";
import { trainingJobSchema, trainModel } from "./train-model.ts";

parentPort?.postMessage(trainModel(trainingJobSchema.parse(workerData)));
