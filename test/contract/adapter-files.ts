import { beforeEach, describe, expect, it } from "vitest";
import type { OutboundFile } from "../../src/domain/adapter.ts";
import { type AdapterAtWork, anAdapterAtWork } from "./adapter-at-work.ts";
import type { AdapterHarness } from "./adapter-harness.ts";

const aFile = (size: number, fileName = "screen.png"): OutboundFile => ({
  fileName,
  mediaType: "image/png",
  bytes: Buffer.concat([Buffer.from("\x89PNG\r\n\x1a\n", "latin1"), Buffer.alloc(size)]).subarray(0, size),
});

/** What an adapter owes the fleet with files, both ways. */
export const describeFiles = (startHarness: () => Promise<AdapterHarness>) => {
  describe("with files", () => {
    let at: AdapterAtWork;
    const send = (text: string, files: readonly OutboundFile[]) =>
      at.deliver(at.harness.message(text, { files }));
    const seen = () => at.harness.arrived();

    beforeEach(async () => {
      at = await anAdapterAtWork(startHarness);
    });

    it("sends one with its text, and names all that came of it", async () => {
      const { messageIds } = await send("Look", [aFile(40)]);
      expect(seen().map(({ id }) => id)).toEqual(messageIds);
      expect(seen().flatMap(({ files }) => files)).toEqual([40]);
      expect(
        seen()
          .map(({ text }) => text)
          .join(""),
      ).toBe("Look");
    });

    it("sends many in their order, and the text once", async () => {
      const sizes = [40, 41, 42, 43, 44, 45, 46, 47, 48, 49, 50, 51];
      const { messageIds } = await send(
        "Look",
        sizes.map((size) => aFile(size)),
      );
      expect(seen().flatMap(({ files }) => files)).toEqual(sizes);
      expect(seen().map(({ id }) => id)).toEqual(messageIds);
      expect(seen().filter(({ text }) => text === "Look")).toHaveLength(1);
    });

    it("pain 19: loses nothing of a text that is longer than a file may carry", async () => {
      const text = "word ".repeat(at.harness.longestText / 4).trim();
      await send(text, [aFile(40)]);
      expect(
        seen()
          .map((message) => message.text)
          .filter((part) => part !== "")
          .join(" "),
      ).toBe(text);
      expect(seen().flatMap(({ files }) => files)).toEqual([40]);
    });

    it("pain 19: sends a file whose type is a lie all the same", async () => {
      await send("Look", [{ ...aFile(40), bytes: Buffer.from("MZ: no picture") }]);
      expect(seen().flatMap(({ files }) => files)).toEqual([14]);
    });

    it.each(["", 'a"b\r\nx: y', "\u202egnp.exe", "счёт 👩‍💻.png", "x".repeat(500), "\ud83d.png"])(
      "sends one that is called %j",
      async (fileName) => {
        await send("", [aFile(40, fileName)]);
        expect(seen().flatMap(({ files }) => files)).toEqual([40]);
      },
    );

    it("refuses an empty one before anything is sent", async () => {
      const error = await at.failure(at.harness.message("Look", { files: [aFile(40), aFile(0)] }));
      expect([error.failure, seen()]).toEqual(["rejected", []]);
    });

    it("changes the text of a message that has a file", async (context) => {
      if (!at.adapter.supports.has("message.edit")) return context.skip("nothing sent can be changed there");
      const [id = ""] = (await send("Lok", [aFile(40)])).messageIds;
      await at.deliver(at.harness.edit(id, "Look"));
      expect(seen()).toMatchObject([{ text: "Look", files: [40] }]);
    });

    it("pain 2: does not send the first files again after the answer to a later one was lost", async () => {
      const files = Array.from({ length: 11 }, () => aFile(40));
      const delivery = at.harness.message("x".repeat(at.harness.longestText), { files });
      at.harness.order("response_lost", { afterCalls: 1 });
      expect((await at.failure(delivery)).failure).toBe("uncertain");
      await at.deliver(delivery);
      expect(seen().filter(({ text }) => text !== "")).toHaveLength(1);
    });

    it("fetches the bytes of what a person sent", async () => {
      await at.begin();
      const bytes = Buffer.from("%PDF-1.7 whatever");
      at.harness.sayFile(bytes);
      await at.sink.until(({ events }) => events.length === 1);
      const [event] = at.sink.events;
      const attachment = event?.kind === "message.created" ? event.message.attachments[0] : undefined;
      if (!attachment) throw new Error("no attachment");
      const { signal } = new AbortController();
      expect(Buffer.from((await at.adapter.download(attachment, signal)).bytes)).toEqual(bytes);
      const unknown = at.adapter.download({ ...attachment, ref: "no-such-file" }, signal);
      await expect(unknown).rejects.toThrow();
    });
  });
};
