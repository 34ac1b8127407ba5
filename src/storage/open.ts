import { mkdirSync } from "node:fs";
import { basename, dirname, extname, join, relative, resolve, sep } from "node:path";
import { AppError } from "../domain/errors.ts";
import { AttachmentFiles } from "./attachment-files.ts";
import { Attachments } from "./attachments.ts";
import type { StorageContext } from "./context.ts";
import { Conversations } from "./conversations.ts";
import { Database } from "./database.ts";
import { deadLettersPort } from "./dead-letters.ts";
import { Envelopes } from "./envelopes.ts";
import { expireDuePort } from "./expire-due.ts";
import { type StorageFault, storageFault } from "./faults.ts";
import { Inbox } from "./inbox.ts";
import { invitationsPort } from "./invitations.ts";
import { readKeyFile } from "./key-file.ts";
import { keyValueStore } from "./keyv-store.ts";
import { LanesInFlight } from "./lanes-in-flight.ts";
import { Lineage } from "./lineage.ts";
import { lockStorage } from "./lock.ts";
import { maintenancePort } from "./maintenance.ts";
import { Members } from "./members.ts";
import { readMeta, writeMeta } from "./meta.ts";
import { migrate } from "./migrate.ts";
import { Moves } from "./moves.ts";
import { operatorPort } from "./operator.ts";
import { Outbox } from "./outbox.ts";
import { outboxReads } from "./outbox-reads.ts";
import { OutboxRows } from "./outbox-rows.ts";
import { pastPort } from "./past.ts";
import { People } from "./people.ts";
import type { Storage } from "./port.ts";
import type { Move } from "./port-groups.ts";
import { postsPort } from "./posts.ts";
import { relaysPort } from "./relays.ts";
import { relocate } from "./relocate.ts";
import { scarcePort } from "./scarce.ts";
import { Sealer } from "./seal.ts";
import { sentToRead } from "./sent-to.ts";
import { ticketsPort } from "./tickets.ts";
import { timersPort } from "./timers.ts";
import { topicsPort } from "./topics.ts";
import { Turns } from "./turns.ts";
import { Writer } from "./writer.ts";

export interface OpenOptions {
  /** A file ending in `.db`, `.sqlite` or `.sqlite3`, or a folder that holds `flotilla.db`. */
  readonly path: string;
  /** 32 bytes in base64; made at the first start. Not inside the storage folder. */
  readonly keyFile: string;
  readonly now: () => number;
  /** A fresh random string. */
  readonly newMark: () => string;
  /** `fleet` owns the file alone; `operator` is a command beside a running fleet. */
  readonly as: "fleet" | "operator";
  readonly onFault?: (fault: StorageFault) => void;
  /** Largest size of the file in pages of 4 KiB. @default unlimited */
  readonly pageLimit?: number;
}

const fileOf = (path: string): string =>
  [".db", ".sqlite", ".sqlite3"].includes(extname(path)) ? resolve(path) : resolve(path, "flotilla.db");

/** Beside the file; two storages in one folder have one each. */
const attachmentsFolder = (file: string): string => {
  const name = basename(file);
  return join(dirname(file), name === "flotilla.db" ? "attachments" : `${name}.attachments`);
};

/** Pages of write-ahead log (4 KiB each) between checkpoints: hot pages are then copied seldom. */
const checkpointPages = 8_000;

/** Opens the storage, or throws an AppError that says what to do. */
export function openStorage(options: OpenOptions): Storage {
  const file = fileOf(options.path);
  refuseKeyBesideData(options, file);
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const unlock = options.as === "fleet" ? lockStorage(file) : () => undefined;
  try {
    return openFile(options, file, unlock);
  } catch (error) {
    unlock();
    throw storageFault(error)?.error ?? error;
  }
}

function openFile(options: OpenOptions, file: string, unlock: () => void): Storage {
  let fault: StorageFault | undefined;
  const onFault = (next: StorageFault) => {
    fault = next;
    options.onFault?.(next);
  };
  const database = new Database(file, onFault);
  const { connection } = database;
  connection.pragma("journal_mode = WAL");
  connection.pragma("synchronous = FULL");
  connection.pragma("secure_delete = ON");
  connection.pragma(`wal_autocheckpoint = ${checkpointPages}`);
  connection.pragma(`busy_timeout = ${options.as === "fleet" ? 250 : 10_000}`);
  if (options.pageLimit !== undefined) connection.pragma(`max_page_count = ${options.pageLimit}`);
  migrate(connection, options.now);

  const fingerprint = readMeta(database, "key");
  const sealer = new Sealer(readKeyFile(options.keyFile, fingerprint === undefined));
  if (fingerprint !== undefined && fingerprint !== sealer.fingerprint) {
    throw new AppError(
      "KEY_FILE_WRONG",
      `The storage ${file} is sealed with another key than ${options.keyFile}. Put the key file back that belongs to it.`,
    );
  }
  if (fingerprint === undefined) writeMeta(database, "key", sealer.fingerprint);

  let commits = 0;
  const inFlight = new LanesInFlight();
  const envelopes = new Envelopes({ database, sealer, now: options.now });
  const moves = new Moves(database);
  const writer = new Writer({
    database,
    followers: [inFlight, envelopes, moves],
    onCommit: () => {
      commits += 1;
      if (fault?.kind === "full") fault = undefined;
    },
    onFault,
  });
  const context: StorageContext = { database, writer, sealer, envelopes, moves };
  const lineage = new Lineage({ database, file: `${options.keyFile}.mark`, newMark: options.newMark });
  const cleanStart = readMeta(database, "clean_stop") !== "0";
  if (options.as === "fleet") beginRun(database, lineage);

  const people = new People(context);
  const members = new Members(database, moves);
  const onMoved = (move: Move) => relocate(context, { conversations, inbox, rows }, move);
  const inbox: Inbox = new Inbox(context, { people, members, onMoved });
  const attachments = new Attachments(context, new AttachmentFiles(attachmentsFolder(file), sealer));
  if (options.as === "fleet") attachments.sweep();
  const conversations = new Conversations(context, { people, attachments });
  const rows = new OutboxRows(context, inFlight);
  const turns = new Turns(context, { attachments, people, conversations, inbox, rows });
  const outbox = new Outbox(context, { rows, inbox, people, conversations, attachments });
  return {
    inbox: inbox.port(),
    turns: turns.port(),
    outbox: {
      ...outbox.port(),
      ...outboxReads(context, rows),
      expireDue: expireDuePort(context, outbox),
      sentTo: sentToRead(context, rows),
    },
    scarce: scarcePort(context),
    timers: timersPort(context, inbox),
    tickets: ticketsPort(context),
    attachments: attachments.port(),
    operator: { ...operatorPort(context), ...deadLettersPort(context, rows) },
    conversations: {
      migrate: (move) => writer.write(() => onMoved(move)),
      current: (id) => moves.resolve(id),
      origin: (id) => moves.origin(id),
      heardFrom: (id) => conversations.heardFrom(id),
    },
    members: members.port(),
    invitations: invitationsPort(context),
    posts: postsPort(context),
    relays: relaysPort(context),
    topics: topicsPort(context),
    past: pastPort(context),
    keyv: keyValueStore(context, options.now),
    maintenance: maintenancePort(context, {
      cleanStart,
      lineage,
      inbox,
      people,
      conversations,
      outbox,
      rows,
      attachments,
    }),
    fingerprintOf: (value) => sealer.print(value),
    commits: () => commits,
    fault: () => fault?.kind,
    close: ({ clean }) => {
      writer.flush();
      if (options.as === "fleet" && clean && !fault) endRun(database, lineage);
      connection.close();
      unlock();
    },
  };
}

/** Notes that a run has begun, and holds the outbox when the storage turns out to be an older copy. */
function beginRun(database: Database, lineage: Lineage): void {
  if (lineage.wasRestored()) writeMeta(database, "held", "1");
  const mark = database.connection.transaction(() => {
    writeMeta(database, "clean_stop", "0");
    return lineage.advance();
  })();
  writeMeta(database, "mark_kept", lineage.keep(mark) ? "1" : "0");
}

function endRun(database: Database, lineage: Lineage): void {
  const mark = database.connection.transaction(() => {
    writeMeta(database, "clean_stop", "1");
    return lineage.advance();
  })();
  lineage.keep(mark);
}

function refuseKeyBesideData(options: OpenOptions, file: string): void {
  const isFolder = fileOf(options.path) !== resolve(options.path);
  const [firstStep] = relative(dirname(file), resolve(options.keyFile)).split(sep);
  const inside = isFolder && firstStep !== "..";
  if (inside || resolve(options.keyFile) === file) {
    throw new AppError(
      "KEY_FILE_UNSAFE",
      `The key file ${options.keyFile} lies inside the storage ${options.path}: whoever copies the data would have the key. Set storage.keyFile to a place outside, such as ${join(dirname(resolve(options.path)), "flotilla.key")}.`,
    );
  }
}
