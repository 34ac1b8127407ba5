import { describe, expect, it } from "vitest";
import { deliver } from "../../../adapters/twitter/deliver.ts";
import type { SentPage } from "../../../adapters/twitter/transport.ts";
import { conversationId, effectId, eventId } from "../../../src/domain/ids.ts";
import { RecordingSink } from "../../contract/adapter-harness.ts";
import { aSendMessage, builtAccountId } from "../../support/builders.ts";
import { aPort } from "./a-port.ts";

const { signal } = new AbortController();
const effect = {
  ...aSendMessage({ id: effectId(eventId(builtAccountId, "7000"), 1) }),
  conversationId: conversationId(builtAccountId, "7001"),
};

/** A send in doubt, whose conversation X lists as `pageOf` says, with so many reads for each try. */
const inDoubt = (pageOf: (token: string | undefined) => SentPage, readsPerTry: number) => {
  const sink = new RecordingSink();
  let left = 0;
  sink.takeRead = async () => {
    left -= 1;
    return left >= 0 ? 0 : 900_000;
  };
  const { port, said } = aPort(Date.now, { sink });
  const asked: (string | undefined)[] = [];
  const transport = {
    ...port.transport,
    sentTo: async (_: string, { token }: { token?: string | undefined }) => {
      asked.push(token);
      return pageOf(token);
    },
  };
  const uncertainSince = Date.now() - 60_000;
  const attempt = () => {
    left = readsPerTry;
    return deliver({ ...port, transport }, { effect, buttons: [], uncertainSince, signal });
  };
  return { attempt, asked, said };
};

/** Pages of somebody's own words, before the one that ends it. */
const pagesUpTo =
  (last: number, ending: SentPage["messages"] = []) =>
  (token = "0"): SentPage =>
    Number(token) < last
      ? { messages: [], next: String(Number(token) + 1) }
      : { messages: ending, next: undefined };

describe("a look at a long conversation", () => {
  it("goes on at the next try where the reads were used up", async () => {
    const sent = { id: "77", text: effect.content.text, hasFile: false };
    const { attempt, asked, said } = inDoubt(pagesUpTo(4, [sent]), 2);
    await expect(attempt()).rejects.toMatchObject({ failure: "rate_limited", retryAfterMs: 900_000 });
    await expect(attempt()).rejects.toMatchObject({ failure: "rate_limited" });
    expect((await attempt()).messageIds).toEqual(["77"]);
    expect([asked, said]).toEqual([[undefined, "1", "2", "3", "4"], []]);
  });

  it("sends what is nowhere in it", async () => {
    const { attempt, said } = inDoubt(pagesUpTo(4), 2);
    await expect(attempt()).rejects.toThrow();
    await expect(attempt()).rejects.toThrow();
    await attempt();
    expect(said).toEqual([effect.content.text]);
  });

  it.each<[string, (token: string | undefined) => SentPage, number]>([
    ["X repeats a token", () => ({ messages: [], next: "same" }), 2],
    ["it never ends", (token = "0") => ({ messages: [], next: String(Number(token) + 1) }), 30],
  ])("pain 2: settles nothing where %s, and sends nothing twice", async (_, pageOf, pages) => {
    const { attempt, asked, said } = inDoubt(pageOf, 1_000);
    await expect(attempt()).rejects.toMatchObject({ failure: "uncertain", uncalled: true });
    expect([asked.length, said]).toEqual([pages, []]);
  });
});
