import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import Keyv from "keyv";
import { discordFields } from "../adapters/discord/config.ts";
import { createInvalidRequests } from "../adapters/discord/invalid-requests.ts";
import { telegramFields } from "../adapters/telegram/config.ts";
import { twitterFields } from "../adapters/twitter/config.ts";
import { type ConnectedAccount, isSandboxed, loadAccount } from "./compose-account.ts";
import { composeCompanions } from "./compose-companions.ts";
import { composeContent } from "./compose-content.ts";
import { composeDetectors } from "./compose-detectors.ts";
import { composeHttpPorts } from "./compose-http.ts";
import { composeRedactor } from "./compose-redactor.ts";
import { composeScrubber } from "./compose-scrubber.ts";
import { type LoadOptions, loadConfig } from "./config/load.ts";
import { type FleetConfig as ConfigOf, configSchema } from "./config/schema.ts";
import type { Clock } from "./domain/clock.ts";
import { checkOutbound } from "./guard/check-outbound.ts";
import { continuesSeed } from "./guard/continues-seed.ts";
import type { Detector } from "./guard/detector.ts";
import { scanAcross } from "./guard/scan-across.ts";
import { startHttpServer } from "./http/server.ts";
import { formatAnswer } from "./knowledge/format-answer.ts";
import { createKnowledge, type Knowledge } from "./knowledge/knowledge.ts";
import type { Trained } from "./knowledge/load-models.ts";
import { createGuideShelf } from "./knowledge/serve-guides.ts";
import { loadSmallTalk } from "./knowledge/small-talk.ts";
import { createTrainingPool } from "./knowledge/training-pool.ts";
import { openYamlCache } from "./knowledge/yaml-cache.ts";
import { detectLocale } from "./language/detect.ts";
import { createPhrasebook, loadPhrases, type Phrasebook } from "./language/phrasebook.ts";
import { createPipeline } from "./pipeline/pipeline.ts";
import { defaultSettings } from "./pipeline/settings.ts";
import { createCapBook } from "./runtime/caps.ts";
import type { Ids } from "./runtime/ids.ts";
import type { Redactor } from "./runtime/ports.ts";
import { defaultRetry } from "./runtime/retry.ts";
import { Service } from "./runtime/service.ts";
import { openStorage } from "./storage/open.ts";
import type { Storage } from "./storage/port.ts";
import { createTelemetry, type Telemetry } from "./telemetry/events.ts";
import { createLogger, type Logger } from "./telemetry/logger.ts";
import { createRegistry } from "./telemetry/metrics.ts";
import { createEndpointDesk } from "./ticketing/endpoint-desk.ts";

/** The project's own folder: its articles and phrases are used where the configuration names no others. */
const projectFolder = new URL("../", import.meta.url);
export const inProject = (path: string): string => fileURLToPath(new URL(path, projectFolder));

const adapterFields = { telegram: telegramFields, discord: discordFields, twitter: twitterFields };
export type FleetConfig = ConfigOf<
  ReturnType<typeof telegramFields>,
  ReturnType<typeof discordFields>,
  ReturnType<typeof twitterFields>
>;

/** Each takes some hundred MB while it trains. */
const MOST_TRAINERS = 4;
const deskTimeoutMs = 10_000;
/** A group has moved on by then. */
const groupLateAfterMs = 600_000;

export const readConfig = (options: Omit<LoadOptions<never, never, never>, "adapters">): FleetConfig =>
  loadConfig({ ...options, adapters: adapterFields });

/** The schema of the whole configuration, for the generated reference. */
export const fleetSchema = () =>
  configSchema({
    adapters: adapterFields,
    readSecret: () => ({ failure: "is not read here" }),
    resolvePath: (path) => path,
  });

/** What the fleet thinks with: no accounts, no storage, no network. */
export interface Decider {
  readonly pipeline: ReturnType<typeof createPipeline>;
  readonly redact: Redactor;
  readonly knowledge: Knowledge;
  readonly phrasebook: Phrasebook;
}

/** What is not configured. */
interface Outside extends Clock {
  /** Looked for beside what the guard and the operator look for. */
  readonly detectors?: readonly Detector[] | undefined;
  readonly onTrained?: (trained: Trained) => void;
}

export async function composeDecider(config: FleetConfig, outside: Outside): Promise<Decider> {
  const { knowledge: options, links, accounts } = config;
  const [first = "en", ...rest] = options.locales;
  const cacheFolder = options.cacheFolder ?? inProject("node_modules/.cache/flotilla/");
  const { parse, keep } = await openYamlCache(cacheFolder);
  const phrasebook = createPhrasebook(loadPhrases(inProject("config/locales/"), parse));
  const { articles, guides } = await composeContent({
    articles: options.articles ?? inProject("config/articles/"),
    guides: options.guides ?? inProject("config/guides/"),
    cacheFolder,
  });
  const serveUnreviewed = options.serveUnreviewed ?? accounts.every(isSandboxed);
  const knowledge = await createKnowledge({
    articles,
    outOfScope: loadSmallTalk(inProject("config/small-talk.yaml"), parse),
    links,
    locales: options.locales,
    now: outside.now,
    serveUnreviewed,
    cacheFolder,
    onTrained: outside.onTrained,
    pool: createTrainingPool(Math.min(MOST_TRAINERS, availableParallelism())),
  });
  await keep();
  const detectors = await composeDetectors(config.guard.patterns, outside.detectors);
  const allowedHosts = [...config.allowedHosts, ...Object.values(links).map((url) => new URL(url).hostname)];
  const pipeline = createPipeline({
    knowledge,
    guides: createGuideShelf({ guides, serveUnreviewed }),
    phrasebook,
    detectLocale,
    scanAcross,
    continuesSeed,
    checkOutbound: detectors
      ? (text, to, policy) => checkOutbound(text, to, { ...policy, detectors })
      : checkOutbound,
    formatAnswer,
    settings: {
      ...defaultSettings,
      links,
      allowedHosts,
      allowedHandles: accounts.map(({ handle }) => handle),
      guardHandles: accounts.filter(({ roles }) => roles.includes("community")).map(({ handle }) => handle),
      locales: [first, ...rest],
      agentSilentMs: config.desk.agentSilentMs,
      ...(config.desk.hours !== undefined && { supportHoursText: config.desk.hours }),
    },
  });
  const redact = composeRedactor({ accounts, fallback: first, phrasebook, clock: outside, detectors });
  return { pipeline, redact, knowledge, phrasebook };
}

export interface ComposeOptions {
  readonly config: FleetConfig;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly logger?: Logger;
  /** @default the embedded SQLite storage */
  readonly openStorage?: typeof openStorage;
  /** Looked for beside what the guard and the operator look for. @default none */
  readonly detectors?: readonly Detector[];
  /** Told where the HTTP server listens before any account starts: some platforms call there at once. */
  readonly onListening?: (url: string) => void;
}

export interface Fleet {
  /** Where its HTTP server listens. */
  readonly url: string;
  readonly service: Service;
  readonly storage: Storage;
  /** Stops within 10 s; what is not done is on disk. */
  stop(options?: { clean: boolean }): Promise<void>;
}

/** Builds and starts the whole fleet. Throws an AppError that says what to do when it cannot. */
export async function startFleet(options: ComposeOptions): Promise<Fleet> {
  const { config, clock, ids } = options;
  const logger =
    options.logger ?? createLogger({ level: config.telemetry.logLevel, scrub: composeScrubber(config) });
  const registry = createRegistry();
  const telemetry = createTelemetry({ logger, registry });
  const decider = await composeDecider(config, {
    now: clock.now,
    detectors: options.detectors,
    onTrained: (trained) => logger.info({ event: "classifier.trained", ...trained }),
  });
  const open = options.openStorage ?? openStorage;
  const storage = open({
    ...config.storage,
    now: clock.now,
    newMark: ids.newMark,
    as: "fleet",
    onFault: ({ kind, error }) => telemetry.storageState(kind, error),
  });
  try {
    const ports = { clock, logger, invalidRequests: createInvalidRequests(clock) };
    const accounts = await Promise.all(config.accounts.map((account) => loadAccount(account, ports)));
    const service = composeService({ config, clock, ids, telemetry, decider, storage, accounts });
    const http = await startHttpServer({
      ...config.http,
      ports: composeHttpPorts({
        accounts,
        deskSecret: config.desk.secret,
        clock,
        telemetry,
        storage,
        service,
        registry,
      }),
    });
    try {
      options.onListening?.(http.url);
      await service.start();
    } catch (error) {
      await http.close();
      throw error;
    }
    logger.info({ event: "fleet.started", url: http.url, accounts: accounts.length });
    const stop = async (how?: { clean: boolean }) => {
      await Promise.all([http.close(), service.stop(how)]);
      logger.info({ event: "fleet.stopped" });
    };
    return { url: http.url, service, storage, stop };
  } catch (error) {
    storage.close({ clean: storage.maintenance.cleanStart });
    throw error;
  }
}
function composeService(parts: {
  config: FleetConfig;
  clock: Clock;
  ids: Ids;
  telemetry: Telemetry;
  decider: Decider;
  storage: Storage;
  accounts: readonly ConnectedAccount[];
}): Service {
  const { config, clock, ids, telemetry, decider, storage, accounts } = parts;
  return new Service({
    accounts,
    storage,
    telemetry,
    clock,
    ids,
    pipeline: decider.pipeline,
    redact: decider.redact,
    desk: createEndpointDesk({ ...config.desk, clock, newId: ids.newMark, timeoutMs: deskTimeoutMs }),
    caps: createCapBook({
      limits: config.caps,
      cooldowns: new Keyv<boolean>({ store: storage.keyv, namespace: "replies" }),
      onReached: () => telemetry.capReached("replies"),
    }),
    late: { ...config.late, groupAfterMs: groupLateAfterMs },
    retention: { textDays: config.retention.textDays, idDays: config.retention.idDays },
    companions: composeCompanions({
      feed: config.status,
      incidents: config.incidents,
      clock,
      storage,
      telemetry,
    }),
    retry: { ...defaultRetry, maxAttempts: config.delivery.maxAttempts },
    newcomerMs: config.groups.newcomerMs,
  });
}
