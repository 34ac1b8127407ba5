/** Goals 1, 13 and 16: the fleet's durable path with a trivial handler, over one account. */
import type { Effect } from "../../src/domain/effect.ts";
import type { InboundEvent } from "../../src/domain/event.ts";
import { accountId, effectId, ticketId } from "../../src/domain/ids.ts";
import { systemClock } from "../../src/runtime/clock.ts";
import { randomIds } from "../../src/runtime/ids.ts";
import type { Pipeline, Redactor } from "../../src/runtime/ports.ts";
import { defaultRetry } from "../../src/runtime/retry.ts";
import { Service } from "../../src/runtime/service.ts";
import { openStorage } from "../../src/storage/open.ts";
import { createTelemetry } from "../../src/telemetry/events.ts";
import { createLogger } from "../../src/telemetry/logger.ts";
import { createRegistry } from "../../src/telemetry/metrics.ts";
import { createScrubber } from "../../src/telemetry/scrub.ts";
import { createEndpointDesk } from "../../src/ticketing/endpoint-desk.ts";
import { echoAdapter } from "../support/echo-adapter.ts";
import { answerMeasurements } from "../support/measured-side.ts";
import { readSettings } from "../support/side-settings.ts";

const settings = readSettings();
const { token, folder, deskUrl, deskSecret, platform = "telegram" } = settings;
const account = {
  id: accountId("bench"),
  platform,
  handle: "@bench",
  roles: ["support"],
} as const;

/** Echoes every message; one that names a ticket opens a ticket as well. No stage runs. */
const echo: Pipeline = {
  run: (turn) => {
    const common = {
      accountId: turn.account.id,
      conversationId: turn.conversation.id,
      ownerEpoch: 0,
    } as const;
    const texts = turn.events.map((event) => ("message" in event ? event.message.text : undefined));
    const effects = texts.flatMap((text, n): Effect[] => {
      const event = turn.events[n] ?? turn.events[0];
      // An album's further pictures say nothing.
      if (text === undefined || text === "") return [];
      const reply: Effect = {
        ...common,
        kind: "message.send",
        id: effectId(event.id, 0),
        lane: "talk",
        priority: "answer",
        visibility: "public",
        content: { text, spans: [] },
      };
      return text.includes("ticket") ? [reply, openTicket(common, event, text)] : [reply];
    });
    return { ...nothing, decision: { kind: "ignore", reason: "echo" }, effects };
  },
  broken: () => {
    throw new Error("the echo cannot fail");
  },
};

const nothing = { patch: {}, timers: [], overwrite: [], tickets: [], trace: [] } as const;

const openTicket = (
  common: Pick<Effect, "accountId" | "conversationId" | "ownerEpoch">,
  event: InboundEvent,
  text: string,
): Effect => ({
  ...common,
  kind: "ticket.open",
  id: effectId(event.id, 1),
  lane: "desk",
  priority: "receipt",
  ticketId: ticketId(`T-${event.platformEventId}`),
  draft: {
    category: "other",
    urgent: false,
    subject: "bench",
    locale: "en",
    description: text,
    person: { id: "bench", displayName: "Bench" },
    channel: { platform, account: "@bench" },
    transcript: [],
  },
});

/** The guard belongs to goal 2: here nothing is looked at. */
const passThrough: Redactor = (event) =>
  event.kind === "message.created" || event.kind === "message.edited"
    ? { ...event, message: { ...event.message, withheld: false, secrets: [], given: [] } }
    : event;

const storage = openStorage({
  path: `${folder}/data`,
  keyFile: `${folder}/bench.key`,
  now: systemClock.now,
  newMark: randomIds.newMark,
  as: "fleet",
});
const registry = createRegistry();
const service = new Service({
  accounts: [{ account, adapter: await echoAdapter(settings, account) }],
  desk: createEndpointDesk({
    url: deskUrl,
    secret: deskSecret,
    clock: systemClock,
    newId: randomIds.newMark,
    timeoutMs: 10_000,
  }),
  storage,
  pipeline: echo,
  redact: passThrough,
  caps: {
    left: async () => ({ repliesLeft: 1, ticketsLeft: 1 }),
    replied: () => undefined,
    askedHelpful: () => undefined,
  },
  telemetry: createTelemetry({
    logger: createLogger({ level: "silent", scrub: createScrubber([token]) }),
    registry,
  }),
  clock: systemClock,
  ids: randomIds,
  late: { directAfterMs: Number.MAX_SAFE_INTEGER, groupAfterMs: Number.MAX_SAFE_INTEGER },
  retention: { textDays: 90, idDays: 45 },
  retry: defaultRetry,
});
await service.start();
answerMeasurements({
  stop: () => service.stop(),
  commits: () => storage.commits(),
  orders: { drain: () => service.drain() },
});
