import { describe, expect, it } from "vitest";
import { aGroupUpdate, anUpdate, nativeBot, nativeMessage, nativeUser } from "./native-builders.ts";
import { messageOf } from "./parse-one.ts";

const eve = nativeUser({ id: 66, first_name: "Eve", username: "eve" });
const words = "what I wrote before";
const replied = (override: object) => nativeMessage({ message_id: 90, ...override });

describe("what a reply shows of the message that it answers", () => {
  it.each([
    [
      "a part that was chosen",
      { reply_to_message: replied({ from: eve, text: words }), quote: { text: "send the code" } },
      "send the code",
    ],
    [
      "a part of a message elsewhere",
      { external_reply: {}, quote: { text: "send the code" } },
      "send the code",
    ],
    ["all of one's own words", { reply_to_message: replied({ text: words }) }, words],
    [
      "one's own caption",
      { reply_to_message: replied({ photo: [{ file_id: "p" }], caption: words }) },
      words,
    ],
    [
      "a chosen part rather than all of one's own words",
      { reply_to_message: replied({ text: words }), quote: { text: "before" } },
      "before",
    ],
  ])("is its quote: %s", (_, native, quote) => {
    expect(messageOf(anUpdate({ text: "look", ...native }))).toMatchObject({ quote });
  });

  it.each([
    ["somebody else's words that were not chosen", { reply_to_message: replied({ from: eve, text: words }) }],
    [
      "our own words",
      { reply_to_message: replied({ from: nativeBot(), text: words }), quote: { text: words } },
    ],
    ["nothing to read", { quote: { text: "" } }],
    ["a picture without words", { reply_to_message: replied({ photo: [{ file_id: "p" }] }) }],
    ["what is no quote", { quote: { text: 7 } }],
    ["what is no quote at all", { quote: "words" }],
  ])("is none of %s", (_, native) => {
    expect(messageOf(aGroupUpdate({ text: "look", ...native })).quote).toBeUndefined();
  });

  it("is cut where no message is longer", () => {
    expect(messageOf(anUpdate({ text: "look", quote: { text: "a".repeat(9_000) } })).quote).toHaveLength(
      4_096,
    );
  });
});

describe("words that are neither text nor caption", () => {
  it.each([
    [
      "a poll",
      { poll: { question: "one?", explanation: "two", options: [{ text: "three" }, { text: "four" }] } },
      ["one?", "two", "three", "four"],
    ],
    [
      "a contact",
      { contact: { phone_number: "+1", first_name: "one", last_name: "two", vcard: "three" } },
      ["one", "two", "three"],
    ],
    ["a place", { venue: { title: "one", address: "two", location: {} } }, ["one", "two"]],
    [
      "a checklist",
      { checklist: { title: "one", tasks: [{ text: "two" }, { text: 3 }, 4] } },
      ["one", "two"],
    ],
    ["a piece of music", { audio: { file_id: "a", performer: "one", title: "two" } }, ["one", "two"]],
  ])("are handed to the guard: %s", (_, native, shown) => {
    expect(messageOf(anUpdate(native))).toMatchObject({ shown });
  });

  it("are absent where there are none", () => {
    expect(messageOf(anUpdate({ text: "hi", poll: 7 }))).not.toHaveProperty("shown");
  });
});
