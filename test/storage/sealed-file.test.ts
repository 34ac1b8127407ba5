import SQLite from "better-sqlite3";
import { describe, expect, it } from "vitest";
import { conversationId, ticketId } from "../../src/domain/ids.ts";
import {
  aCommittedTurn,
  aStorageHome,
  aTurnCommit,
  commitTurn,
  type StorageHome,
  takeIn,
} from "../support/a-storage.ts";
import { saying } from "../support/a-turn-result.ts";
import {
  aMessage,
  aMessageEvent,
  anEvent,
  anOpenTicket,
  aPerson,
  aTicketDraft,
  builtAccountId,
  builtAt,
  builtConversationId,
} from "../support/builders.ts";

/** One word for each place in which somebody's words are kept. */
const canaries = {
  text: "canarytext",
  given: "canarygiven",
  displayName: "canaryname",
  username: "canaryuser",
  answer: "canaryanswer",
  button: "canarybutton",
  ticket: "canaryticket",
  timer: "canarytimer",
  slot: "canaryslot",
  finding: "canaryfinding",
  command: "canarycommand",
  reply: "canaryreply",
  shape: "canaryshape",
} as const;

const fill = async (home: StorageHome) => {
  const storage = home.open();
  const author = aPerson({ displayName: canaries.displayName, username: canaries.username });
  const given = [{ kind: "uid", slot: "account", value: canaries.given }] as const;
  await aCommittedTurn(storage, anEvent({ message: aMessage({ text: canaries.text, author, given }) }), {
    effects: [saying(canaries.answer, { buttons: [{ label: canaries.button, payload: canaries.button }] })],
    timers: [{ set: "wait", fireAt: builtAt + 1, expireAt: builtAt + 2, data: canaries.timer }],
    patch: {
      state: { form: { form: "intake", step: "uid", slots: { uid: canaries.slot }, startedAt: builtAt } },
    },
    trace: [{ stage: "protect", outcome: "passed", findings: [{ name: "seen", detail: canaries.finding }] }],
  });
  const effects = [anOpenTicket({ draft: aTicketDraft({ description: canaries.ticket }) })];
  const command = anEvent({
    platformEventId: "7001",
    kind: "command.called",
    person: author,
    name: "help",
    args: canaries.command,
    messageId: "101",
    secrets: [],
  });
  await aCommittedTurn(storage, command, { effects });
  const replied = anEvent({
    platformEventId: "7002",
    kind: "ticket.replied",
    ticketId: ticketId("T-1"),
    reply: { text: canaries.reply },
    sequence: 1,
  });
  await takeIn(storage, replied);
  await storage.inbox.append({
    accountId: builtAccountId,
    events: [],
    unparsed: [{ platformEventId: "7003", kind: "poll", shape: canaries.shape }],
    now: builtAt,
  });
  return storage;
};

describe("the files of the storage", () => {
  it("hold nobody's words in clear, before and after the log is written back", async () => {
    const home = aStorageHome();
    const storage = await fill(home);
    const whileOpen = home.bytes();
    storage.close({ clean: true });
    const afterwards = home.bytes();
    for (const canary of Object.values(canaries)) {
      expect(whileOpen.includes(canary), `${canary} while open`).toBe(false);
      expect(afterwards.includes(canary), `${canary} at rest`).toBe(false);
    }
    // The search would find what stands there in clear.
    expect(whileOpen.includes(builtConversationId)).toBe(true);
  });

  it("give everything back with the key", async () => {
    const home = aStorageHome();
    (await fill(home)).close({ clean: true });
    const storage = home.open();
    const event = aMessageEvent("more", 9);
    const { conversation, history, person } = await storage.turns.load(builtConversationId, { event });
    expect(history.map(({ text }) => text)).toEqual([canaries.text, canaries.answer]);
    expect(conversation.state.form?.slots["uid"]).toBe(canaries.slot);
    expect(person?.id).toBe(aPerson().id);
    const [fired] = await storage.timers.fireDue(builtAt + 1);
    expect(fired?.event).toMatchObject({ kind: "timer.fired", data: canaries.timer });
    const [turn] = await storage.turns.recent({ after: 0, limit: 10 });
    expect(JSON.stringify(turn?.trace)).toContain(canaries.finding);
  });

  it.each([
    [
      "another event's row",
      "update inbox set text_ref = (select text_ref from inbox where seq = 2) where seq = 1",
    ],
    ["a row whose words were changed", "update envelopes set body = x'01' || zeroblob(60) where seq = 1"],
  ])("do not pass off %s", async (_, tamper) => {
    const home = aStorageHome();
    const storage = home.open();
    await takeIn(storage, aMessageEvent("first", 0), aMessageEvent("second", 1));
    storage.close({ clean: true });
    const file = new SQLite(home.file);
    file.exec(tamper);
    file.close();
    const read = home.open();
    const passedOff = (await read.inbox.pending(builtConversationId, 10)).filter(({ seq }) => seq === 1);
    expect(passedOff).toEqual([]);
    expect(await read.operator.dead(10)).toContainEqual(expect.objectContaining({ letter: "event:1" }));
  });

  it("keep nothing of a text that was overwritten or has expired", async () => {
    const home = aStorageHome();
    const storage = home.open();
    const stored = await takeIn(storage, aMessageEvent("hello"));
    await commitTurn(storage, stored, {});
    const sealed = new SQLite(home.file, { readonly: true });
    const body = sealed.prepare<[], Buffer>("select body from envelopes").pluck().get();
    sealed.close();
    await storage.maintenance.purge({ textBefore: builtAt + 1, rowBefore: 0, now: builtAt });
    storage.close({ clean: true });
    expect(body?.length).toBeGreaterThan(50);
    expect(home.bytes().includes(body ?? "")).toBe(false);
  });
});

describe("what is kept of a person", () => {
  it("is the latest that was told", async () => {
    const storage = aStorageHome().open();
    const named = (n: number, displayName: string) =>
      aMessageEvent("hi", n, { author: aPerson({ displayName }) });
    await aCommittedTurn(storage, named(0, "Mia"));
    await takeIn(storage, named(1, "Mia W."));
    const timer = anEvent({
      platformEventId: "t",
      kind: "timer.fired",
      key: "k",
      generation: 1,
      data: "",
    });
    const { person } = await storage.turns.load(builtConversationId, { event: timer });
    expect(person?.displayName).toBe("Mia W.");
  });

  it("is that they cannot be reached, once a delivery found it out", async () => {
    const storage = aStorageHome().open();
    const [stored] = await aCommittedTurn(storage, aMessageEvent("hi"), {
      effects: [saying("hello")],
      reserved: [true],
    });
    if (!stored) throw new Error("nothing was stored");
    const [settled] = await storage.outbox.settle(
      [{ stored, to: "dead", failure: "unreachable", reason: "403" }],
      builtAt,
    );
    if (!settled) throw new Error("the conversation was not told");
    const { turn } = await aTurnCommit(storage, [settled]);
    const { person } = await storage.turns.load(turn.conversation.id, { event: settled.event });
    expect(person?.reachable).toBe(false);
  });
});

it("an unknown conversation is new, and belongs to the bot", async () => {
  const storage = aStorageHome().open();
  const id = conversationId(builtAccountId, "77");
  const record = await storage.turns.load(id, { event: anEvent({ conversationId: id }) });
  expect(record).toMatchObject({
    isNew: true,
    conversation: { id, owner: "bot", ownerEpoch: 0 },
    history: [],
    tickets: [],
  });
});
