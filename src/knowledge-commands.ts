import { type Command, Option } from "commander";
import { atLeastOne } from "./at-least-one.ts";
import { type Locale, locales } from "./domain/locale.ts";
import type { Knowledge } from "./knowledge/knowledge.ts";
import type { Gaps } from "./knowledge-gaps.ts";

/** The command line's outside. */
export interface KnowledgeCommandPorts {
  readonly print: (words: string) => void;
  /** What the fleet knows; the project's own articles when no configuration is named. */
  readonly knowledge: () => Promise<Knowledge>;
  /** Every fault of the articles and guides, a line each. */
  readonly lint: () => Promise<readonly string[]>;
  /** What the fleet's storage holds of questions that nobody answered. */
  readonly gaps: (query: { readonly days: number; readonly locale?: Locale }) => Promise<Gaps>;
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
    .description("Check every article and guide; tells every fault at once.")
    .action(async () => {
      const faults = await ports.lint();
      for (const fault of faults) print(fault);
      if (faults.length === 0) print("The articles and guides are right.");
      else process.exitCode = 1;
    });

  commands
    .command("gaps")
    .description(
      "List what people asked and no article answered: alike questions together, most asked first.",
    )
    .option("--days <n>", "how far back", atLeastOne, 30)
    .addOption(new Option("--locale <tag>", "questions in one language").choices(locales))
    .option("--limit <n>", "how many groups", atLeastOne, 20)
    .option("--json", "a JSON line a group")
    .action(async (options: { days: number; locale?: Locale; limit: number; json?: true }) => {
      const { describeCluster, describeRest } = await import("./knowledge-gaps.ts");
      const gaps = await ports.gaps(options);
      const shown = gaps.clusters.slice(0, options.limit);
      for (const cluster of shown) print(options.json ? JSON.stringify(cluster) : describeCluster(cluster));
      if (!options.json) print(describeRest(gaps, shown.length));
    });
}
