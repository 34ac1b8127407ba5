import { describe, expect, test } from "vitest";
import { createLogger, type LogLevel } from "../../src/telemetry/logger.ts";
import { createScrubber, type Scrub } from "../../src/telemetry/scrub.ts";

const botToken = "7261540193:AAHk3vT0zWq8xYb2nLr5cPd9eJf1gMi4oSu";

const aLogger = (scrub: Scrub = createScrubber([botToken]), level: LogLevel = "info") => {
  const written: string[] = [];
  const logger = createLogger({ level, scrub, destination: { write: (line) => void written.push(line) } });
  return { logger, written, lines: () => written.map((line) => JSON.parse(line)) };
};

describe("pain 30: the bot token in logs and URLs", () => {
  const url = `https://api.telegram.org/bot${botToken}/sendMessage`;
  const cause = Object.assign(new Error(`request to ${url} failed`), { code: "ECONNRESET", config: { url } });
  const calls: readonly (readonly [string, (logger: ReturnType<typeof aLogger>["logger"]) => void])[] = [
    ["in a field", (logger) => logger.warn({ event: "x", url })],
    ["in a URL object", (logger) => logger.warn({ event: "x", url: new URL(url) })],
    ["in a message with arguments", (logger) => logger.warn("failed: %s %o", url, { url })],
    ["in an error", (logger) => logger.error(new Error(url))],
    ["in an error's cause", (logger) => logger.error({ err: new Error("failed", { cause }) })],
    [
      "in the cause of a cause",
      (logger) => logger.error(new Error("a", { cause: new Error("b", { cause }) })),
    ],
    ["in a binding", (logger) => logger.child({ url }).error({ event: "x" })],
    [
      "in a child's binding after the fact",
      (logger) =>
        logger
          .child({})
          .child({ deep: [url] })
          .error("x"),
    ],
    ["as the name of a field", (logger) => logger.error({ [url]: 1 })],
  ];
  test.each(calls)("pain 30: is masked %s", (_name, call) => {
    const { logger, written, lines } = aLogger();
    call(logger);
    expect(written).toHaveLength(1);
    expect(written[0]).not.toContain("AAHk3v");
    expect(written[0]).toContain("[masked]");
    expect(lines()[0]).toMatchObject({ time: expect.stringMatching(/^\d{4}-/) });
  });

  test("pain 30: a token that was never registered is masked by its shape", () => {
    const { logger, written } = aLogger(createScrubber([]));
    logger.error(new Error("failed", { cause }));
    expect(written[0]).toContain("bot[masked]/sendMessage");
    expect(written[0]).not.toContain("AAHk3v");
  });
});

describe("a scrubber with a bug", () => {
  const broken: Scrub = () => {
    throw new Error(`cannot mask ${botToken}`);
  };

  test("loses no line and leaks nothing", () => {
    const { logger, written, lines } = aLogger(broken);
    logger
      .child({ url: botToken })
      .error({ event: "turn.failed", err: new Error(botToken) }, `bad ${botToken}`);
    logger.error(new Error(botToken));
    logger.error(botToken);
    logger.error({ event: `x ${botToken}` });
    expect(written).toHaveLength(4);
    expect(written.join("")).not.toContain("AAHk3v");
    for (const line of lines()) expect(line).toMatchObject({ level: "error", scrubFailed: true });
  });

  test("that fails only on objects still names the event", () => {
    const { logger, lines } = aLogger((value) => (typeof value === "string" ? value : broken(value)));
    logger.error({ event: "turn.failed", text: "hello" });
    expect(lines()).toEqual([
      { level: "error", time: expect.any(String), event: "turn.failed", scrubFailed: true },
    ]);
  });

  test("that returns nonsense for the finished line still leaves a line of JSON", () => {
    const { logger, lines } = aLogger((value) => (typeof value === "string" ? 7 : value));
    logger.error({ event: "turn.failed" });
    expect(lines()[0]).toMatchObject({ level: "error", scrubFailed: true });
  });
});

test("what a person wrote does not reach the log", () => {
  const { logger, written } = aLogger();
  logger.info({
    event: "x",
    message: { text: "my password is hunter2" },
    effect: { content: { text: "hunter2" } },
  });
  expect(written[0]).not.toContain("hunter2");
});

test("a long line stays one line of JSON", () => {
  const { logger, lines } = aLogger();
  logger.info({ event: "x", list: Array.from({ length: 90 }, () => "word ".repeat(1_000)) });
  expect(lines()[0]).toMatchObject({ event: "x", level: "info" });
});

test("lines below the level are not written", () => {
  const { logger, written } = aLogger(undefined, "warn");
  logger.info({ event: "x" });
  logger.debug({ event: "x" });
  expect(written).toEqual([]);
});
