import type { Detector, Span } from "../../detector.ts";

/** Every label of a private key; dashes may have been made one long dash, or lost. */
const label =
  "(?:(?:RSA|EC|DSA|ECDSA|ED25519|X25519|ENCRYPTED|OPENSSH|SSH2 ENCRYPTED|PGP|ANY|TSS2|ML-[A-Z]+-\\d+|[A-Z0-9]{2,12}) )?(?:ENCRYPTED )?PRIVATE KEY(?: BLOCK)?";
const dash = "(?:[-–-―_=*]{1,10}|-(?: -){2,6})";
const borders = new RegExp(`${dash} {0,2}(BEGIN|END) {1,2}${label} {0,2}${dash}`, "gi");
/** What a block holds beside base64: header lines, line breaks, also escaped or quoted ones. */
const bodyUnit = /[0-9A-Za-z+/=\s>|"',;\\:.\-_()@]/;
const base64Unit = /[0-9A-Za-z+/=\s>"'|,\\]/;
const longestBody = 20_000;
const mostBlocks = 30;
const mostBodies = 200;

const derBase64 = /(?<![0-9A-Za-z+/])M[0-9A-Za-z+/]{39}/g;
const derHex = /(?<![0-9a-z])30[0-9a-f]{62,}/g;
const openSsh = /(?<![0-9A-Za-z+/])b3BlbnNzaC1rZXktdjE[0-9A-Za-z+/]{20}/g;
const pbes2 = Buffer.from("06092a864886f70d01050d", "hex");

/**
 * Whether bytes begin as a private key does in DER: a sequence of version 0 and an algorithm (PKCS#8) or a modulus
 * (PKCS#1), of version 1 and 32 or more bytes (SEC1), or of the algorithm PBES2 (encrypted PKCS#8).
 */
const isPrivateDer = (bytes: Buffer): boolean => {
  if (bytes[0] !== 0x30) return false;
  const long = (bytes[1] ?? 0) & 0x80 ? (bytes[1] ?? 0) & 0x7f : 0;
  const inner = bytes.subarray(2 + long);
  if (inner[0] === 0x30) return inner.subarray(0, 24).includes(pbes2);
  if (inner[0] !== 2 || inner[1] !== 1) return false;
  const [version, next, size] = [inner[2], inner[3], inner[4] ?? 0];
  if (version === 1 && next === 0x04) return size >= 20 && size <= 0x42;
  if (version === 1 && next === 0x30) return inner[5] === 0x06;
  return version === 0 && ((next === 0x30 && inner[5] === 0x06) || (next === 0x02 && size >= 0x40));
};

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
  const body = near.match(firstBody)?.find((run) => new Set(run).size >= 8);
  const at = body === undefined ? -1 : near.indexOf(body);
  for (let i = 0; i < at; i += 1) if (!bodyUnit.test(near[i] ?? "")) return undefined;
  return at === -1 ? undefined : base64End(text, from + at);
};

/** Where the base64 begins that stands right before a border; undefined when there is none. */
const bodyBefore = (text: string, from: number, to: number): number | undefined => {
  let at = to;
  while (at > from && base64Unit.test(text[at - 1] ?? "")) at -= 1;
  const body = /[0-9A-Za-z+/]{20}/.exec(text.slice(at, to));
  return body === null || new Set(body[0]).size < 8 ? undefined : at + body.index;
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
  const starts = [...text.matchAll(derBase64)]
    .slice(0, mostBodies)
    .filter(([start]) => isPrivateDer(Buffer.from(start, "base64")));
  for (const match of [...starts, ...text.matchAll(openSsh)]) {
    const last = base64End(text, match.index);
    if (last - match.index >= 40) spans.push(spanOf(match.index, last));
  }
  for (const match of [...folded.matchAll(derHex)].slice(0, mostBodies))
    if (isPrivateDer(Buffer.from(match[0].slice(0, 64), "hex")))
      spans.push(spanOf(match.index, match.index + match[0].length));
  for (const match of text.matchAll(puttyOrXml)) {
    const last = /^<D>/.test(match[0])
      ? match.index + match[0].length
      : bodyBehind(text, match.index + match[0].length);
    if (last !== undefined) spans.push(spanOf(match.index, last));
  }
  return spans;
};

const hint =
  /private key|PuTTY|private-lines|<RSA|<D>|b3BlbnNz|(?<![0-9A-Za-z+/])(?:M[0-9A-Za-z+/]{39}|30[0-9A-Fa-f]{62})/i;

/** Private keys in PEM blocks, whole or cut off at either end, and their bodies without the block. */
export const pemBlock: Detector = {
  name: "pem-block",
  kinds: ["private_key"],
  proof: "it is a private key in a PEM block, or the body of one",
  find: ({ text, folded }) => {
    if (text.length < 40 || !hint.test(text)) return [];
    const isNamed = /private key/i.test(text);
    return [...(isNamed ? blocks(text) : []), ...bare(text, folded)];
  },
};
