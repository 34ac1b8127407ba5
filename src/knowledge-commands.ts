import type { Command } from "commander";

/** The command line's outside. */
export interface KnowledgeCommandPorts {
  readonly print: (words: string) => void;
}

/** The tools are loaded when they are used: the other commands need not wait for them. */
export function addKnowledgeCommands(program: Command, { print }: KnowledgeCommandPorts): void {
  const knowledge = program
    .command("knowledge")
    .description("What the fleet knows, and how well it finds it.");

  knowledge
    .command("eval")
    .description(
      "Train on JSON lines {text, label, locale} and test on others, a model per locale; label null is out of scope.",
    )
    .requiredOption("--train <file>", "what the models learn")
    .requiredOption("--test <file>", "what they are asked")
    .action(async ({ train, test }: { train: string; test: string }) => {
      const { evaluate } = await import("./knowledge-eval.ts");
      const { readLabelledLines } = await import("./knowledge-lines.ts");
      const { elapsedMs } = await import("./runtime/clock.ts");
      evaluate({
        train: readLabelledLines(train),
        test: readLabelledLines(test),
        elapsedMs,
        tell: (evaluation) => print(JSON.stringify(evaluation)),
      });
    });
}
