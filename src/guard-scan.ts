import { Buffer } from "node:buffer";
import { once } from "node:events";
import type { Writable } from "node:stream";
import type { Detector } from "./guard/detector.ts";
import { redactMessages } from "./guard/redact-messages.ts";
import type { LabelBook } from "./guard-labels.ts";
import { FaultyLine, readGuardRequest } from "./guard-request.ts";

export interface GuardScan {
  readonly labels: LabelBook;
  /** Of the labels, where a line names none. */
  readonly locale: string;
  /** Other detectors than the fleet's own. */
  readonly detectors?: readonly Detector[];
}

/** UTF-16 units of a line; a longer one is a fault, so that memory stays bounded. */
const longestLine = 16_000_000;
const flushedFrom = 65_536;

/** The answer to one line. A text that the guard cannot vouch for is withheld, as the fleet does. */
const answerTo = (line: string, { labels, locale, detectors }: GuardScan): object => {
  const { messages, isSingle, context, ...asked } = readGuardRequest(line);
  try {
    const { findings, texts } = redactMessages(messages, {
      ...context,
      ...labels.labelsOf(labels.localeOf(asked.locale ?? locale)),
      ...(detectors && { detectors }),
    });
    if (!isSingle) return { findings, redacted: texts };
    return { findings: findings.map(({ message: _, ...finding }) => finding), redacted: texts[0] };
  } catch {
    return { findings: [], redacted: isSingle ? "" : messages.map(() => ""), withheld: true };
  }
};

/** Whole lines of a stream, without their ends; `undefined` stands for one that is too long. */
async function* linesIn(chunks: AsyncIterable<string>): AsyncGenerator<readonly (string | undefined)[]> {
  let rest = "";
  let isTooLong = false;
  for await (const chunk of chunks) {
    const [first = "", ...others] = chunk.split("\n");
    rest += first;
    if (isTooLong || rest.length > longestLine) {
      isTooLong = true;
      rest = "";
    }
    if (others.length === 0) continue;
    const ended = [isTooLong ? undefined : rest, ...others.slice(0, -1)];
    rest = others.at(-1) ?? "";
    isTooLong = false;
    yield ended;
  }
  if (isTooLong || rest !== "") yield [isTooLong ? undefined : rest];
}

/**
 * `cli guard scan`: an answer for each line, in order, written as the lines come in. Empty lines at the end are none.
 *
 * @returns how many lines were faulty
 */
export async function scanStream(
  input: AsyncIterable<string>,
  output: Writable,
  scan: GuardScan,
): Promise<number> {
  let faulty = 0;
  let emptyBefore = 0;
  const answers: string[] = [];
  let size = 0;
  const say = (answer: object) => {
    const text = JSON.stringify(answer);
    answers.push(text);
    size += text.length;
  };
  const fault = (why: string) => {
    faulty += 1;
    say({ error: why });
  };
  const flush = async () => {
    if (answers.length === 0) return;
    const text = `${answers.splice(0).join("\n")}\n`;
    size = 0;
    if (!output.write(Buffer.from(text, "utf8"))) await once(output, "drain");
  };
  for await (const lines of linesIn(input)) {
    for (const raw of lines) {
      const line = raw?.replace(/^\ufeff/, "").trim();
      if (line === "") {
        emptyBefore += 1;
        continue;
      }
      for (; emptyBefore > 0; emptyBefore -= 1) fault("the line is empty");
      try {
        if (line === undefined) fault(`the line is longer than ${longestLine} characters`);
        else say(answerTo(line, scan));
      } catch (error) {
        if (!(error instanceof FaultyLine)) throw error;
        fault(error.message);
      }
      if (size >= flushedFrom) await flush();
    }
    await flush();
  }
  return faulty;
}
