import { readFileSync } from "node:fs";
import { readConfig, startFleet } from "../../src/compose.ts";
import { systemClock } from "../../src/runtime/clock.ts";
import { randomIds } from "../../src/runtime/ids.ts";
import { type OpenOptions, openStorage } from "../../src/storage/open.ts";
import type { Settlement, Storage } from "../../src/storage/port.ts";
import type { FaultStep } from "./steps.ts";

/**
 * A fleet that kills itself, as `kill -9` does, when its work comes to the named step. It runs the program's own
 * code: only the storage and the clock that it is given know when to end the process. With a marker, only the turn
 * of a message that contains it ends the process.
 */
const [configPath = "", step = "", marker = ""] = process.argv.slice(2);

const dieAt = (here: FaultStep): void => {
  if (here === step) process.kill(process.pid, "SIGKILL");
};

/** Runs `work` between two steps. Killing oneself takes effect at once, so nothing after it happens. */
const between = async <T>(before: FaultStep, work: () => Promise<T>, after: FaultStep): Promise<T> => {
  dieAt(before);
  const result = await work();
  dieAt(after);
  return result;
};

const settlesMessage = (settlements: readonly Settlement[]) =>
  settlements.some(({ stored }) => stored.effect.kind === "message.send");
const settlesTicket = (settlements: readonly Settlement[]) =>
  settlements.some(({ stored }) => stored.effect.kind === "ticket.open");

const settlesFile = (settlements: readonly Settlement[]) =>
  settlements.some(({ stored }) => stored.effect.kind === "attachment.keep");
const settlesNamed = (settlements: readonly Settlement[]) =>
  settlements.some(
    ({ stored: { effect } }) => effect.kind === "ticket.append" && effect.entry.attachments !== undefined,
  );

const mortal = (storage: Storage): Storage => ({
  ...storage,
  inbox: {
    ...storage.inbox,
    expects: (id) => {
      dieAt("parsed");
      return storage.inbox.expects(id);
    },
    append: (batch) =>
      batch.events.length === 0
        ? storage.inbox.append(batch)
        : between("redacted", () => storage.inbox.append(batch), "stored"),
  },
  turns: {
    ...storage.turns,
    load: async (...query) => {
      const record = await storage.turns.load(...query);
      dieAt("gathered");
      return record;
    },
    commit: (commit) => {
      const commitIt = () => storage.turns.commit(commit);
      // A message is poison while it is worked on, not when it is given up.
      const lives = marker !== "" && (commit.dead || !JSON.stringify(commit.turn.events).includes(marker));
      return lives ? commitIt() : between("decided", commitIt, "committed");
    },
  },
  attachments: {
    ...storage.attachments,
    write: (id, file) => between("file fetched", () => storage.attachments.write(id, file), "file written"),
  },
  outbox: {
    ...storage.outbox,
    takeDue: async (query) => {
      const result = await storage.outbox.takeDue(query);
      if (result.taken.length > 0) dieAt("taken");
      return result;
    },
    settle: (settlements, now) => {
      const settle = () => storage.outbox.settle(settlements, now);
      if (settlesNamed(settlements)) dieAt("file named");
      if (settlesFile(settlements)) return between("file written", settle, "file settled");
      if (settlesMessage(settlements)) return between("message sent", settle, "message settled");
      return settlesTicket(settlements) ? between("ticket sent", settle, "ticket settled") : settle();
    },
  },
});

const isWithin = (file: string): boolean => new Error("here").stack?.includes(file) === true;

/** The guard asks for the time: that is how the process can end in the middle of it. */
const mortalClock = {
  now: () => {
    if (step === "in the guard" && isWithin("/guard/redact-event.ts")) dieAt("in the guard");
    return systemClock.now();
  },
};

const config = readConfig({ path: configPath, readFile: (path) => readFileSync(path, "utf8"), env: {} });
const fleet = await startFleet({
  config,
  clock: mortalClock,
  ids: randomIds,
  openStorage: (options: OpenOptions) => mortal(openStorage(options)),
});
// The stages ask nobody: the process ends in the first list that they go through.
if (step === "in the stages") {
  const { map } = Array.prototype;
  const mortalMap = function (this: unknown[], ...given: Parameters<typeof map>) {
    if (isWithin("/pipeline/pipeline.ts")) dieAt("in the stages");
    return Reflect.apply(map, this, given);
  };
  Object.defineProperty(Array.prototype, "map", { value: mortalMap });
}

process.stdout.write(`READY ${fleet.url}\n`);
