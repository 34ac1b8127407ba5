import { type Command, InvalidArgumentError } from "commander";
import { type ExpectedKind, expectedKinds } from "./domain/message.ts";
import type { Detector } from "./guard/detector.ts";

/** The command line's outside. */
export interface GuardCommandPorts {
  /** The fleet's detectors with the patterns of the operator's configuration; undefined when it has none. */
  readonly configuredDetectors: () => Promise<readonly Detector[] | undefined>;
  readonly print: (words: string) => void;
}

interface GuardOptions {
  readonly locale: string;
  readonly patterns?: true;
}

interface ExplainOptions extends GuardOptions {
  readonly expects: readonly ExpectedKind[];
  readonly askedForCode?: true;
  readonly address: readonly string[];
}

const expectedKind = (text: string, before: readonly ExpectedKind[]): readonly ExpectedKind[] => {
  const kind = expectedKinds.find((known) => known === text);
  if (kind !== undefined) return [...before, kind];
  throw new InvalidArgumentError(`It must be one of: ${expectedKinds.join(", ")}.`);
};

const withShared = (command: Command) =>
  command
    .option("--locale <tag>", "the language of the labels", "en")
    .option("--patterns", "look for the operator's own patterns too; FLOTILLA_CONFIG names them");

/** The tools are loaded when they are used: the other commands need not wait for them, nor they for the fleet. */
export function addGuardCommands(program: Command, { configuredDetectors, print }: GuardCommandPorts): void {
  const guard = program
    .command("guard")
    .description("What the secret guard makes of texts. Nothing is kept.");

  withShared(
    guard
      .command("scan")
      .description(
        "Read JSON lines {text} or {messages: [{text, at}]} from standard input; write {findings, redacted} for each.",
      ),
  ).action(async ({ locale, patterns }: GuardOptions) => {
    const { scanStream } = await import("./guard-scan.ts");
    const { loadLabels } = await import("./guard-labels.ts");
    const configured = patterns && (await configuredDetectors());
    const { stdin, stdout } = process;
    // Whoever reads may have seen enough, as `head` has.
    stdout.on("error", ({ code }: NodeJS.ErrnoException) => process.exit(code === "EPIPE" ? 0 : 1));
    const faulty = await scanStream(stdin.setEncoding("utf8"), stdout, {
      labels: loadLabels(),
      locale,
      ...(configured && { detectors: configured }),
    });
    if (faulty > 0) process.exitCode = 1;
  });

  withShared(
    guard
      .command("explain")
      .description(
        "Show a person what is found in a text: where, by which detector, how sure, and what is left.",
      )
      .argument("<text>", "what a person might write"),
  )
    .option("--expects <kind>", "what the conversation has asked for; may be repeated", expectedKind, [])
    .option("--asked-for-code", "somebody has just asked for a one-time code")
    .option(
      "--address <address>",
      "an address that was named lately; may be repeated",
      (address: string, before: readonly string[]) => [...before, address],
      [],
    )
    .action(async (text: string, { locale, patterns, expects, askedForCode, address }: ExplainOptions) => {
      const { explainText } = await import("./guard-explain.ts");
      const { loadLabels } = await import("./guard-labels.ts");
      const { detectors } = await import("./guard/detectors.ts");
      const { elapsedMs } = await import("./runtime/clock.ts");
      const { labelsOf, localeOf } = loadLabels();
      const context = {
        expects: expects.map((kind) => ({ kind, slot: kind })),
        addresses: address,
        ...(askedForCode && { askedForCode }),
      };
      print(
        explainText(text, context, {
          detectors: (patterns && (await configuredDetectors())) ?? detectors,
          labels: labelsOf(localeOf(locale)),
          elapsedMs,
        }),
      );
    });
}
