/** Under this length a configured secret would match ordinary words. */
const minSecretChars = 6;

/** The shapes in which a secret may travel: as it is, in a URL, in JSON, in base64, and a `whsec_` one without its prefix. */
export const variantsOf = (secrets: readonly string[]): readonly string[] => {
  const variants = new Set<string>();
  for (const given of secrets) {
    const secret = given.trim();
    if (secret.length < minSecretChars) continue;
    const bare = secret.replace(/^whsec_/, "");
    for (const form of bare.length < minSecretChars ? [secret] : [secret, bare]) {
      variants.add(form);
      variants.add(encodeURIComponent(form.toWellFormed()));
      variants.add(JSON.stringify(form).slice(1, -1));
      variants.add(Buffer.from(form).toString("base64"));
      variants.add(Buffer.from(form).toString("base64url"));
    }
  }
  return [...variants].sort((a, b) => b.length - a.length);
};

/**
 * Secrets that are known by their shape. Each is linear in the text, and none spans a quote, so that a masked
 * JSON line is still JSON.
 */
const patterns: readonly (readonly [RegExp, string])[] = [
  // Telegram bot tokens, also inside `/bot<token>/`.
  [/(?<!\d)\d{6,}(?::|%3A)[A-Za-z0-9_-]{30,}/gi, "[masked]"],
  // Discord bot tokens.
  [/(?<![\w-])[A-Za-z0-9_-]{23,28}\.[A-Za-z0-9_-]{6,7}\.[A-Za-z0-9_-]{27,}/g, "[masked]"],
  [/whsec_[A-Za-z0-9+/=_-]+/g, "whsec_[masked]"],
  [/(?<![A-Za-z0-9])v1,[A-Za-z0-9+/]{43}=/g, "v1,[masked]"],
  [/\b(Bearer|Basic)\s+[A-Za-z0-9._~+/=-]{8,}/gi, "$1 [masked]"],
  [
    /\b(authorization|cookie|signature(?:-256)?|bot-api-secret-token)(\s*[:=]\s*)[^\s"'\\,;[][^\r\n"'\\]*/gi,
    "$1$2[masked]",
  ],
  [/(oauth_(?:token|signature|consumer_key|nonce)=\\?"?)[^"\\&,\s]+/gi, "$1[masked]"],
  [/([?&][a-z_-]{0,30}(?:token|secret|signature|sig|api_?key|password)=)[^&#\s"'\\]+/gi, "$1[masked]"],
  // The user and password of a URL.
  [/(?<=:\/\/)[^\s/:@"'\\]{1,200}:[^\s/@"'\\]{1,200}(?=@)/g, "[masked]"],
];

export const maskPatterns = (text: string): string => {
  let masked = text;
  for (const [pattern, instead] of patterns) masked = masked.replace(pattern, instead);
  return masked;
};

const secretKey =
  /(?:^|[-_.]|(?<=[a-z]))(?:authorization|cookie|signature(?:-256)?|secret|token|password|passphrase|api[-_]?key|private[-_]?key|mnemonic|credentials?)$/i;

/** Fields of our own nouns that hold what people wrote or are called. */
const textKeys: ReadonlySet<string> = new Set([
  "text",
  "content",
  "publicStub",
  "displayName",
  "username",
  "agentName",
  "description",
  "subject",
  "transcript",
  "accountReference",
  "happenedWhen",
  "body",
  "payload",
  "slots",
  "given",
  "args",
]);

/** What to show instead of a value because of the name it stands under; undefined when the name says nothing. */
export const maskKeyed = (key: string, value: unknown): string | undefined => {
  if (value === undefined || value === null || typeof value === "number" || typeof value === "boolean")
    return;
  if (textKeys.has(key)) return "[withheld]";
  return secretKey.test(key) ? "[masked]" : undefined;
};
