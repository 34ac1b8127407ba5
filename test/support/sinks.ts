import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { expect } from "vitest";
import { Sealer } from "../../src/storage/seal.ts";
import type { RunningFleet, World } from "./a-fleet.ts";
import { type Sinks, seenIn } from "./canary.ts";

const filesIn = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));

/** What a sealed column or file may be bound to. */
const ownersOf = (row: Readonly<Record<string, unknown>>): readonly string[] => {
  const { seq, id, conversation_id, key } = row;
  return [
    `envelope ${seq}`,
    `${id}`,
    `attachment row ${id}`,
    `attachment ${id}`,
    `${conversation_id} ${key}`,
  ];
};

const unsealed = (sealer: Sealer, sealed: Uint8Array, row: Readonly<Record<string, unknown>>): Buffer => {
  for (const owner of ownersOf(row)) {
    try {
      return sealer.openBytes(Buffer.from(sealed), owner);
    } catch {}
  }
  throw new Error(`What is sealed in ${Object.keys(row).join(", ")} cannot be looked into.`);
};

/** Every value of every table: what is sealed with its seal broken, so that nothing hides behind the encryption. */
const rowsOf = (file: string, sealer: Sealer): Sinks => {
  const database = new DatabaseSync(file, { readOnly: true });
  try {
    const tables = database.prepare("select name from sqlite_master where type = 'table'").all();
    return Object.fromEntries(
      tables.map(({ name }) => {
        const rows = database.prepare(`select * from "${name}"`).all();
        const values = rows.flatMap((row) =>
          Object.values(row).map((value) =>
            value instanceof Uint8Array ? unsealed(sealer, value, row) : Buffer.from(String(value)),
          ),
        );
        return [`the rows of ${name}`, Buffer.concat(values.flatMap((value) => [value, Buffer.from("\n")]))];
      }),
    );
  } finally {
    database.close();
  }
};

const sealedFiles = (folder: string, sealer: Sealer): Sinks =>
  Object.fromEntries(
    filesIn(folder)
      .filter((path) => path.endsWith(".sealed"))
      .map((path) => {
        const id = decodeURIComponent(path.slice(path.lastIndexOf("/") + 1, -".sealed".length));
        return [`the file ${id}`, unsealed(sealer, readFileSync(path), { id })];
      }),
  );

/** Everything that is on disk: raw bytes (write-ahead log and temporary files too), and what the seals hide. */
export const onDisk = ({ folder, databaseFolder, keyFile }: World): Sinks => {
  const sealer = new Sealer(Buffer.from(readFileSync(keyFile, "utf8").trim(), "base64"));
  return {
    ...Object.fromEntries(
      filesIn(folder).map((path) => [`the bytes of ${relative(folder, path)}`, readFileSync(path)]),
    ),
    ...rowsOf(join(databaseFolder, "flotilla.db"), sealer),
    ...sealedFiles(databaseFolder, sealer),
  };
};

/** What went to others: the desk with every call, and what the bot said and asked of the platforms. */
export const outside = ({ sandbox: { desk, telegram, discord, twitter } }: World): Sinks => ({
  "the desk's tickets": JSON.stringify(
    [...desk.tickets.values()].map(({ attachments, files: _, ...ticket }) => ({
      ...ticket,
      attachments: [...attachments.values()].map(({ bytes, ...file }) => ({
        ...file,
        text: bytes.toString(),
      })),
    })),
  ),
  "calls of the desk": JSON.stringify(desk.calls),
  "calls of the platform": JSON.stringify([
    ...telegram.requests.map(({ bot: _, ...request }) => request),
    ...discord.requests,
    ...twitter.requests,
  ]),
});

/** Without Node's own figures of memory and time, which are numbers of the moment; their names and labels stay. */
const withoutFiguresOfNode = (metrics: string): string =>
  metrics.replace(/^((?:process|nodejs)_.*) \S+$/gm, "$1");

/** What the running fleet tells about itself. */
export const toldBy = async (fleet: RunningFleet): Promise<Sinks> => ({
  "the log": fleet.log(),
  metrics: withoutFiguresOfNode(await fleet.metrics()),
  traces: await fleet.turns(),
  readiness: (await fleet.readyz()).body,
  health: await (await fetch(`${fleet.url}/healthz`)).text(),
  "dead letters": JSON.stringify(await fleet.storage.operator.dead(1_000)),
});

export const everySink = async (world: World, fleet: RunningFleet): Promise<Sinks> => ({
  ...onDisk(world),
  ...outside(world),
  ...(await toldBy(fleet)),
});

/** In no place that {@link everySink} looks into. */
export const expectNowhere = async (
  scene: World & { readonly fleet: RunningFleet },
  canaries: readonly string[],
): Promise<void> => expect(seenIn(await everySink(scene, scene.fleet), canaries)).toEqual([]);

/** Where on disk, behind whatever seal, each of the texts can be found. */
export const placesOf = (world: World, ...texts: readonly string[]): readonly (readonly string[])[] => {
  const places = Object.entries(onDisk(world)).map(
    ([place, content]) => [place, Buffer.from(content)] as const,
  );
  return texts.map((text) => places.flatMap(([place, content]) => (content.includes(text) ? [place] : [])));
};

/** The files that people sent, by where they lie. */
export const sealedFilesOf = (world: World): readonly string[] =>
  Object.keys(onDisk(world)).filter((place) => place.startsWith("the file "));
