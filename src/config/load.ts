import { dirname, resolve } from "node:path";
import { LineCounter, parseDocument } from "yaml";
import { z } from "zod";
import { AppError } from "../domain/errors.ts";
import { type Fault, faultsOf } from "./faults.ts";
import { type AdapterFields, configSchema, type FleetConfig } from "./schema.ts";
import type { ReadSecret } from "./secret.ts";

/** What loading needs of the outside. */
export interface LoadOptions<
  Telegram extends z.ZodRawShape,
  Discord extends z.ZodRawShape,
  Twitter extends z.ZodRawShape,
> {
  /** The file; with `text` given it is only named in messages, and relative paths are taken from its folder. */
  readonly path: string;
  /** The configuration itself, when it does not come from the file. */
  readonly text?: string;
  readonly readFile: (path: string) => string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly adapters: AdapterFields<Telegram, Discord, Twitter>;
}

type AnyOptions = LoadOptions<z.ZodRawShape, z.ZodRawShape, z.ZodRawShape>;

const codeOf = (cause: unknown) =>
  cause instanceof Error && "code" in cause ? String(cause.code) : "unreadable";

/** Secrets by name. A value never enters a message, a file's trailing line break is not part of it. */
const secretReader =
  (options: Pick<AnyOptions, "env" | "readFile">, resolvePath: (path: string) => string): ReadSecret =>
  (source) => {
    if ("env" in source) {
      const value = options.env[source.env];
      if (value !== undefined && value !== "") return { value };
      return { failure: `names the environment variable ${source.env}, which is not set` };
    }
    const path = resolvePath(source.file);
    try {
      const value = options.readFile(path).trim();
      return value === "" ? { failure: `names the file ${path}, which is empty` } : { value };
    } catch (cause) {
      return { failure: `names the file ${path}, which cannot be read (${codeOf(cause)})` };
    }
  };

const readText = (options: Pick<AnyOptions, "path" | "readFile">) => {
  try {
    return options.readFile(options.path);
  } catch (cause) {
    throw new AppError(
      "CONFIG_MISSING",
      `${options.path} cannot be read (${codeOf(cause)}). Set FLOTILLA_CONFIG to the configuration file; config/fleet.example.yaml is one to start from.`,
      { cause },
    );
  }
};

/** The parsed file and where each of its values stands. The parser's own messages quote the file, so only its codes are told. */
const parseYaml = (path: string, text: string) => {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  if (document.errors.length > 0) {
    const told = document.errors.map(
      ({ code, pos }) => `- line ${lines.linePos(pos[0]).line}: ${code.toLowerCase().replaceAll("_", " ")}`,
    );
    throw new AppError("CONFIG_INVALID", `${path} is not valid YAML:\n${told.join("\n")}`);
  }
  const lineOf = (keys: readonly PropertyKey[]): number | undefined => {
    const node = document.getIn(keys, true);
    const range = typeof node === "object" && node !== null && "range" in node ? node.range : undefined;
    if (Array.isArray(range) && typeof range[0] === "number") return lines.linePos(range[0]).line;
    return keys.length === 0 ? undefined : lineOf(keys.slice(0, -1));
  };
  return { input: toPlain(path, document), lineOf };
};

const toPlain = (path: string, document: ReturnType<typeof parseDocument>): unknown => {
  try {
    return document.toJS();
  } catch {
    throw new AppError("CONFIG_INVALID", `${path} uses YAML anchors in a way that cannot be resolved.`);
  }
};

const tell = (fault: Fault, line: number | undefined) => {
  const place = `${fault.path === "" ? "the file" : fault.path}${line === undefined ? "" : ` (line ${line})`}`;
  return `- ${place}: ${fault.reason}${fault.example === undefined ? "" : `. Right, for example: ${fault.example}`}`;
};

/**
 * Reads and checks the configuration.
 *
 * @throws AppError CONFIG_INVALID with every fault at once, SECRET_MISSING when all that is wrong are secrets
 * that could not be read, CONFIG_MISSING when there is no file.
 */
export const loadConfig = <
  Telegram extends z.ZodRawShape,
  Discord extends z.ZodRawShape,
  Twitter extends z.ZodRawShape,
>(
  options: LoadOptions<Telegram, Discord, Twitter>,
): FleetConfig<Telegram, Discord, Twitter> => {
  const resolvePath = (path: string) => resolve(dirname(options.path), path);
  const { input, lineOf } = parseYaml(options.path, options.text ?? readText(options));
  const schema = configSchema({
    adapters: options.adapters,
    readSecret: secretReader(options, resolvePath),
    resolvePath,
  });
  const result = schema.safeParse(input);
  if (result.success) return result.data;

  const faults = faultsOf({
    error: result.error,
    input,
    jsonSchema: z.toJSONSchema(schema, { io: "input" }),
  });
  const code = faults.every((fault) => fault.unreadableSecret) ? "SECRET_MISSING" : "CONFIG_INVALID";
  const told = faults.map((fault) => tell(fault, lineOf(fault.keys)));
  throw new AppError(
    code,
    [`${options.path} has ${faults.length} ${faults.length === 1 ? "fault" : "faults"}:`, ...told].join("\n"),
  );
};
