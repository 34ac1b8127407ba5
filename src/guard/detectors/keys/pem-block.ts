import type { Detector, Span } from "../../detector.ts";

/** Every label of a private key; dashes may have been made one long dash, or lost. */
const label =
  "(?:(?:RSA|EC|DSA|ECDSA|ED25519|X25519|ENCRYPTED|OPENSSH|SSH2 ENCRYPTED|PGP|ANY|TSS2|ML-[A-Z]+-\\d+|[A-Z0-9]{2,12}) )?(?:ENCRYPTED )?PRIVATE KEY(?: BLOCK)?";
const dash = "(?:[-‐-―−_=*]{1,10}|-(?: -){2,6})";
const borders = new RegExp(`${dash} {0,2}(BEGIN|END) {1,2}${label} {0,2}${dash}`, "gi");
/** What a block holds beside base64: header lines, line breaks, also escaped or quoted ones. */
const bodyUnit = /[0-9A-Za-z+/=\s>|"',;\\:.\-_()@]/;
const base64Unit = /[0-9A-Za-z+/=\s>"'|,\\]/;
const longestBody = 20_000;
const mostBlocks = 30;

/**
 * The base64 of what a private key begins with in DER: PKCS#8 of RSA, EC and Ed25519, PKCS#1, SEC1, encrypted
 * PKCS#8, and the magic of OpenSSH.
 */
const derStart =
  /(?<![0-9A-Za-z+/])(?:MII[A-Za-z0-9]{1,2}[wgQAI][IM]BADAN|MII[CEJ][A-Za-z0-9+/]{1,2}IBAA(?:KC|KB)|MIG[HI]AgEAM|MHcCAQEEI|MIGkAgEBBD|MC4CAQAwBQYDK2V|MFMCAQEwBQYDK2V|MII[A-Za-z0-9]{2,3}BgkqhkiG9w0BBQ0|b3BlbnNzaC1rZXktdjE)[0-9A-Za-z+/]{8}/g;
const derHex =
  /(?<![0-9a-z])30(?:2e|51|53|77|81[0-9a-f]{2}|82[0-9a-f]{4}|3[0-9a-f])0201(?:00|01)(?:30[0-9a-f]{2}06|0420|0282)[0-9a-f]{32,}/g;
const puttyOrXml = /PuTTY-User-Key-File-\d|Private-Lines:|<RSAKeyValue>|<D>[0-9A-Za-z+/=]{40,}/g;

/** Where base64 lines go on to. A line of prose has spaces, or no digit and no change of case. */
const base64End = (text: string, from: number): number => {
  const run =
    /[0-9A-Za-z+/=]{4,}(?:(?:\\[rn]|[\s>"',|]){1,12}[0-9A-Za-z+/=]{16,}){0,200}(?:(?:\\[rn]|[\s>"',|]){1,12}[0-9A-Za-z+/]{1,76}={1,2})?/y;
  run.lastIndex = from;
  return run.test(text) ? Math.min(run.lastIndex, from + longestBody) : from;
};

const firstBody = /[0-9A-Za-z+/]{16}/g;
const lookAhead = 300;

/** From behind a border to the end of the base64 that follows; undefined when nothing of a key follows. */
const bodyBehind = (text: string, from: number): number | undefined => {
  const near = text.slice(from, from + lookAhead);
  const body = near.match(firstBody)?.find((run) => new Set(run).size >= 6);
  const at = body === undefined ? -1 : near.indexOf(body);
  for (let i = 0; i < at; i += 1) if (!bodyUnit.test(near[i] ?? "")) return undefined;
  return at === -1 ? undefined : base64End(text, from + at);
};

/** Where the base64 begins that stands right before a border; undefined when there is none. */
const bodyBefore = (text: string, from: number, to: number): number | undefined => {
  let at = to;
  while (at > from && base64Unit.test(text[at - 1] ?? "")) at -= 1;
  const body = /[0-9A-Za-z+/]{20}/.exec(text.slice(at, to));
  return body === null ? undefined : at + body.index;
};

const spanOf = (start: number, end: number): Span => ({ kind: "private_key", level: "hard", start, end });

const blocks = (text: string): Span[] => {
  const marks = [...text.matchAll(borders)].slice(0, mostBlocks).map((match) => ({
    isBegin: /begin/i.test(match[1] ?? ""),
    start: match.index,
    end: match.index + match[0].length,
  }));
  const spans: Span[] = [];
  let done = 0;
  for (const [i, mark] of marks.entries()) {
    if (mark.start < done) continue;
    const next = marks[i + 1];
    const body = mark.isBegin ? bodyBehind(text, mark.end) : undefined;
    const before = mark.isBegin
      ? undefined
      : bodyBefore(text, Math.max(done, mark.start - longestBody), mark.start);
    if (body !== undefined) {
      const isClosed = next !== undefined && !next.isBegin && next.start - mark.end < longestBody;
      done = isClosed ? next.end : body;
      spans.push(spanOf(mark.start, done));
    } else if (before !== undefined) {
      done = mark.end;
      spans.push(spanOf(before, done));
    }
  }
  return spans;
};

const bare = (text: string, folded: string): Span[] => {
  const spans: Span[] = [];
  for (const match of text.matchAll(derStart)) {
    const last = base64End(text, match.index);
    if (last - match.index >= 40) spans.push(spanOf(match.index, last));
  }
  for (const match of folded.matchAll(derHex)) spans.push(spanOf(match.index, match.index + match[0].length));
  for (const match of text.matchAll(puttyOrXml)) {
    const last = /^<D>/.test(match[0])
      ? match.index + match[0].length
      : bodyBehind(text, match.index + match[0].length);
    if (last !== undefined) spans.push(spanOf(match.index, last));
  }
  return spans;
};

const hint = /private|MII|MIG|MHcC|MC4C|MFMC|b3BlbnNz|PuTTY|<RSA|<D>|0201/i;

/** Private keys in PEM blocks, whole or cut off at either end, and their bodies without the block. */
export const pemBlock: Detector = {
  name: "pem-block",
  kinds: ["private_key"],
  find: ({ text, folded }) => {
    if (text.length < 40 || !hint.test(text)) return [];
    const isNamed = /private/i.test(text);
    return [...(isNamed ? blocks(text) : []), ...bare(text, folded)];
  },
};
