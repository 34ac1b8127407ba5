/** Label sets beyond this many are counted together as `other`, so that no stranger can fill the registry. */
const maxCells = 2_000;
const labelValue = /^[\w@./:+-]{1,100}$/;

export type Labels = Readonly<Record<string, string>>;
type Values = readonly [string, string, string];

/**
 * What a metric holds for each label set. prom-client checks and hashes the labels at each call, 1 to 2 µs; a hot
 * call finds its cell in under 0.1 µs, and prom-client reads the cells when it is scraped.
 */
export const createCells = <Cell>(names: readonly string[], make: (labels: Labels) => Cell) => {
  const byFirst = new Map<string, Map<string, Map<string, Cell>>>();
  const all: Cell[] = [];
  const find = ([a, b, c]: Values) => byFirst.get(a)?.get(b)?.get(c);

  const add = (values: Values) => {
    const cell = make(Object.fromEntries(names.map((name, index) => [name, values[index] ?? ""])));
    const [a, b, c] = values;
    const bySecond = byFirst.get(a) ?? new Map<string, Map<string, Cell>>();
    byFirst.set(a, bySecond.set(b, (bySecond.get(b) ?? new Map<string, Cell>()).set(c, cell)));
    all.push(cell);
    return cell;
  };

  const admit = (values: Values) => {
    const full = all.length >= maxCells;
    const safe = (index: number) => {
      const value = values[index] ?? "";
      if (index >= names.length) return "";
      return !full && labelValue.test(value) ? value : "other";
    };
    const admitted = [safe(0), safe(1), safe(2)] as const;
    return find(admitted) ?? add(admitted);
  };

  return {
    all: all as readonly Cell[],
    of: (a = "", b = "", c = ""): Cell => byFirst.get(a)?.get(b)?.get(c) ?? admit([a, b, c]),
  };
};
