import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import type { InboundEvent } from "../../src/domain/event.ts";
import { turnId } from "../../src/domain/ids.ts";
import type { Turn } from "../../src/domain/turn.ts";
import type { StorageFault } from "../../src/storage/faults.ts";
import { type OpenOptions, openStorage } from "../../src/storage/open.ts";
import type { Storage, StoredEffect, StoredEvent, TurnCommit } from "../../src/storage/port.ts";
import { aTurnResult, type Outcome } from "./a-turn-result.ts";
import { aTurn, builtAccountId, builtAt } from "./builders.ts";

/** A folder of its own for one storage, removed when the test ends. */
export interface StorageHome {
  /** Holds the storage's files and nothing else. */
  readonly folder: string;
  readonly file: string;
  readonly keyFile: string;
  /** Faults that the storage told of. */
  readonly faults: StorageFault["kind"][];
  open(override?: Partial<OpenOptions>): Storage;
  /** The bytes of every file in the storage's folder. */
  bytes(): Buffer;
}

let marks = 0;

export const aStorageHome = (now: () => number = () => builtAt): StorageHome => {
  const root = mkdtempSync(join(tmpdir(), "flotilla-test-"));
  const folder = join(root, "data");
  const file = join(folder, "flotilla.db");
  const keyFile = join(root, "flotilla.key");
  const opened: Storage[] = [];
  const faults: StorageFault["kind"][] = [];
  onTestFinished(() => {
    for (const storage of opened) storage.close({ clean: false });
    rmSync(root, { recursive: true, force: true });
  });
  return {
    folder,
    file,
    keyFile,
    faults,
    open(override = {}) {
      const storage = openStorage({
        path: file,
        keyFile,
        now,
        newMark: () => `mark-${marks++}`,
        as: "fleet",
        onFault: ({ kind }) => faults.push(kind),
        ...override,
      });
      opened.push(storage);
      return storage;
    },
    bytes: () =>
      Buffer.concat(
        readdirSync(folder, { recursive: true, withFileTypes: true })
          .filter((entry) => entry.isFile())
          .map((entry) => readFileSync(join(entry.parentPath, entry.name))),
      ),
  };
};

export const aStorage = (override: Partial<OpenOptions> = {}): Storage => aStorageHome().open(override);

/** Takes events in as an adapter's intake would; all of them are new. */
export const takeIn = async (
  storage: Storage,
  ...events: readonly InboundEvent[]
): Promise<readonly StoredEvent[]> => {
  const accountId = events[0]?.accountId ?? builtAccountId;
  const rows = await storage.inbox.append({ accountId, events, unparsed: [], now: builtAt });
  return rows.map((row, n) => {
    if (!row) throw new Error(`The event ${events[n]?.id} was known already.`);
    return row;
  });
};

export interface TurnOptions extends Outcome {
  readonly now?: number;
  readonly reserved?: readonly boolean[];
  readonly dead?: boolean;
  readonly newMark?: string;
  readonly supersedes?: readonly number[];
}

let turns = 0;

/** The commit of one turn about stored events, as the worker would ask for it. */
export const aTurnCommit = async (
  storage: Storage,
  stored: readonly StoredEvent[],
  { now = builtAt, reserved = [], dead = false, newMark, supersedes = [], ...outcome }: TurnOptions = {},
): Promise<TurnCommit> => {
  const [first, ...rest] = stored;
  if (!first) throw new Error("A turn has at least one event.");
  const { event } = first;
  const record = await storage.turns.load(event.conversationId, { event });
  const turn: Turn = aTurn({
    id: turnId(`turn-${turns++}`),
    now,
    conversation: record.conversation,
    events: [event, ...rest.map((row) => row.event)],
    history: record.history,
    tickets: record.tickets,
    ...(newMark !== undefined && { newMark }),
  });
  const seqs = stored.map(({ seq }) => seq);
  return { turn, record, result: aTurnResult(turn, outcome), seqs, reserved, dead, supersedes };
};

/** Commits one turn about stored events; fails when it would have to be built again. */
export const commitTurn = async (
  storage: Storage,
  stored: readonly StoredEvent[],
  options: TurnOptions = {},
): Promise<readonly StoredEffect[]> => {
  const committed = await storage.turns.commit(await aTurnCommit(storage, stored, options));
  if (!committed) throw new Error("An answer that was to be replaced had been sent.");
  return committed;
};

/** One event taken in, and one turn about it committed. */
export const aCommittedTurn = async (
  storage: Storage,
  event: InboundEvent,
  options: TurnOptions = {},
): Promise<readonly StoredEffect[]> => commitTurn(storage, await takeIn(storage, event), options);

/** Everything that one account's dispatcher may take now. */
export const takeDue = async (
  storage: Storage,
  override: Partial<Parameters<Storage["outbox"]["takeDue"]>[0]> = {},
) =>
  storage.outbox.takeDue({
    destination: builtAccountId,
    now: builtAt,
    limit: 100,
    maxPriority: 6,
    ...override,
  });

/** The words of what was taken. */
export const textsOf = (effects: readonly StoredEffect[]): readonly string[] =>
  effects.map(({ effect }) => (effect.kind === "message.send" ? effect.content.text : effect.kind));

/** The effect went out. */
export const settleSent = (storage: Storage, stored: StoredEffect, now = builtAt) =>
  storage.outbox.settle([{ stored, to: "sent", receipt: { messageIds: ["900"] } }], now);
