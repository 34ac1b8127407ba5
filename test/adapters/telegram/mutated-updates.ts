import fc from "fast-check";
import { validUpdates } from "./valid-updates.ts";

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** What a field may hold that nobody expects there. */
const odd = fc.oneof(
  fc.constantFrom<Json>(null, true, false, 0, -1, 1, 0.5, 2 ** 53, -(2 ** 53), 1e308, 8_640_000_000_001),
  fc.constantFrom<Json>(
    "",
    " ",
    "/",
    "\0",
    "\ud800",
    "\udfff x",
    "\u202eevil",
    "\u200b\u2060",
    "ㅤ",
    "__proto__",
  ),
  fc.constantFrom<Json>([], {}, [[]], [null], { id: null }, { length: 5 }, { toString: 1, valueOf: 1 }),
  fc.integer(),
  fc.string({ unit: "binary", maxLength: 40 }),
  fc.constantFrom("x", "é", "🚀", "a ", "\n", "ㅤ").map((unit) => unit.repeat(5000)),
  fc.integer({ min: 1, max: 1000 }).map((depth) => JSON.parse(`${"[".repeat(depth)}${"]".repeat(depth)}`)),
  fc
    .integer({ min: 1, max: 1000 })
    .map((depth) => JSON.parse(`${'{"text":'.repeat(depth)}1${"}".repeat(depth)}`)),
);

const keys = [
  "id",
  "chat",
  "from",
  "date",
  "text",
  "caption",
  "message",
  "message_id",
  "photo",
  "type",
  "sender_chat",
  "title",
  "message_thread_id",
  "is_topic_message",
  "business_connection_id",
  "reply_to_message",
  "rich_message",
  "entities",
  "new_chat_members",
  "migrate_to_chat_id",
  "user",
  "status",
  "username",
  "media_group_id",
  "__proto__",
  "constructor",
];

interface Mutation {
  /** Which of all places; counted modulo how many there are. */
  readonly at: number;
  readonly act: "replace" | "remove" | "rename" | "add" | "wrap" | "repeat" | "transplant";
  readonly key: string;
  readonly from: number;
  readonly value: Json;
}

const mutation: fc.Arbitrary<Mutation> = fc.record({
  at: fc.nat(),
  act: fc.constantFrom("replace", "remove", "rename", "add", "wrap", "repeat", "transplant"),
  key: fc.constantFrom(...keys),
  from: fc.nat(),
  value: odd,
});

type Path = readonly string[];

const isBranch = (value: unknown): value is Readonly<Record<string, Json>> =>
  typeof value === "object" && value !== null;

/** Every place in a value, its own excluded; no deeper and no more than a test needs. */
const pathsOf = (value: Json, path: Path = []): Path[] => {
  if (!isBranch(value) || path.length > 8) return [];
  return Object.keys(value)
    .slice(0, 40)
    .flatMap((key) => [[...path, key], ...pathsOf(value[key] ?? null, [...path, key])]);
};

const at = (value: Json, path: Path): Json =>
  path.reduce<Json>((inner, key) => (isBranch(inner) ? (inner[key] ?? null) : null), value);

/** Entries instead of a value: none removes it, several stand in its place. */
type Rewrite = (key: string, value: Json) => readonly (readonly [string, Json])[];

const rewrite = (value: Json, [key, ...rest]: Path, change: Rewrite): Json => {
  if (!isBranch(value) || key === undefined) return value;
  const inner = value[key] ?? null;
  const changed = rest.length > 0 ? [[key, rewrite(inner, rest, change)] as const] : change(key, inner);
  if (Array.isArray(value))
    return value.flatMap((item: Json, n) => (String(n) === key ? changed.map(([, one]) => one) : [item]));
  const entries = Object.entries(value).flatMap((entry) => (entry[0] === key ? changed : [entry]));
  // As JSON.parse would: `__proto__` is a key like any other.
  return Object.fromEntries(entries);
};

const rewriteOf = (
  { act, key: name, from, value: given }: Mutation,
  update: Json,
  places: readonly Path[],
): Rewrite => {
  switch (act) {
    case "replace":
      return (key) => [[key, given]];
    case "remove":
      return () => [];
    case "rename":
      return (_, value) => [[name, value]];
    case "add":
      return (key, value) => [
        [key, isBranch(value) && !Array.isArray(value) ? { ...value, [name]: given } : given],
      ];
    case "wrap":
      return (key, value) => [[key, from % 2 === 0 ? [value] : { [name]: value }]];
    case "repeat":
      return (key, value) => Array.from({ length: (from % 60) + 1 }, () => [key, value] as const);
    case "transplant":
      return (key) => [[key, at(update, places[from % places.length] ?? [])]];
    default:
      return act satisfies never;
  }
};

const mutate = (update: Json, mutation: Mutation): Json => {
  const places = pathsOf(update);
  const place = places[mutation.at % Math.max(1, places.length)];
  return place === undefined ? update : rewrite(update, place, rewriteOf(mutation, update, places));
};

const asJson = (value: object): Json => JSON.parse(JSON.stringify(value));

/** Updates as Telegram tells them, with a few faults each; as JSON brings them, with ids that differ. */
export const mutatedUpdates = (count: { readonly min: number; readonly max: number }): fc.Arbitrary<Json[]> =>
  fc
    .array(fc.tuple(fc.constantFrom(...Object.values(validUpdates)), fc.array(mutation, { maxLength: 4 })), {
      minLength: count.min,
      maxLength: count.max,
    })
    .map((drafts) =>
      drafts.map(([valid, mutations], n) => {
        const mutated = mutations.reduce(mutate, asJson(valid));
        return isBranch(mutated) && !Array.isArray(mutated) ? { update_id: 7000 + n, ...mutated } : mutated;
      }),
    );
