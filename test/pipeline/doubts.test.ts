import { describe, expect, it } from "vitest";
import type { Doubt } from "../../src/domain/conversation.ts";
import { conversationId, eventId, personId } from "../../src/domain/ids.ts";
import { withNew } from "../../src/pipeline/doubts.ts";
import { aPerson, builtAccountId, builtAt } from "../support/builders.ts";
import { introduced, Talk, textOf } from "./fixture.ts";

const source = (name: string) => eventId(builtAccountId, name);
const aDoubt = (doubt: Partial<Doubt> = {}): Doubt => ({
  mark: "first",
  sources: [source("1")],
  messageIds: ["1"],
  kinds: ["private_key"],
  isHash: true,
  isBare: true,
  at: builtAt,
  ...doubt,
});
const asked = (doubt: Partial<Doubt> = {}) => aDoubt({ askedAt: builtAt, ...doubt });
const fresh = { mark: "second", sources: [source("2")], isBare: false };

describe("a doubt about a message that is in doubt already", () => {
  it("goes on under the question that was asked, about the last version alone", () => {
    expect(withNew([asked()], aDoubt(fresh))).toEqual([asked({ sources: [source("2")] })]);
  });

  it("is asked about anew where it is another matter", () => {
    const [doubt, ...others] = withNew([asked()], aDoubt({ ...fresh, kinds: ["password"], isHash: false }));
    expect(others).toEqual([]);
    expect(doubt).toMatchObject({ ...fresh, kinds: ["password", "private_key"], isHash: false });
    expect(doubt?.askedAt).toBeUndefined();
  });

  it("keeps the other messages, each with its version", () => {
    const both = { sources: [source("1"), source("3")], messageIds: ["1", "3"] };
    const [doubt] = withNew([asked(both)], aDoubt(fresh));
    expect(doubt).toMatchObject({ sources: [source("3"), source("2")], messageIds: ["3", "1"] });
  });

  it("is no doubt about a message of another chat that has the same number", () => {
    const elsewhere = asked({ elsewhere: conversationId(builtAccountId, "group") });
    expect(withNew([elsewhere], aDoubt(fresh))).toEqual([elsewhere, aDoubt(fresh)]);
  });
});

describe("in a thread, where others read along,", () => {
  const secrets = [{ kind: "private_key", level: "soft", start: 0, end: 64 }] as const;
  const ben = aPerson({ id: personId("telegram", "ben"), displayName: "Ben" });
  const mask = "\u27e6private key removed\u27e7";

  const aThread = () => {
    const talk = new Talk({ conversation: { ...introduced, kind: "thread" } });
    const question = talk.message(mask, { secrets });
    const held = [{ source: question.id, text: "ab".repeat(32), values: ["ab".repeat(32)] }];
    talk.turn([question], { held });
    const [doubt] = talk.conversation.state.doubts ?? [];
    if (doubt?.askedAt === undefined) throw new Error("Nothing was asked.");
    return { talk, held, mark: doubt.mark };
  };

  it.each(["harmless", "secret"] as const)(
    "nobody but its author says that it is %s, by a button",
    (answer) => {
      const { talk, held, mark } = aThread();
      const doubts = talk.conversation.state.doubts;
      const pressed = talk.press({ kind: "doubt", mark, answer }, { person: ben });
      expect(pressed).toMatchObject({ effects: [], overwrite: [], decision: { reason: "doubt_of_another" } });
      expect(talk.conversation.state.doubts).toEqual(doubts);
      const settled = talk.press({ kind: "doubt", mark, answer }, { held });
      expect(settled.drop).toHaveLength(1);
      expect(talk.conversation.state.doubts).toEqual([]);
    },
  );

  it("nor by its words or its number", () => {
    const { talk } = aThread();
    for (const text of ["It is a transaction id", "1", "It is a key", "2"]) {
      const said = talk.say(text, { author: ben }, { person: ben });
      expect(said.drop ?? []).toEqual([]);
      expect(said.overwrite).toEqual([]);
    }
    expect(talk.conversation.state.doubts).toHaveLength(1);
  });

  it("each is asked about their own, whatever waits for another's word", () => {
    const { talk } = aThread();
    const other = talk.message(mask, { secrets, author: ben });
    const held = [{ source: other.id, text: "cd".repeat(32), values: ["cd".repeat(32)] }];
    expect(textOf(talk.turn([other], { held, person: ben }))).toMatch(/transaction/);
    expect(talk.conversation.state.doubts?.filter(({ askedAt }) => askedAt !== undefined)).toHaveLength(2);
  });
});
