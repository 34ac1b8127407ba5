import { maskKeyed, maskPatterns, variantsOf } from "./masks.ts";

/** Takes secrets and people's words out of anything that is about to leave the process as a log or an error text. */
export type Scrub = (value: unknown) => unknown;

const maxDepth = 8;
const maxItems = 100;
/** A longer string inside an object is cut, after it was masked. */
const maxChars = 8_192;

/** The only fields of an error that leave: SDKs hang whole requests, message texts included, on theirs. */
const errorFields = ["code", "failure", "retryAfterMs", "statusCode", "status", "syscall", "errno"] as const;

/** JSON.parse quotes what it could not read, which may be a person's message. */
const errorMessage = (error: Error) =>
  error instanceof SyntaxError && error.message.includes("JSON") ? "invalid JSON" : error.message;

const stackFrames = (stack: string | undefined) =>
  (stack ?? "").split("\n").filter((line) => /^\s+at /.test(line));

const read = (holder: object, key: PropertyKey): unknown => {
  try {
    return Reflect.get(holder, key);
  } catch {
    return "[unreadable]";
  }
};

/**
 * One scrubber for logs, error texts and traces. `secrets` are the values that configuration gave us; they are masked
 * wherever they stand, also percent-encoded, JSON-escaped or in base64. Values under 6 characters are not
 * registered: masking them would shred the log.
 */
export const createScrubber = (secrets: readonly string[]): Scrub => {
  const registered = variantsOf(secrets);

  const text = (raw: string) => {
    let masked = raw;
    for (const secret of registered) masked = masked.replaceAll(secret, "[masked]");
    return maskPatterns(masked);
  };

  const cut = (masked: string) => (masked.length > maxChars ? `${masked.slice(0, maxChars)}[cut]` : masked);

  const walkError = (error: Error, seen: ReadonlySet<object>) => {
    const message = cut(text(String(errorMessage(error))));
    const name = text(String(error.name));
    const plain: Record<string, unknown> = { name, message };
    const frames = stackFrames(error.stack);
    if (frames.length > 0) plain["stack"] = text([`${name}: ${message}`, ...frames].join("\n"));
    for (const field of errorFields) {
      const value = read(error, field);
      if (typeof value === "number" || typeof value === "string") plain[field] = walk(value, seen);
    }
    if (error.cause !== undefined) plain["cause"] = walk(error.cause, seen);
    if (error instanceof AggregateError) plain["errors"] = walk(error.errors, seen);
    return plain;
  };

  const walkList = (list: readonly unknown[], seen: ReadonlySet<object>) => {
    const items = list.slice(0, maxItems).map((item, index) => {
      const before = list[index - 1];
      // Raw headers are a flat list of names and values.
      return typeof before === "string" && typeof item === "string" && index % 2 === 1
        ? (maskKeyed(before, item) ?? walk(item, seen))
        : walk(item, seen);
    });
    return list.length > maxItems ? [...items, `[${list.length - maxItems} more]`] : items;
  };

  const walkEntries = (entries: Iterable<readonly [unknown, unknown]>, seen: ReadonlySet<object>) => {
    const plain: Record<string, unknown> = {};
    let count = 0;
    for (const [key, value] of entries) {
      if (++count > maxItems) break;
      const name = String(key);
      plain[text(name)] = maskKeyed(name, value) ?? walk(value, seen);
    }
    return plain;
  };

  const walkObject = (value: object, seen: ReadonlySet<object>): unknown => {
    if (value instanceof Error) return walkError(value, seen);
    if (value instanceof URL) return text(value.href);
    if (value instanceof Date) return Number.isNaN(value.getTime()) ? "[invalid date]" : value.toISOString();
    if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer) return `[${value.byteLength} bytes]`;
    if (Array.isArray(value)) return walkList(value, seen);
    if (value instanceof Set) return walkList([...value], seen);
    if (value instanceof Map || value instanceof Headers || value instanceof URLSearchParams)
      return walkEntries(value, seen);
    return walkEntries(
      Object.keys(value).map((key) => [key, read(value, key)] as const),
      seen,
    );
  };

  const walk = (value: unknown, above: ReadonlySet<object>): unknown => {
    if (typeof value === "string") return above.size > 0 ? cut(text(value)) : text(value);
    if (typeof value === "bigint" || typeof value === "symbol") return text(String(value));
    if (typeof value === "function") return "[function]";
    if (typeof value !== "object" || value === null) return value;
    if (above.has(value)) return "[circular]";
    if (above.size >= maxDepth) return "[too deep]";
    return walkObject(value, new Set(above).add(value));
  };

  return (value) => walk(value, new Set());
};
