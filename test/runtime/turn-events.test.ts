import { describe, expect, it } from "vitest";
import { splitIntoTurns } from "../../src/runtime/turn-events.ts";
import type { StoredEvent } from "../../src/storage/port.ts";
import { aMessage, aMessageEvent, anEvent, aPerson } from "../support/builders.ts";

type Kind = "message" | "edit" | "button" | "timer" | "group";

const anEventOf = (kind: Kind, n: number) => {
  const platformEventId = `${n}`;
  switch (kind) {
    case "message":
      return aMessageEvent("hi", n);
    case "edit":
      return anEvent({ platformEventId, kind: "message.edited", message: aMessage() });
    case "button":
      return anEvent({ platformEventId, kind: "button.pressed", person: aPerson(), token: "1.0" });
    case "timer":
      return anEvent({ platformEventId, kind: "timer.fired", key: "k", generation: 1, data: "" });
    case "group":
      return anEvent({ platformEventId, conversationKind: "group" });
    default:
      return kind satisfies never;
  }
};

const cut = (...kinds: readonly Kind[]): readonly (readonly number[])[] => {
  const events = kinds.map((kind, n): StoredEvent => ({ seq: n, event: anEventOf(kind, n), attempts: 1 }));
  return splitIntoTurns(events).map((group) => group.map(({ seq }) => seq));
};

describe("waiting events", () => {
  it.each<[string, Kind[], number[][]]>([
    ["of which there are none are no turn", [], []],
    ["that are messages of a direct chat are one turn", ["message", "message", "edit"], [[0, 1, 2]]],
    ["that are not messages are turns of their own", ["button", "timer", "timer"], [[0], [1], [2]]],
    [
      "keep their order around what is no message",
      ["message", "message", "button", "message"],
      [[0, 1], [2], [3]],
    ],
    ["of a group are never merged: they are from many people", ["group", "group"], [[0], [1]]],
  ])("%s", (_, kinds, turns) => {
    expect(cut(...kinds)).toEqual(turns);
  });
});
