import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readAddress } from "../../../adapters/telegram/address.ts";
import { parseUpdates } from "../../../adapters/telegram/parse.ts";
import { updateDateOf } from "../../../adapters/telegram/update.ts";
import type { RawEvent } from "../../../src/domain/event.ts";
import { mutatedUpdates } from "./mutated-updates.ts";
import { context, parseOne } from "./parse-one.ts";
import { canary, validUpdates } from "./valid-updates.ts";

const shapeUnits = 12_000;
/** An event repeats who acted and what covers what: some of its update several times, and never more. */
const eventUnits = 20_000;

/** What every event owes to whatever takes it in. */
const expectSound = (event: RawEvent, inputUnits: number) => {
  expect(Number.isNaN(new Date(event.occurredAt).getTime())).toBe(false);
  const { chatId } = readAddress(event.conversationId);
  expect(event.conversationKind).toBe(chatId < 0 ? "group" : "direct");
  if (event.kind === "conversation.migrated") expect(event.to).not.toBe(event.conversationId);
  const people = "message" in event ? [event.message.author] : "person" in event ? [event.person] : [];
  for (const { displayName, username = "" } of people) {
    expect(displayName).toMatch(/[^\s\p{Default_Ignorable_Code_Point}\u2800]/u);
    expect(Math.max(displayName.length, username.length)).toBeLessThanOrEqual(160);
    expect((displayName + username).isWellFormed()).toBe(true);
  }
  if (!("message" in event)) return;
  const { links, text, ...rest } = event.message;
  expect(links.length).toBeLessThanOrEqual(50);
  for (const { url, label = "" } of links) expect(url.length + label.length).toBeLessThanOrEqual(inputUnits);
  expect(text.length).toBeLessThanOrEqual(inputUnits);
  expect(JSON.stringify(rest).length).toBeLessThan(eventUnits);
  expect(text.trim() !== "" || rest.attachments.length > 0).toBe(true);
};

describe("updates as Telegram tells them", () => {
  it.each(Object.entries(validUpdates))("are all understood: %s", (_, update) => {
    const { events, unparsed } = parseOne({ update_id: 7000, ...update });
    expect(unparsed).toEqual([]);
    for (const event of events) expectSound(event, 100_000);
  });
});

describe("updates with faults", () => {
  it("each become events, are passed over, or are described; never two of these", () => {
    fc.assert(
      fc.property(mutatedUpdates({ min: 1, max: 1 }), ([update]) => {
        const { events, unparsed } = parseOne(update);
        const inputUnits = JSON.stringify(update).length;
        expect(Math.min(events.length, unparsed.length)).toBe(0);
        expect(unparsed.length).toBeLessThanOrEqual(1);
        for (const event of events) expectSound(event, inputUnits);
        for (const { shape, kind } of unparsed) {
          expect(shape.length + kind.length).toBeLessThan(shapeUnits);
          expect(shape + kind).not.toContain(canary);
        }
        updateDateOf(update);
      }),
      { numRuns: 1500 },
    );
  });

  it("do not change what becomes of others, and no two have an id in common", () => {
    fc.assert(
      fc.property(mutatedUpdates({ min: 0, max: 12 }), (batch) => {
        const { events, unparsed, presses } = parseUpdates(batch, context);
        const ids = [...events, ...unparsed].map(({ platformEventId }) => platformEventId);
        expect(new Set(ids).size).toBe(ids.length);
        const alone = batch.map(parseOne);
        expect(events).toEqual(alone.flatMap((one) => one.events));
        expect(unparsed.map(({ shape }) => shape)).toEqual(
          alone.flatMap((one) => one.unparsed).map(({ shape }) => shape),
        );
        expect(presses).toEqual(alone.flatMap((one) => one.presses));
      }),
      { numRuns: 200 },
    );
  });
});
