import { expect, it } from "vitest";
import { introduced, payloadsOf, Talk, textOf } from "./fixture.ts";

it.each(["deutsch bitte", "Parlez-vous français ?", "German please"])(
  "whoever asks for a language that nobody speaks here is shown those that there are: %j",
  (text) => {
    const talk = new Talk({ conversation: introduced });
    const result = talk.say(text);
    expect(textOf(result)).toContain("I do not speak that language yet");
    expect(payloadsOf(result)).toContainEqual({ kind: "language", locale: "zh-Hans" });
    expect(talk.conversation.state.localeChosen).toBeUndefined();
  },
);

it("by the command, too", () => {
  const talk = new Talk({ conversation: introduced });
  expect(textOf(talk.call("language", "german"))).toContain("I do not speak that language yet");
  expect(textOf(talk.call("language", "zxcv"))).toContain("Which language do you prefer?");
});
