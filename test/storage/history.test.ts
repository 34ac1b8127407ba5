import { describe, expect, it } from "vitest";
import { effectId } from "../../src/domain/ids.ts";
import type { Storage } from "../../src/storage/port.ts";
import {
  aCommittedTurn,
  aStorage,
  aStorageHome,
  commitTurn,
  settleSent,
  takeDue,
  takeIn,
  textsOf,
} from "../support/a-storage.ts";
import { saying } from "../support/a-turn-result.ts";
import {
  aMessage,
  aMessageEvent,
  anEvent,
  anOpenTicket,
  aTicketDraft,
  aTicketEntry,
  builtAt,
  builtConversationId,
} from "../support/builders.ts";

const historyOf = async (storage: Storage) =>
  (await storage.turns.load(builtConversationId, { event: aMessageEvent("?", 999) })).history.map(
    ({ direction, text }) => `${direction}: ${text}`,
  );

describe("a conversation's past", () => {
  it("is what was said on both sides, the same from memory and from disk", async () => {
    const home = aStorageHome();
    const storage = home.open();
    for (const n of [0, 1]) {
      await aCommittedTurn(storage, aMessageEvent(`question ${n}`, n), {
        now: builtAt + n * 1_000,
        effects: [saying(`answer ${n}`)],
      });
    }
    const expected = ["in: question 0", "out: answer 0", "in: question 1", "out: answer 1"];
    expect(await historyOf(storage)).toEqual(expected);
    expect(await historyOf(home.open({ as: "operator" }))).toEqual(expected);
  });

  it("does not hold what the next turn is about, nor what waits behind it", async () => {
    const home = aStorageHome();
    const storage = home.open();
    await aCommittedTurn(storage, aMessageEvent("before"), {});
    await takeIn(storage, aMessageEvent("now", 1), aMessageEvent("later", 2));
    for (const reader of [storage, home.open({ as: "operator" })]) {
      expect(await historyOf(reader)).toEqual(["in: before"]);
    }
  });

  it("holds the last forty lines", async () => {
    const home = aStorageHome();
    const storage = home.open();
    for (let n = 0; n < 50; n++) await aCommittedTurn(storage, aMessageEvent(`message ${n}`, n), {});
    for (const reader of [storage, home.open({ as: "operator" })]) {
      const lines = await historyOf(reader);
      expect([lines.length, lines[0], lines.at(-1)]).toEqual([40, "in: message 10", "in: message 49"]);
    }
  });
});

describe("a message that was edited", () => {
  const edited = (text: string, n: number) =>
    anEvent({
      kind: "message.edited",
      platformEventId: String(7000 + n),
      occurredAt: builtAt + n * 1_000,
      message: aMessage({ id: "100", text, editedAt: builtAt + n * 1_000 }),
    });

  it("pain 10: keeps every version, in order, under the message's one id", async () => {
    const home = aStorageHome();
    const storage = home.open();
    await aCommittedTurn(storage, aMessageEvent("my deposit", 0));
    await aCommittedTurn(storage, edited("my deposit has not", 1));
    await aCommittedTurn(storage, edited("my deposit has not arrived", 2));
    for (const reader of [storage, home.open({ as: "operator" })]) {
      const { history } = await reader.turns.load(builtConversationId, { event: aMessageEvent("?", 9) });
      expect(history.map(({ text, messageId }) => [messageId, text])).toEqual([
        ["100", "my deposit"],
        ["100", "my deposit has not"],
        ["100", "my deposit has not arrived"],
      ]);
    }
  });

  it("pain 10: keeps the other versions when a secret is taken out of one", async () => {
    const storage = aStorage();
    await aCommittedTurn(storage, aMessageEvent("my deposit", 0));
    const withSecret = edited("my password is hunter2", 1);
    await aCommittedTurn(storage, withSecret);
    await aCommittedTurn(storage, edited("my deposit has not arrived", 2), {
      overwrite: [{ source: withSecret.id, text: "[withheld]", kind: "password" }],
    });
    expect(await historyOf(storage)).toEqual([
      "in: my deposit",
      "in: [withheld]",
      "in: my deposit has not arrived",
    ]);
  });
});

describe("overwriting a text in which a secret was found later", () => {
  const secret = 'half of "a secret"\nand more';
  const source = aMessageEvent(secret).id;
  const overwrite = [{ source, text: "[withheld]", kind: "seed_phrase" }] as const;

  it("changes the inbox, and every effect that was not sent", async () => {
    const home = aStorageHome();
    const storage = home.open();
    const draft = aTicketDraft({
      description: `they wrote: ${secret}`,
      transcript: [aTicketEntry({ text: secret }), aTicketEntry({ text: "hello" })],
    });
    await aCommittedTurn(storage, aMessageEvent(secret), {
      effects: [saying(`You wrote: ${secret}`), saying("unharmed"), anOpenTicket({ draft })],
    });
    await aCommittedTurn(storage, aMessageEvent("the other half", 1), { overwrite });
    expect(await historyOf(storage)).toEqual([
      "in: [withheld]",
      "out: You wrote: [withheld]",
      "out: unharmed",
      "in: the other half",
    ]);
    const { taken } = await takeDue(storage);
    expect(textsOf(taken)).toEqual(["You wrote: [withheld]"]);
    const [ticket] = (await takeDue(storage, { destination: "desk" })).taken;
    expect(ticket?.effect).toMatchObject({
      draft: {
        description: "they wrote: [withheld]",
        transcript: [{ text: "[withheld]" }, { text: "hello" }],
      },
    });
  });

  it("reaches what was sent too, as it is kept", async () => {
    const storage = aStorage();
    const [stored] = await aCommittedTurn(storage, aMessageEvent(secret), {
      effects: [saying(`You wrote: ${secret}`)],
      reserved: [true],
    });
    if (!stored) throw new Error("nothing was stored");
    await settleSent(storage, stored);
    await aCommittedTurn(storage, aMessageEvent("the other half", 1), { overwrite });
    expect((await historyOf(storage)).join()).not.toContain(secret);
  });

  it("changes the words of an effect, never what the effect is, whatever the words are", async () => {
    const storage = aStorage();
    for (const [n, word] of ["desk", "talk", "answer", "kind"].entries()) {
      await aCommittedTurn(storage, aMessageEvent(word, n), { effects: [saying(`you said ${word}`)] });
      const said = aMessageEvent(word, n).id;
      await aCommittedTurn(storage, aMessageEvent("more", n + 10), {
        overwrite: [{ source: said, text: "[withheld]", kind: "seed_phrase" }],
      });
    }
    const taken = [];
    for (;;) {
      const [next] = (await takeDue(storage)).taken;
      if (!next) break;
      taken.push(next);
      await settleSent(storage, next);
    }
    expect(textsOf(taken)).toEqual(Array(4).fill("you said [withheld]"));
    expect(taken.map(({ effect }) => [effect.kind, effect.lane, effect.priority])).toEqual(
      Array(4).fill(["message.send", "talk", "answer"]),
    );
  });

  it("reaches only its own conversation, and only messages", async () => {
    const storage = aStorage();
    const stored = await takeIn(storage, aMessageEvent("hello", 2));
    await commitTurn(storage, stored, {
      overwrite: [...overwrite, { source: effectId(source, 0), text: "[withheld]", kind: "seed_phrase" }],
    });
    expect(await historyOf(storage)).toEqual(["in: hello"]);
  });
});
