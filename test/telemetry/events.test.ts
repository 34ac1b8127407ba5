import { Registry } from "prom-client";
import { describe, expect, test } from "vitest";
import type { EffectId } from "../../src/domain/ids.ts";
import { accountId, conversationId, ticketId } from "../../src/domain/ids.ts";
import { createTelemetry, type Telemetry } from "../../src/telemetry/events.ts";
import { createLogger, type LogLevel } from "../../src/telemetry/logger.ts";
import { createRegistry } from "../../src/telemetry/metrics.ts";
import { createScrubber } from "../../src/telemetry/scrub.ts";
import { countedSteps } from "../support/counted-steps.ts";

const account = accountId("telegram-support");
const effect = "telegram-support:77:0" as EffectId;
const conversation = conversationId(account, "42");

const aTelemetry = (level: LogLevel = "info") => {
  const lines: Record<string, unknown>[] = [];
  const logger = createLogger({
    level,
    scrub: createScrubber([]),
    destination: { write: (line) => void lines.push(JSON.parse(line)) },
  });
  const registry = new Registry();
  return { telemetry: createTelemetry({ logger, registry }), registry, lines };
};

const calls: readonly (readonly [string, (t: Telemetry) => void, string])[] = [
  [
    "messageReceived",
    (t) => t.messageReceived(account, "message.created"),
    'flotilla_messages_received_total{account="telegram-support",kind="message.created"} 1',
  ],
  [
    "updateUnparsed",
    (t) => t.updateUnparsed(account, "poll"),
    'flotilla_updates_unparsed_total{account="telegram-support",kind="poll"} 1',
  ],
  [
    "duplicateEvent",
    (t) => t.duplicateEvent(account),
    'flotilla_duplicate_events_total{account="telegram-support"} 1',
  ],
  ["intakeStopped", (t) => t.intakeStopped("disk_full"), "flotilla_intake_running 0"],
  [
    "intakeStopped and resumed",
    (t) => {
      t.intakeStopped("disk_full");
      t.intakeResumed();
    },
    "flotilla_intake_running 1",
  ],
  [
    "secretFound",
    (t) => t.secretFound("seed_phrase", "hard"),
    'flotilla_secrets_found_total{kind="seed_phrase",level="hard"} 1',
  ],
  [
    "secretFound, of which the same was seen before",
    (t) => t.secretFound("private_key", "hard", { length: 64, fingerprint: "0123456789abcdef" }),
    'flotilla_secrets_found_total{kind="private_key",level="hard"} 1',
  ],
  [
    "textWithheld",
    (t) => t.textWithheld("guard_threw"),
    'flotilla_texts_withheld_total{reason="guard_threw"} 1',
  ],
  [
    "turnDone",
    (t) => t.turnDone({ accountId: account, decision: "answer", ms: 3 }),
    'flotilla_turn_duration_seconds_bucket{le="0.005"} 1',
  ],
  [
    "turnFailed",
    (t) => t.turnFailed({ conversationId: conversation, attempt: 1, error: new Error("x") }),
    "flotilla_turn_failures_total 1",
  ],
  [
    "turnDead",
    (t) => t.turnDead({ conversationId: conversation, attempt: 3, error: new Error("x") }),
    "flotilla_turns_dead_total 1",
  ],
  [
    "rightsLost",
    (t) => t.rightsLost({ accountId: account, conversationId: conversation, rights: ["delete_messages"] }),
    'flotilla_group_rights_lost_total{account="telegram-support",right="delete_messages"} 1',
  ],
  [
    "effectSettled",
    (t) => t.effectSettled({ accountId: account, kind: "message.send", state: "sent", ms: 40 }),
    'flotilla_effects_settled_total{account="telegram-support",kind="message.send",state="sent"} 1',
  ],
  [
    "effectSettled's time",
    (t) => t.effectSettled({ accountId: account, kind: "message.send", state: "sent", ms: 40 }),
    'flotilla_delivery_duration_seconds_sum{kind="message.send"} 0.04',
  ],
  [
    "effectRetried",
    (t) => t.effectRetried({ accountId: account, kind: "ticket.open", failure: "transient" }),
    'flotilla_effect_retries_total{account="telegram-support",kind="ticket.open",failure="transient"} 1',
  ],
  [
    "effectUncertain",
    (t) => t.effectUncertain({ accountId: account, kind: "message.send", effectId: effect }),
    'flotilla_effects_uncertain_total{account="telegram-support",kind="message.send"} 1',
  ],
  [
    "sendRepeated",
    (t) => t.sendRepeated(account),
    'flotilla_sends_repeated_total{account="telegram-support"} 1',
  ],
  [
    "rateLimited",
    (t) => t.rateLimited(account, 5_000),
    'flotilla_rate_limits_total{account="telegram-support"} 1',
  ],
  [
    "deadLetter",
    (t) => t.deadLetter({ effectId: effect, kind: "message.send", reason: "expired" }),
    'flotilla_dead_letters_total{kind="message.send",reason="expired"} 1',
  ],
  [
    "deadLetter with a reason in prose",
    (t) => t.deadLetter({ effectId: effect, kind: "message.send", reason: "chat not found" }),
    'flotilla_dead_letters_total{kind="message.send",reason="other"} 1',
  ],
  [
    "webhookRejected",
    (t) => t.webhookRejected("signature"),
    'flotilla_webhooks_rejected_total{reason="signature"} 1',
  ],
  [
    "webhookFailed",
    (t) => t.webhookFailed(new Error("x")),
    'flotilla_webhooks_rejected_total{reason="internal"} 1',
  ],
  [
    "requestFailed",
    (t) => t.requestFailed("/webhooks/:name", new Error("x")),
    'flotilla_http_failures_total{route="/webhooks/:name"} 1',
  ],
  [
    "webhookAccepted",
    (t) => t.webhookAccepted("ticket.replied"),
    'flotilla_webhooks_accepted_total{type="ticket.replied"} 1',
  ],
  [
    "ticketOpened",
    (t) => t.ticketOpened(ticketId("t1"), "funds"),
    'flotilla_tickets_opened_total{category="funds"} 1',
  ],
  ["ticketDelayed", (t) => t.ticketDelayed(ticketId("t1")), "flotilla_tickets_delayed_total 1"],
  [
    "accountStatus",
    (t) => t.accountStatus(account, "waiting", "409"),
    'flotilla_account_state{account="telegram-support",state="waiting"} 1',
  ],
  [
    "accountStatus of a state left",
    (t) => {
      t.accountStatus(account, "waiting");
      t.accountStatus(account, "connected");
    },
    'flotilla_account_state{account="telegram-support",state="waiting"} 0',
  ],
  ["outboxHeld", (t) => t.outboxHeld("restored"), "flotilla_outbox_held 1"],
  [
    "outboxReleased",
    (t) => {
      t.outboxHeld("restored");
      t.outboxReleased();
    },
    "flotilla_outbox_held 0",
  ],
  ["capReached", (t) => t.capReached("replies"), 'flotilla_caps_reached_total{kind="replies"} 1'],
  [
    "replied",
    (t) => t.replied(account, 30),
    'flotilla_reply_seconds_bucket{account="telegram-support",le="0.05"} 1',
  ],
  [
    "replied late",
    (t) => t.replied(account, 7_200_000),
    'flotilla_reply_seconds_bucket{account="telegram-support",le="+Inf"} 1',
  ],
  ["committed", (t) => t.committed(2), "flotilla_commit_duration_seconds_count 1"],
  ["inboxPending", (t) => t.inboxPending(7), "flotilla_inbox_pending_events 7"],
  [
    "outboxPending",
    (t) => t.outboxPending(account, 9),
    'flotilla_outbox_pending_effects{account="telegram-support"} 9',
  ],
  [
    "limiterFrozen",
    (t) => t.limiterFrozen(account, 1_500),
    'flotilla_limiter_frozen_until_timestamp_seconds{account="telegram-support"} 1.5',
  ],
  [
    "dollarsSpent",
    (t) => t.dollarsSpent(account, 1.25),
    'flotilla_spent_dollars{account="telegram-support"} 1.25',
  ],
  [
    "spendingReached",
    (t) => t.spendingReached(account, { level: "near", dollars: 8, cap: 10 }),
    'flotilla_spending_alarms_total{account="telegram-support",level="near"} 1',
  ],
  [
    "unanswered",
    (t) => t.unanswered(account),
    'flotilla_people_unanswered_total{account="telegram-support"} 1',
  ],
  ["storageState", (t) => t.storageState("full"), 'flotilla_storage_state{state="full"} 1'],
  [
    "onScrape",
    (t) => t.onScrape(() => t.outboxPending(account, 3)),
    'flotilla_outbox_pending_effects{account="telegram-support"} 3',
  ],
];

test.each(calls)("%s is counted", async (_name, call, line) => {
  const { telemetry, registry } = aTelemetry();
  call(telemetry);
  expect(await registry.metrics()).toContain(`\n${line}\n`);
});

test("counters count, and a second scrape counts nothing twice", async () => {
  const { telemetry, registry } = aTelemetry();
  for (let n = 0; n < 5; n++) telemetry.duplicateEvent(account);
  await registry.metrics();
  telemetry.duplicateEvent(account);
  expect(await registry.metrics()).toContain('flotilla_duplicate_events_total{account="telegram-support"} 6');
});

test("histogram buckets are cumulative and end in the count", async () => {
  const { telemetry, registry } = aTelemetry();
  for (const ms of [0, 1, 2, 40, 90_000]) telemetry.committed(ms);
  const text = await registry.metrics();
  const buckets = [...text.matchAll(/flotilla_commit_duration_seconds_bucket\{le="([^"]+)"\} (\d+)/g)];
  expect(buckets.map(([, le, n]) => [le, Number(n)])).toEqual([
    ["0.0001", 1],
    ["0.0005", 1],
    ["0.001", 2],
    ["0.0025", 3],
    ["0.005", 3],
    ["0.01", 3],
    ["0.025", 3],
    ["0.05", 4],
    ["0.1", 4],
    ["0.25", 4],
    ["1", 4],
    ["5", 4],
    ["+Inf", 5],
  ]);
  expect(text).toContain("flotilla_commit_duration_seconds_sum 90.043");
});

test("what happens once a message logs nothing at info", () => {
  const { telemetry, lines } = aTelemetry("info");
  telemetry.messageReceived(account, "message.created");
  telemetry.turnDone({ accountId: account, decision: "answer", ms: 1 });
  telemetry.effectSettled({ accountId: account, kind: "message.send", state: "sent", ms: 1 });
  telemetry.replied(account, 1);
  telemetry.committed(1);
  telemetry.webhookAccepted("ticket.replied");
  telemetry.capReached("replies");
  expect(lines).toEqual([]);
});

test("a failed turn logs one line with its cause", () => {
  const { telemetry, lines } = aTelemetry();
  telemetry.turnFailed({
    conversationId: conversation,
    attempt: 2,
    error: new Error("a", { cause: new Error("b") }),
  });
  expect(lines).toMatchObject([
    { level: "error", event: "turn.failed", attempt: 2, err: { message: "a", cause: { message: "b" } } },
  ]);
});

test("a stranger cannot fill the registry with label values", async () => {
  const { telemetry, registry } = aTelemetry("silent");
  telemetry.updateUnparsed(account, 'x"} 1\ninjected 1');
  for (let n = 0; n < 5_000; n++) telemetry.updateUnparsed(account, `kind_${n}`);
  const lines = (await registry.metrics()).split("\n").filter((line) => line.includes('kind="'));
  expect(lines.length).toBeLessThan(2_100);
  expect(lines).toContain('flotilla_updates_unparsed_total{account="other",kind="other"} 3001');
  expect(lines).toContain('flotilla_updates_unparsed_total{account="telegram-support",kind="other"} 1');
});

test("a gauge's source that throws does not lose the other metrics", async () => {
  const { telemetry, registry, lines } = aTelemetry();
  telemetry.onScrape(() => {
    throw new Error("storage closed");
  });
  expect(await registry.metrics()).toContain("flotilla_inbox_pending_events");
  expect(lines).toMatchObject([{ event: "sample.failed", err: { message: "storage closed" } }]);
});

describe("cost", () => {
  const turn = { accountId: account, decision: "answer", ms: 1 } as const;
  test.each<readonly [string, (telemetry: Telemetry) => void]>([
    ["a message", (telemetry) => telemetry.messageReceived(account, "message.created")],
    ["a turn", (telemetry) => telemetry.turnDone(turn)],
    ["a reply", (telemetry) => telemetry.replied(account, 5)],
  ])("each %s is told in few steps, those of the metrics' package among them", (_, tell) => {
    const { telemetry } = aTelemetry();
    tell(telemetry);
    const times = 1_000;
    const steps = countedSteps(
      () => {
        for (let n = 0; n < times; n++) tell(telemetry);
      },
      { within: /\/src\/telemetry\/|\/prom-client\// },
    );
    expect(steps / times).toBeGreaterThanOrEqual(1);
    expect(steps / times).toBeLessThan(20);
  });
});

test("the process's own metrics are there", async () => {
  const registry = createRegistry();
  expect(await registry.metrics()).toContain("process_resident_memory_bytes");
});
