import { existsSync, readFileSync } from "node:fs";
import { guardRecall } from "../support/guard-recall.ts";
import { hostileSpeed, scanSpeed } from "../support/guard-speed.ts";
import { ordinaryTexts } from "../support/ordinary-texts.ts";
import { type GoalResult, progress, round } from "../support/result.ts";
import type { RunOptions } from "../support/run-options.ts";

/** A file of JSON lines `{text}`: messages of people, for the figures that generated ones cannot give. */
const messagesFile = process.env["FLOTILLA_BENCH_MESSAGES"];

const targets = {
  perSecondAndCore: 20_000,
  p99Ms: 1,
  hostileMs: new Map([
    [4_096, 20],
    [100_000, 100],
  ]),
  hardPerMillion: 5,
  softShare: 0.001,
};

/** With a transaction's hash and nothing else to tell it from a key, the guard is to ask: such a message counts for no share. */
const bareHash = /(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])/i;

const messagesOf = (file: string): readonly string[] =>
  readFileSync(file, "utf8")
    .split("\n")
    .flatMap((line) => (line === "" ? [] : [(JSON.parse(line) as { text: string }).text]));

const measured = (texts: readonly string[]) => {
  const speed = scanSpeed(texts);
  const plain = texts.filter((text) => !bareHash.test(text));
  return {
    ...speed,
    hardPerMillion: round((speed.hard / texts.length) * 1e6, 1),
    softShare: round(speed.soft / plain.length, 6),
  };
};

type Measured = ReturnType<typeof measured>;

const holds = ({ perSecondAndCore, p99Ms, hardPerMillion, softShare }: Measured): boolean =>
  perSecondAndCore >= targets.perSecondAndCore &&
  p99Ms <= targets.p99Ms &&
  hardPerMillion <= targets.hardPerMillion &&
  softShare <= targets.softShare;

/** Messages of people where there are some: generated ones are never as odd. */
const people = (): Measured | { readonly skipped: string } => {
  if (messagesFile !== undefined && existsSync(messagesFile)) return measured(messagesOf(messagesFile));
  const skipped =
    "FLOTILLA_BENCH_MESSAGES names no file of JSON lines {text}: messages of people were not measured";
  progress(`goal 11: ${skipped}`);
  return { skipped };
};

/** Goal 11: the secret guard alone, in this process. What it finds is measured on generated secrets. */
export async function guard({ quick }: RunOptions): Promise<GoalResult> {
  progress("goal 11: generated messages");
  const generated = measured([...ordinaryTexts(quick ? 20_000 : 200_000)]);
  progress("goal 11: messages of people");
  const fromPeople = people();
  const hostile = [...targets.hostileMs].map(([units, target]) => {
    progress(`goal 11: hostile texts of ${units} units`);
    const [slowest, ...others] = hostileSpeed(units, quick ? 1 : 5);
    const value = slowest?.ms ?? Number.NaN;
    return {
      units,
      value,
      unit: "ms of CPU, the slowest",
      target,
      ok: value <= target,
      slowest: [slowest, ...others.slice(0, 4)],
    };
  });
  progress("goal 11: secrets");
  const found = guardRecall(quick ? 200 : 2_000);
  const worst = "skipped" in fromPeople ? generated : fromPeople;
  return {
    goal: 11,
    name: "the secret guard: messages a second on one core",
    value: worst.perSecondAndCore,
    unit: "messages a second of CPU",
    target: targets.perSecondAndCore,
    ok:
      holds(generated) &&
      ("skipped" in fromPeople || holds(fromPeople)) &&
      hostile.every(({ ok }) => ok) &&
      found.every(({ ok }) => ok),
    detail: {
      targets: { p99Ms: targets.p99Ms, hardPerMillion: targets.hardPerMillion, softShare: targets.softShare },
      generated,
      people: fromPeople,
      hostile,
      found,
    },
  };
}
