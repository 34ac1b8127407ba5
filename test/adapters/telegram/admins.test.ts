import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { silentLog } from "../../../adapters/shared/adapter-log.ts";
import { type AdminBook, createAdminBook } from "../../../adapters/telegram/admins.ts";
import { ApiFailure } from "../../../adapters/telegram/api-failure.ts";
import { parseUpdates } from "../../../adapters/telegram/parse.ts";
import { ApiFake } from "./api-fake.ts";
import { aGroupUpdate, anUpdate, nativeBot, nativeGroup, nativeUser } from "./native-builders.ts";
import { context } from "./parse-one.ts";

const hourMs = 3_600_000;
const mia = nativeUser();
const admin = { status: "administrator" };

describe("who moderates a group", () => {
  let now: number;
  let api: ApiFake;
  let stop: AbortController;
  let book: AdminBook;

  const named = (...updates: object[]) => book.nameModerators(parseUpdates(updates, context).events);
  const rolesOf = (...updates: object[]) =>
    named(...updates).map((event) =>
      "message" in event ? event.message.author.role : "person" in event ? event.person?.role : undefined,
    );
  const says = (message: object = {}) => aGroupUpdate({ text: "hi", ...message });
  const asked = () => api.payloads("getChatAdministrators");
  const change = (after: object, override: object = {}) => ({
    update_id: 2,
    chat_member: {
      chat: nativeGroup(),
      from: nativeUser({ id: 1 }),
      date: 1_768_478_400,
      old_chat_member: { status: "member", user: mia },
      new_chat_member: { user: mia, ...after },
      ...override,
    },
  });

  beforeEach(() => {
    now = 0;
    stop = new AbortController();
    api = new ApiFake();
    api.answers.set("getChatAdministrators", [
      { ...admin, user: mia },
      { ...admin, user: nativeBot() },
      null,
    ]);
    book = createAdminBook({ api, clock: { now: () => now }, log: silentLog, signal: stop.signal });
  });

  afterEach(() => {
    stop.abort();
    expect(api.faults).toEqual([]);
  });

  it("is asked once per group, and nothing waits for the answer", async () => {
    expect(rolesOf(says(), says())).toEqual(["member", "member"]);
    await book.settled();
    expect(asked()).toEqual([{ chat_id: -1_001_234_567_890 }]);
    expect(rolesOf(says(), says({ from: nativeUser({ id: 43 }) }))).toEqual(["moderator", "member"]);
    expect(asked()).toHaveLength(1);
  });

  it("is the same in every topic, for commands, edits and presses", async () => {
    rolesOf(says());
    await book.settled();
    const topic = { chat: nativeGroup(), message_thread_id: 7, is_topic_message: true };
    const message = { message_id: 1, date: 1, ...topic };
    expect(
      rolesOf(
        says({ ...topic, text: "/help" }),
        { update_id: 3, edited_message: { ...message, from: mia, text: "x", edit_date: 2 } },
        { update_id: 4, callback_query: { id: "q", from: mia, data: "t", message } },
      ),
    ).toEqual(["moderator", "moderator", "moderator"]);
  });

  it("is nobody in a direct chat, no bot, and asked for neither", async () => {
    const bot = nativeUser({ id: 9, is_bot: true });
    expect(rolesOf(anUpdate({ text: "hi" }), says({ from: bot }))).toEqual(["member", "bot"]);
    await book.settled();
    expect(asked()).toEqual([]);
  });

  it("follows what is told of them", async () => {
    rolesOf(says());
    await book.settled();
    expect(rolesOf(change({ status: "member" }), says())).toEqual(["member", "member"]);
    expect(rolesOf(change(admin), says())).toEqual(["moderator", "moderator"]);
    expect(rolesOf(change({ status: "kicked" }), says())).toEqual(["member", "member"]);
  });

  it("is asked again when our own rights changed, or after an hour", async () => {
    rolesOf(says());
    await book.settled();
    named({
      update_id: 3,
      my_chat_member: { ...change(admin).chat_member, new_chat_member: { ...admin, user: nativeBot() } },
    });
    rolesOf(says());
    await book.settled();
    now += hourMs;
    api.answers.set("getChatAdministrators", []);
    expect(rolesOf(says())).toEqual(["moderator"]);
    await book.settled();
    expect([rolesOf(says()), asked().length]).toEqual([["member"], 3]);
  });

  it.each([
    ["a refusal", new ApiFailure("400 Bad Request: chat not found", { status: 400 })],
    ["a failure of any kind", new Error("network")],
    ["nonsense", { of: "a kind" }],
  ])("is nobody after %s, and not asked again at once", async (_, answer) => {
    api.answers.set("getChatAdministrators", answer);
    rolesOf(says());
    await book.settled();
    expect([rolesOf(says()), asked().length]).toEqual([["member"], 1]);
    now += hourMs;
    rolesOf(says());
    await book.settled();
    expect(asked()).toHaveLength(2);
  });

  it("is asked for one group at a time, and for none once receiving has ended", async () => {
    const gate = Promise.withResolvers<unknown>();
    api.answers.set("getChatAdministrators", () => gate.promise);
    rolesOf(says(), says({ chat: nativeGroup({ id: -1 }) }), says({ chat: nativeGroup({ id: -2 }) }));
    await api.until("getChatAdministrators", 1);
    stop.abort();
    gate.resolve([]);
    await book.settled();
    expect(asked()).toHaveLength(1);
  });

  it("is what was told while the answer was on its way", async () => {
    const gate = Promise.withResolvers<unknown>();
    api.answers.set("getChatAdministrators", () => gate.promise);
    const leo = nativeUser({ id: 43 });
    rolesOf(says());
    await api.until("getChatAdministrators", 1);
    named(change({ status: "member" }), change({ ...admin, user: leo }));
    gate.resolve([{ ...admin, user: mia }]);
    await book.settled();
    expect(rolesOf(says(), says({ from: leo }))).toEqual(["member", "moderator"]);
  });

  it("does not change for a moment because our own rights did", async () => {
    rolesOf(says());
    await book.settled();
    const my_chat_member = { ...change(admin).chat_member, new_chat_member: { ...admin, user: nativeBot() } };
    expect(rolesOf({ update_id: 3, my_chat_member }, says()).at(-1)).toBe("moderator");
  });

  it("is asked for no sooner than Telegram allows, in other groups neither", async () => {
    const other = says({ chat: nativeGroup({ id: -1 }) });
    const facts = { status: 429, retryAfterMs: 30_000 };
    api.answers.set("getChatAdministrators", new ApiFailure("429 Too Many Requests", facts));
    rolesOf(says(), other);
    await book.settled();
    now += 29_999;
    rolesOf(other);
    await book.settled();
    expect(asked()).toHaveLength(1);
    now += 1;
    rolesOf(other);
    await book.settled();
    expect(asked()).toHaveLength(2);
  });

  it("is asked for a bounded number of groups at once, however many speak, and for the others later", async () => {
    const gate = Promise.withResolvers<unknown>();
    api.answers.set("getChatAdministrators", () => gate.promise);
    const groups = Array.from({ length: 5000 }, (_, n) => says({ chat: nativeGroup({ id: -1 - n }) }));
    rolesOf(...groups);
    gate.resolve([]);
    await book.settled();
    expect(asked()).toHaveLength(200);
    rolesOf(says({ chat: nativeGroup({ id: -5000 }) }));
    await book.settled();
    expect(asked().at(-1)).toEqual({ chat_id: -5000 });
  });

  it("is remembered for a thousand groups, and the one that was silent for longest goes", async () => {
    rolesOf(says());
    for (let n = 1; n <= 1000; n += 1) {
      rolesOf(says({ chat: nativeGroup({ id: -n }) }));
      await book.settled();
    }
    rolesOf(says({ chat: nativeGroup({ id: -1000 }) }), says());
    await book.settled();
    expect(asked()).toHaveLength(1002);
  });
});
