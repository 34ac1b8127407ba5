/** Goal 1: the fleet's durable path with a trivial handler, telegraf as transport. */
import { createTelegramAdapter } from "../../adapters/telegram/index.ts";
import type { Effect } from "../../src/domain/effect.ts";
import { accountId, effectId } from "../../src/domain/ids.ts";
import { randomIds } from "../../src/runtime/ids.ts";
import { systemClock } from "../../src/runtime/clock.ts";
import type { Pipeline, Redactor } from "../../src/runtime/ports.ts";
import { defaultRetry } from "../../src/runtime/retry.ts";
import { Service } from "../../src/runtime/service.ts";
import { openStorage } from "../../src/storage/open.ts";
import { createTelemetry } from "../../src/telemetry/events.ts";
import { createLogger } from "../../src/telemetry/logger.ts";
import { createRegistry } from "../../src/telemetry/metrics.ts";
import { createScrubber } from "../../src/telemetry/scrub.ts";
import { answerMeasurements } from "../support/measured-side.ts";

const [apiRoot = "", token = "", folder = ""] = process.argv.slice(2);
const account = { id: accountId("bench"), platform: "telegram", handle: "@bench", roles: ["support"] } as const;

/** Echoes the last message; no stage runs. */
const echo: Pipeline = {
  run: (turn) => {
    const last = turn.events.at(-1) ?? turn.events[0];
    const said = "message" in last ? last.message.text : "";
    const effect: Effect = {
      kind: "message.send",
      id: effectId(last.id, 0),
      accountId: turn.account.id,
      conversationId: turn.conversation.id,
      lane: "talk",
      priority: "answer",
      ownerEpoch: 0,
      visibility: "public",
      content: { text: said, spans: [] },
    };
    return {
      decision: { kind: "ignore", reason: "echo" },
      effects: [effect],
      patch: {},
      timers: [],
      overwrite: [],
      tickets: [],
      trace: [],
    };
  },
  broken: () => {
    throw new Error("the echo cannot fail");
  },
};

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
  accounts: [
    {
      account,
      adapter: createTelegramAdapter({
        account,
        fields: { token, apiRoot, allowance: "unlimited", pollTimeoutSeconds: 10 },
        clock: systemClock,
      }),
    },
  ],
  desk: { name: "none", deliver: async () => ({ messageIds: [] }) },
  storage,
  pipeline: echo,
  redact: passThrough,
  caps: { left: async () => ({ repliesLeft: 1, ticketsLeft: 1 }), replied: () => undefined },
  telemetry: createTelemetry({
    logger: createLogger({ level: process.env["BENCH_LOG"] === "1" ? "debug" : "silent", scrub: createScrubber([token]) }),
    registry,
  }),
  clock: systemClock,
  ids: randomIds,
  late: { directAfterMs: Number.MAX_SAFE_INTEGER, groupAfterMs: Number.MAX_SAFE_INTEGER },
  retention: { textDays: 90, idDays: 45 },
  retry: defaultRetry,
});
await service.start();
answerMeasurements({ stop: () => service.stop(), commits: () => storage.commits() });
