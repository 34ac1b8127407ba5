import { describe, expect, it } from "vitest";
import { personId } from "../../src/domain/ids.ts";
import type { Message } from "../../src/domain/message.ts";
import { roundsOf, splitIntoTurns, type TurnEvents } from "../../src/runtime/turn-events.ts";
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

describe("a number with which a direct chat goes on", () => {
  const cutTexts = (...texts: readonly string[]) =>
    splitIntoTurns(
      texts.map((text, n): StoredEvent => ({ seq: n, event: aMessageEvent(text, n), attempts: 1 })),
    ).map((group) => group.map(({ seq }) => seq));

  it.each<[string[], number[][]]>([
    [
      ["6", "hello?", "anybody?"],
      [[0], [1, 2]],
    ],
    [
      [" １２ ", "hello?"],
      [[0], [1]],
    ],
    [["123", "hello?"], [[0, 1]]],
    [["I sent", "20", "usdt"], [[0, 1, 2]]],
    [["6"], [[0]]],
  ])("of %j: turns %j", (texts, turns) => {
    expect(cutTexts(...texts)).toEqual(turns);
  });
});

describe("turns of a group", () => {
  const said = (author: string, over: Partial<Message> = {}): StoredEvent["event"] =>
    anEvent({
      conversationKind: "group",
      message: aMessage({
        author: aPerson({ id: personId("telegram", author) }),
        mentionsUs: false,
        ...over,
      }),
    });
  const secret = { kind: "password", level: "soft", start: 0, end: 3 } as const;

  it.each<[string, StoredEvent["event"][], number[][]]>([
    ["run side by side while each is somebody else's", [said("a"), said("b"), said("c")], [[0, 1, 2]]],
    [
      "keep what one person wrote in its order",
      [said("a"), said("b"), said("a"), said("b")],
      [
        [0, 1],
        [2, 3],
      ],
    ],
    [
      "wait for one that is said to us",
      [said("a"), said("b", { mentionsUs: true }), said("c")],
      [[0], [1], [2]],
    ],
    ["wait for one with a secret in it", [said("a"), said("b", { secrets: [secret] })], [[0], [1]]],
    ["wait for one that the guard could not read", [said("a"), said("b", { withheld: true })], [[0], [1]]],
    ["wait for a part of an album", [said("a"), said("b", { albumId: "1" })], [[0], [1]]],
    ["are by themselves in a direct chat", [anEvent(), said("b")], [[0], [1]]],
  ])("%s", (_, events, rounds) => {
    const turns = events.map((event, seq): TurnEvents => [{ seq, event, attempts: 1 }]);
    expect(roundsOf(turns).map((round) => round.map(([{ seq }]) => seq))).toEqual(rounds);
  });
});
