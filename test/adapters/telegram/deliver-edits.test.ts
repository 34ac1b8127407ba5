import { beforeEach, describe, expect, it } from "vitest";
import type { DeleteMessage, EditMessage, TextSpan } from "../../../src/domain/effect.ts";
import { aSendMessage } from "../../support/builders.ts";
import { badRequest } from "./bot-api-fake.ts";
import { aCourier, type Courier } from "./deliver-fixture.ts";

const { content: _, visibility: __, ...fields } = aSendMessage();

const anEdit = (text: string, spans: readonly TextSpan[] = []): EditMessage => ({
  ...fields,
  kind: "message.edit",
  messageId: "9",
  content: { text, spans },
});
const aRemoval = (messageId = "9"): DeleteMessage => ({ ...fields, kind: "message.delete", messageId });

const target = { chat_id: 42, message_id: 9 };
const noText = badRequest("there is no text in the message to edit");
const bold: TextSpan = { style: "bold", offset: 0, length: 2 };

describe("an edit", () => {
  let courier: Courier;
  beforeEach(async () => {
    courier = await aCourier();
  });

  it("changes the text of a message, its formatting and its buttons", async () => {
    const buttons = [{ label: "Fine", token: "t" }];
    expect(await courier.deliver(anEdit("Hi", [bold]), { buttons })).toEqual({ messageIds: ["9"] });
    const reply_markup = { inline_keyboard: [[{ text: "Fine", callback_data: "t" }]] };
    const entities = [{ type: "bold", offset: 0, length: 2 }];
    expect(courier.said()).toEqual([["editMessageText", { ...target, text: "Hi", entities, reply_markup }]]);
  });

  it("holds no half character that Telegram would refuse, in buttons and addresses neither", async () => {
    const link = { style: "link" as const, offset: 0, length: 2, url: "https://a.com/\ud83d" };
    await courier.deliver(anEdit("Hi \ud83d", [link]), { buttons: [{ label: "Fine \udc00", token: "t" }] });
    expect(JSON.stringify(courier.calls)).not.toMatch(/\\ud[89a-f]/i);
  });

  it("changes the caption of a message that has a file", async () => {
    courier.refuse("editMessageText", noText);
    await courier.deliver(anEdit("Hi", [bold]));
    const caption_entities = [{ type: "bold", offset: 0, length: 2 }];
    expect(courier.said()[1]).toEqual(["editMessageCaption", { ...target, caption: "Hi", caption_entities }]);
  });

  it.each([
    ["text", 4097, [], "4096"],
    ["caption", 1025, [noText], "1024"],
  ])("that does not fit into a %s is refused with the reason", async (_what, units, refusals, limit) => {
    courier.refuse("editMessageText", ...refusals);
    const error = await courier.failure(anEdit("x".repeat(units)));
    expect([error.failure, error.message]).toEqual(["rejected", expect.stringContaining(limit)]);
  });

  it.each(["editMessageText", "editMessageCaption"])(
    "by %s counts as made when it is so already",
    async (method) => {
      if (method === "editMessageCaption") courier.refuse("editMessageText", noText);
      courier.refuse(
        method,
        badRequest("message is not modified: specified new message content is the same"),
      );
      expect(await courier.deliver(anEdit("Hi"))).toEqual({ messageIds: ["9"] });
    },
  );

  it("pain 19: loses its formatting rather than itself, in a caption, too", async () => {
    courier.refuse("editMessageText", noText, noText);
    courier.refuse("editMessageCaption", badRequest("can't parse entities"));
    expect(await courier.deliver(anEdit("Hi", [bold]))).toEqual({ messageIds: ["9"], plain: true });
    expect(courier.said().at(-1)).toEqual(["editMessageCaption", { ...target, caption: "Hi" }]);
  });

  it.each<[string, string, TextSpan, object[] | undefined]>([
    [
      "beyond the text",
      "Hi",
      { style: "bold", offset: 0, length: 99 },
      [{ type: "bold", offset: 0, length: 2 }],
    ],
    [
      "before the text",
      "Hi",
      { style: "bold", offset: -1, length: 2 },
      [{ type: "bold", offset: 0, length: 1 }],
    ],
    ["behind the text", "Hi", { style: "bold", offset: 2, length: 2 }, undefined],
    ["of no length", "Hi", { style: "bold", offset: 0, length: 0 }, undefined],
    ["of no number", "Hi", { style: "bold", offset: Number.NaN, length: 1 }, undefined],
    ["of a part", "Hi", { style: "bold", offset: 0.5, length: 1 }, undefined],
    ["without address", "Hi", { style: "link", offset: 0, length: 2 }, undefined],
    [
      "through a character",
      "a😀b",
      { style: "bold", offset: 2, length: 2 },
      [{ type: "bold", offset: 1, length: 3 }],
    ],
    [
      "into a character",
      "a😀b",
      { style: "bold", offset: 0, length: 2 },
      [{ type: "bold", offset: 0, length: 3 }],
    ],
  ])("sends no span %s as it is", async (_what, text, span, entities) => {
    await courier.deliver(anEdit(text, [span]));
    expect(courier.calls[0]?.fields["entities"]).toEqual(entities);
  });
});

describe("a deletion", () => {
  it("is made, also of what is gone already", async () => {
    const courier = await aCourier();
    courier.refuse("deleteMessage", undefined, badRequest("message to delete not found"));
    for (let time = 0; time < 2; time += 1)
      expect(await courier.deliver(aRemoval())).toEqual({ messageIds: ["9"] });
    expect(courier.said()).toEqual([
      ["deleteMessage", target],
      ["deleteMessage", target],
    ]);
  });

  it("tells that it is too late, or that a right is missing", async () => {
    const courier = await aCourier();
    courier.refuse("deleteMessage", badRequest("message can't be deleted"));
    const error = await courier.failure(aRemoval());
    expect([error.failure, error.message]).toEqual(["rejected", expect.stringContaining("48 hours")]);
    expect((await courier.failure(aRemoval("nine"))).failure).toBe("rejected");
  });
});
