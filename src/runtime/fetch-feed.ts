/** What the last answer of a feed said of itself, to be asked whether it has changed. */
export interface FeedVersion {
  readonly etag?: string;
  readonly lastModified?: string;
}

export type FeedAnswer = { readonly body: string; readonly version: FeedVersion } | "unchanged";

/** Rejects with a reason that names no content: too slow, too large, another status than 200 and 304. */
export type FetchFeed = (url: string, known: FeedVersion, signal: AbortSignal) => Promise<FeedAnswer>;

const withinMs = 10_000;
const mostBytes = 512 * 1024;

const headerOf = (value: string | string[] | undefined) =>
  typeof value === "string" && value.length <= 500 ? value : undefined;

/** Follows no redirection: whatever is told stands at the operator's own address. */
export const fetchFeed: FetchFeed = async (url, known, signal) => {
  // Loaded with the first call: undici takes longer to load than most of the fleet.
  const { request } = await import("undici");
  const { statusCode, headers, body } = await request(url, {
    method: "GET",
    headers: {
      "user-agent": "flotilla",
      accept: "application/json, application/rss+xml, application/atom+xml, application/xml;q=0.9",
      ...(known.etag !== undefined && { "if-none-match": known.etag }),
      ...(known.lastModified !== undefined && { "if-modified-since": known.lastModified }),
    },
    headersTimeout: withinMs,
    bodyTimeout: withinMs,
    signal: AbortSignal.any([signal, AbortSignal.timeout(withinMs)]),
  });
  if (statusCode !== 200) {
    // Closed rather than read: nobody wants to know what else it says.
    body.on("error", () => undefined).destroy();
    if (statusCode === 304) return "unchanged";
    throw new Error(`answered ${statusCode}`);
  }
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of body) {
    const bytes: Uint8Array = part;
    size += bytes.length;
    if (size > mostBytes) throw new Error(`has more than ${mostBytes} bytes`);
    parts.push(bytes);
  }
  const etag = headerOf(headers["etag"]);
  const lastModified = headerOf(headers["last-modified"]);
  return {
    body: new TextDecoder().decode(Buffer.concat(parts)),
    version: { ...(etag !== undefined && { etag }), ...(lastModified !== undefined && { lastModified }) },
  };
};
