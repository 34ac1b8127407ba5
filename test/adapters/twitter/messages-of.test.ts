import { expect, it } from "vitest";
import { ApiFailure } from "../../../adapters/twitter/api-failure.ts";
import { deliver, messagesOf } from "../../../adapters/twitter/deliver.ts";
import { conversationId, effectId, eventId, ticketId } from "../../../src/domain/ids.ts";
import { aSendMessage, builtAccountId } from "../../support/builders.ts";
import { aPort } from "./a-port.ts";

const { signal } = new AbortController();

const aMessage = (text: string, pictures: number) => {
  const attachments = Array.from({ length: pictures }, (_, n) => ({
    ticketId: ticketId("T-1"),
    id: `${n}`,
    fileName: `${n}.png`,
    mediaType: "image/png",
  }));
  const effect = {
    ...aSendMessage({ id: effectId(eventId(builtAccountId, "7000"), 1) }),
    conversationId: conversationId(builtAccountId, "7001"),
    content: { text, spans: [] },
    attachments,
  };
  const files = attachments.map((file) => ({ ...file, bytes: Buffer.from("png") }));
  return { effect, buttons: [], files, signal };
};

it.each([
  ["a short text", "Hello", 0, 1],
  ["a text with a picture", "Look", 1, 1],
  ["a text with five pictures", "Look", 5, 5],
  ["pictures alone", "", 3, 3],
  ["a text of 20,000 characters with two pictures", "word ".repeat(4_000), 2, 4],
])("it is known before what %s becomes, and so many are sent", async (_, text, pictures, expected) => {
  const { port, said } = aPort(Date.now);
  const delivery = aMessage(text, pictures);
  expect(messagesOf(port, delivery.effect)).toBe(expected);
  expect(said).toEqual([]);
  await deliver(port, delivery);
  expect(said).toHaveLength(expected);
});

it("of what broke off only the rest is still to be sent, and each attempt tells what it sent", async () => {
  let isLimited = true;
  const { port, said } = aPort(Date.now, {
    onSend: () => {
      if (isLimited && said.length === 2) throw new ApiFailure("429", { status: 429, retryAfterMs: 900_000 });
    },
  });
  const delivery = aMessage("Look", 5);
  await expect(deliver(port, delivery)).rejects.toMatchObject({ failure: "rate_limited", calls: 3 });
  expect(messagesOf(port, delivery.effect)).toBe(3);
  isLimited = false;
  const receipt = await deliver(port, delivery);
  expect(receipt.messageIds).toHaveLength(5);
  expect(receipt.calls).toBe(3);
});

it("a public post is one", () => {
  const { effect } = aMessage("word ".repeat(4_000), 0);
  const where = conversationId(builtAccountId, "post:1234567");
  expect(messagesOf(aPort(Date.now).port, { ...effect, conversationId: where })).toBe(1);
});
