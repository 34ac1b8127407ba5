import type { ConnectedAccount } from "./compose-account.ts";
import type { Clock } from "./domain/clock.ts";
import { accountWebhooks } from "./http/account-webhooks.ts";
import type { HttpPorts, PartReport, ReadinessReport, TurnView } from "./http/ports.ts";
import type { Service } from "./runtime/service.ts";
import type { Storage, TurnRecord } from "./storage/port.ts";
import type { Telemetry } from "./telemetry/events.ts";
import type { Registry } from "./telemetry/metrics.ts";
import { createDeskWebhook } from "./ticketing/desk-webhook.ts";
import { acceptDeskEvents } from "./ticketing/raw-event.ts";

interface Parts {
  readonly accounts: readonly ConnectedAccount[];
  readonly deskSecret: string;
  readonly clock: Clock;
  readonly telemetry: Telemetry;
  readonly storage: Storage;
  readonly service: Service;
  readonly registry: Registry;
}

/** What the fleet's one HTTP server shows and takes in. */
export function composeHttpPorts(parts: Parts): HttpPorts {
  const { accounts, clock, telemetry, storage, service, registry } = parts;
  return {
    health: () =>
      storage.fault() === "damaged" ? { ok: false, reason: "the storage is damaged" } : { ok: true },
    readiness: async () => readinessOf(parts),
    metrics: async () => {
      const { inboxPending, outboxPending } = await storage.operator.backlog();
      telemetry.inboxPending(inboxPending);
      for (const { account } of accounts) telemetry.outboxPending(account.id, outboxPending[account.id] ?? 0);
      return { contentType: registry.contentType, body: await registry.metrics() };
    },
    webhooks: {
      ...accountWebhooks(accounts, telemetry),
      desk: createDeskWebhook({
        secret: parts.deskSecret,
        clock,
        accept: acceptDeskEvents({
          findTicket: storage.tickets.find,
          accept: (event) => service.ingest.accept(event),
        }),
        telemetry,
      }),
    },
    turns: async (query) => (await storage.turns.recent(query)).map(turnView),
    failed: telemetry.requestFailed,
  };
}

function readinessOf({ accounts, storage, service }: Parts): ReadinessReport {
  const fault = storage.fault();
  const stored: PartReport = fault
    ? { ok: false, reason: fault, remedy: "docs/errors.md says what to do; messages wait at the platform" }
    : { ok: true };
  const pushed = new Set(
    accounts.flatMap(({ account, adapter }) => (adapter.handleWebhook ? account.id : [])),
  );
  return {
    accounts: [...service.status.all()].map(([id, status]) => ({
      id,
      receives: pushed.has(id) ? "webhook" : "polling",
      ...status,
    })),
    intake: stored,
    storage: stored,
    outbox: service.status.isHeld()
      ? { ok: false, reason: "restored", remedy: "look at what waits, then: npm run -s cli -- release" }
      : { ok: true },
    desk: service.deskAnswers
      ? { ok: true }
      : { ok: false, reason: "no answer", remedy: "tickets wait and go out by themselves when it is back" },
  };
}

const turnView = ({ seq, id, conversationId, at, trace, effects }: TurnRecord): TurnView => ({
  seq,
  id,
  conversationId,
  at,
  ...trace,
  effects,
});
