import { expect } from "vitest";
import { parseUpdates } from "../../../adapters/telegram/parse.ts";
import type { ParseContext } from "../../../adapters/telegram/place.ts";
import type { RawEvent } from "../../../src/domain/event.ts";
import { builtAccountId } from "../../support/builders.ts";

export const context: ParseContext = {
  accountId: builtAccountId,
  username: "flotillasupportbot",
  botId: 7_000_000_042,
  receivedAt: 1_768_478_405_000,
};

export const parseOne = (update: unknown) => parseUpdates([update], context);

export const eventsOf = (update: unknown): readonly RawEvent[] => {
  const { events, unparsed } = parseOne(update);
  expect(unparsed).toEqual([]);
  return events;
};

export const eventOf = (update: unknown): RawEvent => {
  const [event, ...others] = eventsOf(update);
  if (!event || others.length > 0) throw new Error(`${others.length} events too many, or none`);
  return event;
};

export const messageOf = (update: unknown) => {
  const event = eventOf(update);
  if (event.kind !== "message.created" && event.kind !== "message.edited") throw new Error(event.kind);
  return event.message;
};
