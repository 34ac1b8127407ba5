import { describe, expect, it } from "vitest";
import { requestFaults, specMissing } from "./telegram-spec.ts";

describe.skipIf(specMissing)("checking a request against the Bot API", () => {
  it("finds nothing in one that is right", () => {
    const reply_markup = { inline_keyboard: [[{ text: "Yes", callback_data: "t" }]] };
    expect(requestFaults("sendMessage", { chat_id: 1, text: "hi", reply_markup })).toEqual([]);
  });

  it.each([
    ["a missing field", "sendMessage", { chat_id: 1 }, "sendMessage.text: missing"],
    ["an unknown field", "sendMessage", { chat_id: 1, text: "x", colour: 1 }, "sendMessage.colour: unknown"],
    [
      "a field of another type",
      "deleteMessage",
      { chat_id: 1, message_id: "9" },
      "deleteMessage.message_id: is no Integer",
    ],
    [
      "a fault deep inside",
      "sendMessage",
      { chat_id: 1, text: "x", entities: [{ type: "bold", offset: 0 }] },
      "sendMessage.entities[0].length: missing",
    ],
    ["a method that does not exist", "sendMesage", {}, "sendMesage: no such method"],
  ])("finds %s", (_, method, payload, fault) => {
    expect(requestFaults(method, payload)).toEqual([fault]);
  });
});
