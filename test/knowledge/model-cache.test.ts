import { createHash } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { ClassifierModel } from "../../src/knowledge/classifier-model.ts";
import { jobHash } from "../../src/knowledge/model-cache.ts";
import { type TrainingJob, trainModel } from "../../src/knowledge/train-model.ts";
import { createTrainingPool } from "../../src/knowledge/training-pool.ts";
import { aKnowledge, hacked, pending, reset } from "./given.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "models-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** A pool that trains on this thread and keeps the jobs that it was given. */
const aWatchedPool = () => {
  const jobs: TrainingJob[] = [];
  const train = async (job: TrainingJob): Promise<ClassifierModel> => {
    jobs.push(job);
    return trainModel(job);
  };
  return { jobs, train };
};

describe("the cache of models", () => {
  it("holds one file a language, named after the content's hash, and spares the training at the next start", async () => {
    const pool = aWatchedPool();
    const first = await aKnowledge({ cacheFolder: folder, pool });
    expect(readdirSync(folder).sort()).toEqual(pool.jobs.map(jobHash).sort());
    expect(pool.jobs.map(({ locale }) => locale).sort()).toEqual(["en", "zh-Hans"]);
    const second = await aKnowledge({ cacheFolder: folder, pool });
    expect(pool.jobs).toHaveLength(2);
    expect(second.classify("my withdrawal password", "en")).toEqual(
      first.classify("my withdrawal password", "en"),
    );
  });

  it("trains anew when a phrasing changes, and only that language", async () => {
    const pool = aWatchedPool();
    await aKnowledge({ cacheFolder: folder, pool });
    const en = {
      ...(reset.texts.en ?? { title: "", phrasings: [], answer: "", followUps: [] }),
      title: "Another title",
    };
    await aKnowledge({
      articles: [pending, { ...reset, texts: { ...reset.texts, en } }, hacked],
      cacheFolder: folder,
      pool,
    });
    expect(pool.jobs.map(({ locale }) => locale).slice(2)).toEqual(["en"]);
  });

  it.each([
    ["cut short", (file: Buffer) => file.subarray(0, 100)],
    ["empty", () => Buffer.alloc(0)],
    ["changed in one bit", (file: Buffer) => file.with(file.length - 9, (file[file.length - 9] ?? 0) ^ 1)],
  ])("trains anew when a file is %s, and mends it", async (_, damage) => {
    const pool = aWatchedPool();
    await aKnowledge({ articles: [pending, hacked], cacheFolder: folder, pool });
    const [name = ""] = readdirSync(folder);
    const whole = readFileSync(join(folder, name));
    writeFileSync(join(folder, name), damage(whole));
    await aKnowledge({ articles: [pending, hacked], cacheFolder: folder, pool });
    expect(pool.jobs).toHaveLength(2);
    expect(readFileSync(join(folder, name)).equals(whole)).toBe(true);
  });

  it("does without a folder that cannot be written", async () => {
    const file = join(folder, "file");
    writeFileSync(file, "");
    utimesSync(file, 1, 1);
    const knowledge = await aKnowledge({ cacheFolder: join(file, "below") });
    expect(knowledge.classify("i forgot my password", "en").candidates[0]?.slug).toBe("password-reset");
    expect(statSync(file).mtimeMs).toBe(1_000);
  });
});

/** Typed arrays as plain ones, so that they can be written down. */
const listed = (_: string, value: unknown): unknown =>
  value instanceof Uint32Array ||
  value instanceof Float32Array ||
  value instanceof Uint16Array ||
  value instanceof Int8Array
    ? Array.from(value)
    : value;

describe("trainModel", () => {
  const job: TrainingJob = {
    locale: "en",
    classes: [
      { slug: "a", phrasings: ["my coins are gone", "coins missing"] },
      { slug: "b", phrasings: ["forgot password", "reset the password"] },
    ],
    outOfScope: [],
  };

  it("gives the same model for the same job, here and in a worker", async () => {
    const pool = createTrainingPool(1);
    const [one, two] = await Promise.all([pool.train(job), pool.train(job)]);
    expect(one).toEqual(trainModel(job));
    expect(two).toEqual(one);
  });

  it("makes of some content what this format is known to make, so that a change raises the format", () => {
    const phrasings = (words: readonly string[]) => words.flatMap((a) => words.map((b) => `${a} ${b} 提币`));
    const many = {
      slug: "c",
      phrasings: phrasings(["send", "coins", "late", "slow", "stuck", "where", "when"]),
    };
    const model = trainModel({
      locale: "en",
      classes: [...job.classes, many],
      outOfScope: phrasings(["hello", "weather", "joke", "song"]),
    });
    // A cached model outlives an update. When this fails, raise MODEL_FORMAT and write the new pair here.
    const digest = createHash("sha256").update(JSON.stringify(model, listed)).digest("hex").slice(0, 16);
    expect([model.format, digest]).toEqual([10, "cf1d171aca1a892a"]);
  });

  it("is careful where there are too few phrasings to learn thresholds from", () => {
    expect(trainModel(job).calibration.answerAt).toBe(0.75);
  });

  it("does with a single article and with none", () => {
    expect(trainModel({ ...job, classes: job.classes.slice(1) }).slugs).toEqual(["b"]);
    expect(trainModel({ ...job, classes: [] }).slugs).toEqual([]);
  });
});
