import type { Detector, Span } from "../../detector.ts";

/** A name and its value in JSON, whose quotes may be escaped, curly or missing. */
const quote = "\\\\{0,3}[\"'“”]?";
const fieldOf = (names: string, value: string) =>
  new RegExp(`(?<![a-z0-9_])(${names})${quote}\\s{0,12}[:=]\\s{0,12}${quote}(${value})`, "g");

/** Ethereum's Web3 secret storage, versions 1 and 3 (V1 in capitals), and what other wallets call the same. */
const parts = fieldOf(
  "crypto|cipher|ciphertext|cipherparams|keyheader|kdf|kdfparams|kdfparameters|dklen|mac|salt|iv|prf|encseed|encryptedkey|encrypted|nonce|iterations|data|keymetadata|encoded|encoding|seed_version|wallet_type|use_encryption",
  "[0-9a-z+/_=-]{0,4000}",
);
/** Names of values that hold the secret or go with it; the others only describe. */
const carrying = new Set([
  "ciphertext",
  "mac",
  "salt",
  "iv",
  "encseed",
  "encrypted",
  "nonce",
  "data",
  "encoded",
]);
const holding = new Set(["ciphertext", "encseed", "encrypted", "data", "encoded"]);
const shortestValue = 15;
const shortestHeld = 32;
const longestGap = 300;

interface Field {
  readonly name: string;
  readonly value: string;
  readonly start: number;
  readonly end: number;
}

const fieldsIn = (folded: string): Field[] =>
  [...folded.matchAll(parts)].map(({ index, 0: { length }, 1: name = "", 2: value = "" }) => ({
    name,
    value,
    start: index,
    end: index + length,
  }));

/** Fields that stand close to each other. */
const clustersOf = (fields: readonly Field[]): readonly (readonly Field[])[] => {
  const clusters: Field[][] = [];
  for (const field of fields) {
    const last = clusters.at(-1);
    if (last !== undefined && field.start - (last.at(-1)?.end ?? 0) <= longestGap) last.push(field);
    else clusters.push([field]);
  }
  return clusters;
};

const judge = (cluster: readonly Field[]): Span["level"] | undefined => {
  const names = new Set(cluster.map(({ name }) => name));
  const values = cluster.filter(({ name, value }) => carrying.has(name) && value.length >= shortestValue);
  const isHeld = values.some(
    ({ name, value }) => holding.has(name) && value.length >= shortestHeld && new Set(value).size >= 8,
  );
  const isVault = isHeld && (names.has("iv") || names.has("salt") || names.has("nonce"));
  const isPolkadot = isHeld && names.has("encoded") && names.has("encoding");
  if (isPolkadot) return "hard";
  if (isVault && names.size >= 3) return "hard";
  if (isHeld && names.has("ciphertext") && names.size >= 2) return "hard";
  // Cut off before or behind what is encrypted: the rest still tells what it is.
  if (values.length >= 2 && names.size >= 4) return "hard";
  if (values.some(({ name, value }) => name === "mac" && value.length >= 64)) return "soft";
  const isKeystore = names.has("kdfparams") || names.has("cipherparams") || names.has("ciphertext");
  return isKeystore && (isHeld || names.size >= 3) ? "soft" : undefined;
};

/** With the braces around it, as far as they are there. */
const spanOf = (text: string, cluster: readonly Field[], level: Span["level"]): Span => {
  const first = cluster[0]?.start ?? 0;
  const last = cluster.at(-1)?.end ?? 0;
  const opening = /\{[^{}]{0,300}(?:\{[^{}]{0,100})?$/.exec(text.slice(Math.max(0, first - 420), first));
  const closing = /^[^{}]{0,200}\}(?:[^{}]{0,200}\}){0,2}/.exec(text.slice(last, last + 620));
  const start = opening === null ? first : Math.max(0, first - 420) + opening.index;
  return { kind: "keystore", level, start, end: last + (closing?.[0].length ?? 0) };
};

const jwkSecret = fieldOf("d|k|dp|dq|qi", "[0-9a-z_-]{20,}");
const jwkType = fieldOf("kty", "(?:ec|okp|rsa|oct)(?![a-z])");
const longestJwk = 6_000;

/** A JSON Web Key with its private part (RFC 7518). */
const jwks = (folded: string): Span[] => {
  const types = [...folded.matchAll(jwkType)].slice(0, 20);
  if (types.length === 0) return [];
  return [...folded.matchAll(jwkSecret)]
    .slice(0, 100)
    .flatMap(({ index, 0: { length }, 1: name }): Span[] => {
      const type = types.find((other) => Math.abs(other.index - index) < longestJwk);
      if (type === undefined || (name === "k") !== (type[2] === "oct")) return [];
      return [{ kind: "private_key", level: "hard", start: index, end: index + length }];
    });
};

/** Whole secrets in a form of their own: Electrum's file, cardano-cli's key, Filecoin's and Polkadot's export. */
const others: readonly {
  readonly pattern: RegExp;
  readonly level: Span["level"];
  readonly kind: Span["kind"];
}[] = [
  { pattern: /(?<![0-9A-Za-z+/])QklFM[QR][0-9A-Za-z+/]{60,}={0,2}/g, kind: "keystore", level: "hard" },
  {
    pattern:
      /SigningKey[A-Za-z0-9_]{0,60}[^{}]{0,200}cborHex[\\"'\s:]{1,12}58(?:20|40|60|80)[0-9a-f]{64,256}/g,
    kind: "private_key",
    level: "hard",
  },
  {
    pattern: /7b2254797065223a22[0-9a-f]{10,40}2c22507269766174654b6579223a22[0-9a-f]{40,}/g,
    kind: "private_key",
    level: "hard",
  },
  {
    pattern: /UTC--\d{4}-\d\d-\d\dT[\d.:_-]{6,24}Z?--(?:0x)?[0-9a-fA-F]{40}(?:\.json)?/g,
    kind: "keystore",
    level: "soft",
  },
];

const hint =
  /ciphertext|kdf|"iv|"salt|'salt|'iv|cipher|encseed|kty|QklFM|cborHex|7b2254|UTC--|crypto|encrypted|"encoded|“salt|“iv|salt\\/i;

/** Wallet files: encrypted keys as JSON, also cut off, escaped, in another order; vaults; private JSON Web Keys. */
export const keystore: Detector = {
  name: "keystore",
  kinds: ["keystore", "private_key"],
  proof: "it holds the fields of a wallet's file",
  find: ({ text, folded }) => {
    if (text.length < 40 || !hint.test(text)) return [];
    const clusters = clustersOf(fieldsIn(folded)).flatMap((cluster) => {
      const level = judge(cluster);
      return level === undefined ? [] : [spanOf(text, cluster, level)];
    });
    const whole = others.flatMap(({ pattern, kind, level }) =>
      [...text.matchAll(pattern)].map(({ index, 0: { length } }) => ({
        kind,
        level,
        start: index,
        end: index + length,
      })),
    );
    return [...clusters, ...jwks(folded), ...whole];
  },
};
