import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { progress } from "./result.ts";

const told = 25;
const root = fileURLToPath(new URL("../../", import.meta.url));

interface ProfileNode {
  readonly id: number;
  readonly callFrame: { readonly functionName: string; readonly url: string; readonly lineNumber: number };
  readonly children?: readonly number[];
}

/** What node writes with --cpu-prof; times in µs. */
interface CpuProfile {
  readonly nodes: readonly ProfileNode[];
  readonly samples: readonly number[];
  readonly timeDeltas: readonly number[];
}

/**
 * Runs something with a process under --cpu-prof, and tells the functions with most time of their own, and those of
 * ours with most time in all.
 */
export async function profiled(
  what: { name: string; per: number; unit: string },
  run: (execArgv: readonly string[]) => Promise<unknown>,
): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "flotilla-profile-"));
  try {
    await run(["--cpu-prof", `--cpu-prof-dir=${folder}`]);
    for (const file of await readdir(folder))
      tell(what, JSON.parse(await readFile(join(folder, file), "utf8")));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

type Spent = ReadonlyMap<string, number>;

function tell({ name, per, unit }: { name: string; per: number; unit: string }, profile: CpuProfile): void {
  const { own, inAll } = spentIn(profile);
  const busy = [...own.values()].reduce((sum, micros) => sum + micros, 0);
  const list = (title: string, spent: Spent) => {
    progress(`${name}, ${title}, µs ${unit}:`);
    for (const [place, micros] of [...spent].toSorted(([, a], [, b]) => b - a).slice(0, told)) {
      progress(
        `${(micros / per).toFixed(1).padStart(9)} ${((micros / busy) * 100).toFixed(1).padStart(5)} %  ${place}`,
      );
    }
  };
  list("functions by their own time", own);
  list("our functions by their time in all", inAll);
}

/** Time per function: its own, and for our functions with what they called. Idle time is left out. */
export function spentIn({ nodes, samples, timeDeltas }: CpuProfile): { own: Spent; inAll: Spent } {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const parents = new Map(nodes.flatMap(({ id, children = [] }) => children.map((child) => [child, id])));
  const own = new Map<string, number>();
  const inAll = new Map<string, number>();
  const add = (to: Map<string, number>, place: string, micros: number) =>
    to.set(place, (to.get(place) ?? 0) + micros);
  samples.forEach((id, n) => {
    const node = byId.get(id);
    if (!node || node.callFrame.functionName === "(idle)") return;
    const micros = timeDeltas[n] ?? 0;
    add(own, placeOf(node), micros);
    const ours = new Set<string>();
    for (let above: ProfileNode | undefined = node; above; above = byId.get(parents.get(above.id) ?? 0)) {
      const place = placeOf(above);
      if (/ (src|adapters)\//.test(place)) ours.add(place);
    }
    for (const place of ours) add(inAll, place, micros);
  });
  return { own, inAll };
}

const placeOf = ({ callFrame: { functionName, url, lineNumber } }: ProfileNode): string => {
  const name = functionName || "(anonymous)";
  if (url === "") return name;
  const file = url.startsWith("file:") ? relative(root, fileURLToPath(url)) : url;
  return `${name} ${file}:${lineNumber + 1}`;
};
