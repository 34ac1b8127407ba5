import { describe, expect, it } from "vitest";
import type { Doubt } from "../../src/domain/conversation.ts";
import { conversationId, eventId } from "../../src/domain/ids.ts";
import { withNew } from "../../src/pipeline/doubts.ts";
import { builtAccountId, builtAt } from "../support/builders.ts";

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
