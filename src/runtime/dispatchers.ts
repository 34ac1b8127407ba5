import type { Account } from "../domain/account.ts";
import type { Adapter, ButtonToken } from "../domain/adapter.ts";
import type { Clock } from "../domain/clock.ts";
import { DeliveryError, type Receipt } from "../domain/delivery.ts";
import type { TicketDesk } from "../domain/desk.ts";
import { isDeskEffect, priorities } from "../domain/effect.ts";
import type { AccountId } from "../domain/ids.ts";
import { deskDestination, keeperDestination } from "../storage/destination.ts";
import type { Storage, StoredEffect } from "../storage/port.ts";
import type { Telemetry } from "../telemetry/events.ts";
import { accountLimiters } from "./account-limiters.ts";
import { ChatPace } from "./chat-pace.ts";
import { refuseColdMessage } from "./cold-message.ts";
import { deliverToDesk } from "./deliver-to-desk.ts";
import { Dispatcher } from "./dispatcher.ts";
import { fetchReplyFiles } from "./fetch-reply-files.ts";
import { keepAttachment } from "./keep-attachment.ts";
import { createLimiter } from "./limiter.ts";
import type { Gate, Redactor } from "./ports.ts";
import type { ReadyQueue } from "./ready-queue.ts";
import type { RetryPolicy } from "./retry.ts";

const deskRequestsAtOnce = 8;
/** Each holds a whole file in memory, several times. */
const downloadsAtOnce = 2;
const leastPriority = Math.max(...Object.values(priorities));

/** One dispatcher an account, and one for the desk. */
export function buildDispatchers(parts: {
  accounts: readonly { readonly account: Account; readonly adapter: Adapter }[];
  desk: TicketDesk;
  storage: Storage;
  ready: ReadyQueue;
  telemetry: Telemetry;
  clock: Clock;
  retry: RetryPolicy;
  gate: Gate;
  redact: Redactor;
}): ReadonlyMap<string, Dispatcher> {
  const { storage, ready, telemetry, clock, retry: policy, gate, desk } = parts;
  const bytesOf = storage.attachments.bytes;
  const adapterOf = (id: AccountId) => parts.accounts.find(({ account }) => account.id === id)?.adapter;
  const shared = { storage, ready, telemetry, clock, policy };
  const limiterOf = accountLimiters({ now: clock.now, telemetry });
  const dispatchers = new Map<string, Dispatcher>();
  for (const { account, adapter } of parts.accounts) {
    const { allowance } = adapter;
    dispatchers.set(
      account.id,
      new Dispatcher({
        ...shared,
        destination: account.id,
        repeatUncertain: adapter.repeatUncertain,
        limiter: limiterOf(account, adapter),
        supports: adapter.supports,
        ...(allowance !== "unlimited" && {
          pace: new ChatPace(allowance),
          ...(allowance.scarce && {
            answerWithinMs: allowance.scarce.answerWithinMs,
            messagesOf: (effect) =>
              effect.kind === "message.send" ? (adapter.messagesOf?.(effect) ?? 1) : 1,
          }),
        }),
        deliver: async (stored, signal) => {
          refuseColdMessage(stored, { account, storage });
          return deliverToPlatform({ adapter, desk, storage }, stored, signal);
        },
        open: () => {
          if (gate.isHeld()) return -1;
          return gate.isPaused(account.id) ? priorities.protect : leastPriority;
        },
        noteRefusal: (reason) => gate.noteRefusal(account.id, reason),
      }),
    );
  }
  dispatchers.set(
    deskDestination,
    new Dispatcher({
      ...shared,
      destination: deskDestination,
      repeatUncertain: "deduplicated",
      limiter: createLimiter({ allowance: "unlimited", inFlight: deskRequestsAtOnce, now: clock.now }),
      deliver: (stored, signal) => {
        const { effect } = stored;
        if (!isDeskEffect(effect)) throw misdirected(stored);
        return deliverToDesk({ desk, bytesOf, now: clock.now }, { ...stored, effect }, signal);
      },
      open: () => (gate.isHeld() ? -1 : leastPriority),
    }),
  );
  dispatchers.set(
    keeperDestination,
    new Dispatcher({
      ...shared,
      destination: keeperDestination,
      repeatUncertain: "deduplicated",
      limiter: {
        ...createLimiter({ allowance: "unlimited", inFlight: downloadsAtOnce, now: clock.now }),
        // Downloads never make the fleet think slower.
        isBusy: () => false,
      },
      deliver: (stored, signal) => {
        if (stored.effect.kind !== "attachment.keep") throw misdirected(stored);
        return keepAttachment({ storage, redact: parts.redact, adapterOf }, stored.effect, signal);
      },
      open: () => (gate.isHeld() ? -1 : leastPriority),
    }),
  );
  return dispatchers;
}

const misdirected = ({ effect, destination }: StoredEffect): DeliveryError =>
  new DeliveryError("unsupported", `${effect.kind} does not go to ${destination}`);

async function deliverToPlatform(
  { adapter, desk, storage }: { adapter: Adapter; desk: TicketDesk; storage: Storage },
  stored: StoredEffect,
  signal: AbortSignal,
): Promise<Receipt> {
  const { effect } = stored;
  if (isDeskEffect(effect) || effect.kind === "attachment.keep") throw misdirected(stored);
  const buttons = buttonTokens(stored);
  const beganAs = storage.conversations.origin(effect.conversationId);
  const known = {
    ...(stored.uncertain > 0 && { uncertainSince: stored.createdAt }),
    ...(beganAs && { beganAs }),
  };
  if (effect.kind !== "message.send" || !effect.attachments?.length)
    return adapter.deliver({ effect, buttons, ...known }, signal);
  const files = await fetchReplyFiles(desk, effect.attachments, signal);
  return adapter.deliver({ effect, buttons, files, ...known }, signal);
}

/** What the platform carries of a button: where its payload stands in the outbox, and nothing else. */
const buttonTokens = ({ seq, effect }: StoredEffect): readonly ButtonToken[] =>
  "buttons" in effect && effect.buttons
    ? effect.buttons.map(({ label, opens }, index) => ({
        label,
        token: `${seq.toString(36)}.${index}`,
        ...(opens && { opens }),
      }))
    : [];
