import { describe, expect, it } from "vitest";
import { ApiFailure } from "../../../adapters/twitter/api-failure.ts";
import { deliver } from "../../../adapters/twitter/deliver.ts";
import type { OutboundFile } from "../../../src/domain/adapter.ts";
import type { SendMessage } from "../../../src/domain/effect.ts";
import { conversationId, effectId, eventId, ticketId } from "../../../src/domain/ids.ts";
import { aSendMessage, builtAccountId } from "../../support/builders.ts";
import { aPort } from "./a-port.ts";

const aFile = (mediaType: string, size = 3): OutboundFile => ({
  fileName: "a-file",
  mediaType,
  bytes: Buffer.alloc(size, 1),
});
const attachment = { ticketId: ticketId("T-1"), id: "f1", fileName: "a-file", mediaType: "image/png" };
const aMessageTo = (where: string, override: Partial<SendMessage> = {}): SendMessage => ({
  ...aSendMessage({ id: effectId(eventId(builtAccountId, "7000"), 1) }),
  conversationId: conversationId(builtAccountId, where),
  ...override,
});
const { signal } = new AbortController();
const nothing = { text: " ", spans: [] };

describe("what X was not asked to send", () => {
  it.each<[string, { where?: string; files?: OutboundFile[]; override?: Partial<SendMessage> }]>([
    ["a file of a kind that it does not take", { files: [aFile("application/pdf")] }],
    ["a file without anything in it", { files: [aFile("image/png", 0)] }],
    ["a file that is too large", { files: [aFile("image/png", 5 * 1024 * 1024 + 1)] }],
    ["a file that was not handed over", { override: { attachments: [attachment] } }],
    ["a message without words", { override: { content: nothing } }],
    ["a post without words", { where: "post:1234567", override: { content: nothing, visibility: "public" } }],
  ])("is known to use up nothing: %s", async (_, { where = "7001", files = [], override }) => {
    const { port, said } = aPort(Date.now);
    const delivery = { effect: aMessageTo(where, override), buttons: [], files, signal };
    await expect(deliver(port, delivery)).rejects.toMatchObject({ failure: "rejected", uncalled: true });
    expect(said).toEqual([]);
  });

  it("is known to use up nothing: a film that it cannot make fit for showing", async () => {
    const { port } = aPort(Date.now, { processing: { state: "failed" } });
    const delivery = { effect: aMessageTo("7001"), buttons: [], files: [aFile("video/mp4")], signal };
    await expect(deliver(port, delivery)).rejects.toMatchObject({ failure: "rejected", uncalled: true });
  });

  it.each([
    ["that no connection was made for", { unsent: true }, { failure: "transient", uncalled: true }],
    ["whose answer was lost", {}, { failure: "uncertain", uncalled: false }],
    ["that it refused", { status: 403 }, { failure: "rejected", uncalled: false }],
  ])("is told from a send %s", async (_, facts, expected) => {
    const onSend = () => {
      throw new ApiFailure("it did not work", facts);
    };
    const { port } = aPort(Date.now, { onSend });
    const delivery = { effect: aMessageTo("7001"), buttons: [], signal };
    await expect(deliver(port, delivery)).rejects.toMatchObject(expected);
  });
});
