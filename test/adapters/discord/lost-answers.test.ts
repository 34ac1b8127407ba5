import { describe, expect, it } from "vitest";
import type { Delivery } from "../../../src/domain/adapter.ts";
import type { SendMessage } from "../../../src/domain/effect.ts";
import { conversationId, effectId, eventId } from "../../../src/domain/ids.ts";
import { aSendMessage, builtAt } from "../../support/builders.ts";
import { type AtWork, atWork, discordAccountId, theEvent } from "./at-work.ts";

const twoParts = `${"a".repeat(1990)}\n${"b".repeat(1990)}`;
const again = { uncertainSince: builtAt } as const;

/** A command that waits for its answer, and what the answer is given with. */
const aCommand = async (at: AtWork, channel = at.channel) => {
  await at.begin();
  await at.discord.waitForRequest(
    ({ operation, status }) => operation === "bulk_set_application_commands" && status === 200,
  );
  at.mia.call("support", { channel, options: { question: "hello" } });
  const event = await theEvent(at);
  await at.discord.waitForRequest(({ operation }) => operation === "create_interaction_response");
  return (text: string, added: Partial<SendMessage> = {}): Delivery => ({
    effect: {
      ...aSendMessage({ id: effectId(eventId(discordAccountId, "a"), 0) }),
      accountId: discordAccountId,
      conversationId: event.conversationId,
      ...(event.replySlot && { replySlot: event.replySlot }),
      visibility: "private",
      content: { text, spans: [] },
      ...added,
    },
    buttons: [],
  });
};

const first = { id: effectId(eventId(discordAccountId, "a"), 1) };
const begins = (replies: readonly { readonly text: string }[]) => replies.map(({ text }) => text[0]);
const unknowable = { failure: "uncertain", unknowable: true };

describe("pain 2: an answer to a command whose response is lost", () => {
  it("and that follows another one is not said again: nobody can look where only the person sees it", async () => {
    const at = await atWork();
    const answer = await aCommand(at);
    await at.deliver(answer("First.", first));
    at.discord.fault({ kind: "reset_after", method: "execute_webhook" });
    const second = answer("Second.");
    expect(await at.failure(at.deliver(second))).toMatchObject({ failure: "uncertain", unknowable: false });
    expect(await at.failure(at.deliver({ ...second, ...again }))).toMatchObject(unknowable);
    expect(at.channel.replies.map(({ text }) => text)).toEqual(["First.", "Second."]);
  });

  it("is not said again by a process that knows nothing of its second part", async () => {
    const at = await atWork();
    const answer = (await aCommand(at))(twoParts);
    at.discord.fault({ kind: "reset_after", method: "execute_webhook" });
    await at.failure(at.deliver(answer));
    await at.restart();
    expect(await at.failure(at.deliver({ ...answer, ...again }))).toMatchObject(unknowable);
    expect(begins(at.channel.replies)).toEqual(["a", "b"]);
  });

  it("goes on with the part that was never begun", async () => {
    const at = await atWork();
    const answer = (await aCommand(at))(twoParts);
    at.discord.fault({ kind: "reset_after", method: "update_original_webhook_message" });
    expect((await at.failure(at.deliver(answer))).failure).toBe("uncertain");
    expect(await at.deliver({ ...answer, ...again })).toMatchObject({ way: "ephemeral" });
    expect(begins(at.channel.replies)).toEqual(["a", "b"]);
  });

  it("is said as a whole where the person still waits for its first word", async () => {
    const at = await atWork();
    const answer = (await aCommand(at))(twoParts);
    await at.restart();
    expect(await at.deliver({ ...answer, ...again })).toMatchObject({ way: "ephemeral" });
    expect(begins(at.channel.replies)).toEqual(["a", "b"]);
  });

  it("is not taken for another answer of the same words", async () => {
    const at = await atWork();
    const answer = await aCommand(at);
    const { messageIds } = await at.deliver(answer("The same.", first));
    at.sink.ownSends = { messageIds, unsettled: [] };
    at.discord.fault({ kind: "reset_after", method: "execute_webhook" });
    const second = answer("The same.");
    await at.failure(at.deliver(second));
    expect(await at.failure(at.deliver({ ...second, ...again }))).toMatchObject(unknowable);
    expect(at.channel.replies).toHaveLength(2);
  });

  it.each([
    ["arrived", { kind: "reset_after" }],
    ["did not arrive", { kind: "server_error", status: 502 }],
  ] as const)("is looked for in direct messages, and stands there once though it %s", async (_, fault) => {
    const at = await atWork();
    const answer = await aCommand(at, at.mia.dm());
    await at.deliver(answer("First.", first));
    at.discord.fault({ ...fault, method: "execute_webhook" });
    const second = answer("Second.");
    expect((await at.failure(at.deliver(second))).failure).toBe("uncertain");
    await at.restart();
    expect(await at.deliver({ ...second, ...again })).toMatchObject({ way: "direct" });
    expect(at.mia.dm().replies.map(({ text }) => text)).toEqual(["First.", "Second."]);
  });

  it("is not said by direct message when its place has closed meanwhile", async () => {
    const at = await atWork();
    const answer = (await aCommand(at))("First.");
    at.discord.fault({ kind: "reset_after", method: "update_original_webhook_message" });
    await at.failure(at.deliver(answer));
    at.passTime(15 * 60_000);
    expect(await at.failure(at.deliver({ ...answer, ...again }))).toMatchObject(unknowable);
    expect(at.mia.dm().replies).toEqual([]);
  });
});

describe("an answer to a command whose place closes", () => {
  const closed = { kind: "refused", code: 50027, method: "execute_webhook" } as const;

  it("pain 13: after its first part goes on by direct message, and so does the conversation", async () => {
    const at = await atWork();
    const answer = (await aCommand(at))(twoParts);
    at.discord.fault(closed);
    const receipt = await at.deliver(answer);
    expect(receipt).toMatchObject({ way: "direct", messageIds: [expect.any(String), expect.any(String)] });
    expect(begins(at.channel.replies)).toEqual(["a"]);
    expect(begins(at.mia.dm().replies)).toEqual(["b"]);
    expect(at.sink.events.at(-1)).toMatchObject({ kind: "conversation.migrated" });
  });

  it("pain 13: after its first part goes on in a private thread where direct messages are closed", async () => {
    const at = await atWork();
    at.mia.closeDms();
    const answer = (await aCommand(at))(twoParts);
    at.discord.fault(closed);
    expect(await at.deliver(answer)).toMatchObject({ way: "thread" });
    const thread = at.guild.channels.find(({ isThread }) => isThread);
    expect(begins(thread?.replies ?? [])).toEqual(["b"]);
  });
});

it("an answer that only the person sees is told as such, though the conversation has gone on in direct messages", async () => {
  const at = await atWork();
  const answer = await aCommand(at);
  const beganAs = conversationId(discordAccountId, `aside.${at.guild.id}.${at.channel.id}.${at.mia.id}`);
  const moved = answer("Hello", { conversationId: conversationId(discordAccountId, at.mia.dm().id) });
  expect(await at.deliver({ ...moved, beganAs })).toMatchObject({ way: "ephemeral" });
  expect(at.channel.replies).toMatchObject([{ text: "Hello", onlyFor: at.mia.id }]);
});
