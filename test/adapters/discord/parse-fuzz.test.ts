import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readAddress } from "../../../adapters/discord/address.ts";
import { parsePackets } from "../../../adapters/discord/parse.ts";
import type { ParseContext } from "../../../adapters/discord/place.ts";
import { builtAt } from "../../support/builders.ts";
import { botId, discordAccountId } from "./at-work.ts";

const context: ParseContext = {
  accountId: discordAccountId,
  botId,
  applicationId: botId,
  handle: "HTXSupport",
  readsMessages: true,
  receivedAt: builtAt,
  moderatesIn: () => () => false,
  kindOf: () => "group",
};

const canary = "Zq7canary";
const id = "1461383068262400001";
const author = { id: "1461383068262400002", username: "mia", global_name: canary };
const message = {
  id,
  type: 0,
  channel_id: id,
  guild_id: id,
  content: canary,
  author,
  attachments: [],
  mentions: [],
};
const valid: Readonly<Record<string, object>> = {
  MESSAGE_CREATE: message,
  MESSAGE_UPDATE: { ...message, edited_timestamp: "2026-01-15T12:00:00.000Z" },
  MESSAGE_DELETE: { id, channel_id: id, guild_id: id },
  MESSAGE_DELETE_BULK: { ids: [id], channel_id: id, guild_id: id },
  GUILD_MEMBER_ADD: { guild_id: id, user: author, roles: [], joined_at: "2026-01-15T12:00:00.000Z" },
  GUILD_MEMBER_REMOVE: { guild_id: id, user: author },
  INTERACTION_CREATE: {
    id,
    application_id: botId,
    type: 2,
    token: "a-token",
    channel_id: id,
    guild_id: id,
    member: { user: author, permissions: "0", roles: [] },
    data: { id, name: "support", type: 1, options: [{ name: "question", type: 3, value: canary }] },
  },
};

const anything = fc.oneof(
  fc.anything(),
  fc.constantFrom(canary, id, -1, Number.NaN, "\u0000", "x".repeat(9000)),
);

/** One field somewhere becomes something else. */
const mutated = (value: unknown, path: readonly string[], to: unknown): unknown => {
  const [key, ...rest] = path;
  if (key === undefined || typeof value !== "object" || value === null) return to;
  return { ...value, [key]: mutated(Reflect.get(value, key), rest, to) };
};

const pathsOf = (value: unknown, before: readonly string[] = []): readonly (readonly string[])[] =>
  typeof value === "object" && value !== null && !Array.isArray(value)
    ? Object.entries(value).flatMap(([key, inner]) => [[...before, key], ...pathsOf(inner, [...before, key])])
    : [];

describe.each(Object.entries(valid))("%s", (name, data) => {
  it("is understood", () => {
    const { events, unparsed } = parsePackets([{ t: name, d: data }], context);
    expect(unparsed).toEqual([]);
    expect(events).toHaveLength(1);
  });

  it("with any field become anything is an event that is sound, or described without its words", () => {
    fc.assert(
      fc.property(fc.constantFrom(...pathsOf(data)), anything, (path, to) => {
        const { events, unparsed, asked } = parsePackets(
          [{ t: name, d: mutated(data, path, to), s: 1 }],
          context,
        );
        expect(JSON.stringify(unparsed)).not.toContain(canary);
        for (const event of events) {
          expect(Number.isNaN(new Date(event.occurredAt).getTime())).toBe(false);
          if (!event.kind.startsWith("member.")) readAddress(event.conversationId);
          if ("message" in event) expect(event.message.text.length).toBeLessThanOrEqual(8000);
          const person =
            "message" in event ? event.message.author : "person" in event ? event.person : undefined;
          if (person) expect(person.displayName.trim()).not.toBe("");
        }
        expect(asked.length).toBeLessThanOrEqual(1);
      }),
      { numRuns: 300 },
    );
  });
});

it("packets that are nothing of the kind are passed over", () => {
  fc.assert(
    fc.property(fc.array(fc.anything(), { maxLength: 5 }), (packets) => {
      const { events, asked } = parsePackets(packets, context);
      expect([events, asked]).toEqual([[], []]);
    }),
  );
});
