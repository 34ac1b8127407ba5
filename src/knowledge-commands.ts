import type { Command } from "commander";
import type { Knowledge } from "./knowledge/knowledge.ts";
import type { ArticleFault } from "./knowledge/lint-articles.ts";

/** The command line's outside. */
export interface KnowledgeCommandPorts {
  readonly print: (words: string) => void;
  /** What the fleet knows; the project's own articles when no configuration is named. */
  readonly knowledge: () => Promise<Knowledge>;
  /** Every fault of the articles. */
  readonly lint: () => Promise<readonly ArticleFault[]>;
}

/** The tools are loaded when they are used: the other commands need not wait for them. */
export function addKnowledgeCommands(program: Command, ports: KnowledgeCommandPorts): void {
  const { print } = ports;
  const commands = program
    .command("knowledge")
    .description("What the fleet knows, and how well it finds it.");

  commands
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

  commands
    .command("classify")
    .description(
      "Read JSON lines {text, locale?} from standard input; write {decision, slug, probability, candidates, locale} for each.",
    )
    .action(async () => {
      const { classifyStream } = await import("./knowledge-classify.ts");
      const { stdin, stdout } = process;
      // Whoever reads may have seen enough, as `head` has.
      stdout.on("error", ({ code }: NodeJS.ErrnoException) => process.exit(code === "EPIPE" ? 0 : 1));
      const faulty = await classifyStream(stdin.setEncoding("utf8"), stdout, await ports.knowledge());
      if (faulty > 0) process.exitCode = 1;
    });

  commands
    .command("try")
    .description("Show a person which articles a text asks for, and what the fleet would do.")
    .argument("<text>", "what a person might write")
    .option("--locale <tag>", "its language; found from the text otherwise")
    .action(async (text: string, { locale }: { locale?: string }) => {
      const { describeClassification } = await import("./knowledge-classify.ts");
      print(describeClassification(await ports.knowledge(), text, locale));
    });

  commands
    .command("lint")
    .description("Check every article; tells every fault at once.")
    .action(async () => {
      const faults = await ports.lint();
      for (const { file, reason } of faults) print(`${file}: ${reason}`);
      if (faults.length === 0) print("The articles are right.");
      else process.exitCode = 1;
    });
}
