import { describe, expect, it } from "vitest";
import { twitterLimits } from "../../../adapters/twitter/limits.ts";
import type { Delivery, OutboundFile } from "../../../src/domain/adapter.ts";
import type { DeskAttachment } from "../../../src/domain/attachment.ts";
import { DeliveryError } from "../../../src/domain/delivery.ts";
import { ticketId } from "../../../src/domain/ids.ts";
import { aTwitterAtWork, sendCall } from "./at-work.ts";

const signal = new AbortController().signal;
const failureIn = (delivery: Promise<unknown>) =>
  delivery.then(
    () => undefined,
    (error: unknown) => (error instanceof DeliveryError ? error : undefined),
  );

/** A text that takes four messages. */
const longText = Array.from({ length: (twitterLimits.textUnits * 3.5) / 10 }, (_, n) =>
  `line ${n}`.padEnd(9, "."),
).join("\n");

const aPicture = (n: number): OutboundFile => ({
  fileName: `map-${n}.png`,
  mediaType: "image/png",
  bytes: new Uint8Array([137, 80, 78, 71, n]),
});
const asAttachment = ({ fileName, mediaType }: OutboundFile, n: number): DeskAttachment => ({
  ticketId: ticketId("t1"),
  id: `f${n}`,
  fileName,
  mediaType,
});

const withFiles = (delivery: Delivery, files: readonly OutboundFile[]) => {
  if (delivery.effect.kind !== "message.send") throw new Error("No message.");
  const { content } = delivery.effect;
  const attachments = files.map(asAttachment);
  return {
    delivery: { ...delivery, effect: { ...delivery.effect, attachments }, files },
    content,
    attachments,
  };
};

describe("a message of several parts that broke off", () => {
  it.each([
    ["a limit", { kind: "rate_limited", retryAfterS: 900 }],
    ["a token that is refused", { kind: "server_error", status: 401 }],
  ] as const)("pain 2: goes on after a restart where it stopped, behind %s", async (_, fault) => {
    const { twitter, start, message, heard, clock } = await aTwitterAtWork();
    const delivery = message(longText);
    const uncertainSince = clock.now();
    twitter.fault({ ...fault, method: sendCall, skip: 2 });
    const first = start();
    const error = await failureIn(first.adapter.deliver(delivery, signal));
    expect([error?.partlySent, heard().length]).toEqual([true, 2]);
    await first.adapter.close();
    const { messageIds } = await start().adapter.deliver({ ...delivery, uncertainSince }, signal);
    expect(messageIds).toHaveLength(4);
    expect(heard().join("\n")).toBe(longText);
  });

  it("is in no doubt where nothing of it was sent", async () => {
    const { twitter, start, message } = await aTwitterAtWork();
    twitter.fault({ kind: "rate_limited", retryAfterS: 900, method: sendCall });
    const error = await failureIn(start().adapter.deliver(message(longText), signal));
    expect([error?.failure, error?.partlySent]).toEqual(["rate_limited", false]);
  });

  it("pain 2: is taken for no human's when a restart hears of its files, and a human's words are", async () => {
    const { account, mia, start, message, sink, heard } = await aTwitterAtWork({ pollMs: 20 });
    const { delivery, content, attachments } = withFiles(message("see the maps"), [aPicture(1), aPicture(2)]);
    sink.storedCursor = JSON.stringify({ first: "1", after: "1", mentioned: "1" });
    await start().adapter.deliver(delivery, signal);
    account.say("I am Jo, a human", { to: mia });
    sink.ownSends = { messageIds: [], unsettled: [{ content, attachments }] };
    await start().begin();
    await sink.until(({ texts }) => texts.includes("I am Jo, a human"));
    expect([heard(), sink.texts]).toEqual([["see the maps", "", "I am Jo, a human"], ["I am Jo, a human"]]);
  });

  it("does not claim a picture that no receipt names, beside a text of ours that is unsettled", async () => {
    const { start, message, sink } = await aTwitterAtWork({ pollMs: 20 });
    const { content } = withFiles(message("only words"), []);
    await start().adapter.deliver(withFiles(message(""), [aPicture(1)]).delivery, signal);
    sink.storedCursor = JSON.stringify({ first: "1", after: "1", mentioned: "1" });
    sink.ownSends = { messageIds: [], unsettled: [{ content }] };
    await start().begin();
    await sink.until(({ events }) => events.length > 0);
    expect(sink.events).toMatchObject([{ message: { author: { role: "staff" }, text: "" } }]);
  });
});
