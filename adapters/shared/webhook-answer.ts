const retryAfterSeconds = 5;

/** An answer that tells the platform why its delivery was turned away. */
export const refuse = (
  status: number,
  detail: string,
  headers: Readonly<Record<string, string>> = {},
): Response => Response.json({ status, detail }, { status, headers });

/** The delivery is in order, and cannot be made durable. */
export const notNow = (): Response =>
  refuse(503, "Nothing is taken in now. Send it again.", { "retry-after": String(retryAfterSeconds) });

/** A JSON object in UTF-8; undefined for anything else. */
export const parseObject = (bytes: Uint8Array): object | undefined => {
  try {
    const value: unknown = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
    return typeof value === "object" && value !== null && !Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
};
