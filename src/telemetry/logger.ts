import { type DestinationStream, type Logger, type LoggerOptions, pino, stdTimeFunctions } from "pino";
import type { Scrub } from "./scrub.ts";

export type { Logger } from "pino";

export const logLevels = ["fatal", "error", "warn", "info", "debug", "trace", "silent"] as const;
export type LogLevel = (typeof logLevels)[number];

export interface LoggerConfig {
  readonly level: LogLevel;
  readonly scrub: Scrub;
  /** Where the lines go. @default standard output */
  readonly destination?: DestinationStream;
}

const eventName = /^[a-z][a-z_.]{0,60}$/;

/** What is left of a log call whose fields could not be scrubbed: that it happened, and its name. */
const unscrubbed = (first: unknown) => {
  let event: unknown;
  try {
    event = typeof first === "object" && first !== null ? Reflect.get(first, "event") : undefined;
  } catch {}
  return {
    event: typeof event === "string" && eventName.test(event) ? event : "log.unnamed",
    scrubFailed: true,
  };
};

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/**
 * JSON lines on one stream. Every argument and binding is scrubbed before pino sees it, and the finished line once
 * more. When the scrubber fails the line is still written, without its fields.
 */
export const createLogger = ({ level, scrub, destination }: LoggerConfig): Logger => {
  const fields = (value: unknown): Record<string, unknown> => {
    try {
      const clean = scrub(value instanceof Error ? { err: value } : value);
      return isRecord(clean) ? clean : { value: clean };
    } catch {
      return unscrubbed(value);
    }
  };
  const options: LoggerOptions = {
    level,
    base: null,
    timestamp: stdTimeFunctions.isoTime,
    serializers: { err: (err: unknown) => err },
    formatters: { level: (label) => ({ level: label }), bindings: fields },
    hooks: {
      logMethod(args, method) {
        const [first, ...rest]: readonly unknown[] = args;
        try {
          const words = (typeof first === "string" ? [first, ...rest] : rest).map(scrub);
          Reflect.apply(method, this, [typeof first === "string" ? {} : fields(first), ...words]);
        } catch {
          Reflect.apply(method, this, [unscrubbed(first)]);
        }
      },
      streamWrite(line) {
        try {
          const clean = scrub(line.trimEnd());
          if (typeof clean === "string" && clean.endsWith("}")) return `${clean}\n`;
        } catch {}
        const head = /^\{"level":"[a-z]+","time":"[0-9T:.Z-]+"/.exec(line)?.[0] ?? '{"level":"error"';
        return `${head},"event":"log.unnamed","scrubFailed":true}\n`;
      },
    },
  };
  return destination === undefined ? pino(options) : pino(options, destination);
};
