import { parse } from "tldts";
import { forgetting } from "./forgetting.ts";
import { normalise } from "./normalise.ts";

/** An address or a name in a text that a reader's app may turn into something to tap. */
export interface Address {
  readonly kind: "link" | "email" | "handle";
  /** A host in lower case, or a handle with its `@`; empty when an address has no readable host. */
  readonly target: string;
}

const withScheme =
  /(?<![\p{L}\p{N}])([a-z][a-z0-9+.-]{1,20}):(?:\/\/|\\\\|(?=[^\s:/]{0,64}@))[^\s<>"'“”«»「」]+/giu;
const other = /(?<![\p{L}\p{N}])(?:javascript|data|vbscript|tg|whatsapp|skype|tel|sms|intent):(?=\S)/giu;
const email =
  /(?<![\p{L}\p{N}._%+-])[\p{L}\p{N}._%+-]{1,64}@((?:[\p{L}\p{N}-]{1,63}\.){1,8}[\p{L}\p{N}-]{2,63})/gu;
const handle = /(?<![\p{L}\p{N}@._/-])@[A-Za-z0-9_]{3,32}(?![\p{L}\p{N}_]|\.[A-Za-z])/gu;
const asciiHost =
  /(?<![A-Za-z0-9._@-])(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,62})\.){1,8}[A-Za-z0-9-]{2,63}(?![A-Za-z0-9-])/g;
const anyHost =
  /(?<![\p{L}\p{N}._@-])(?:[\p{L}\p{N}][\p{L}\p{M}\p{N}-]{0,62}\.){1,8}[\p{L}\p{N}-]{2,63}(?![\p{L}\p{N}-])/gu;

/**
 * Words that begin sentences and are top-level domains as well: "all done.It works" is no link. Only after a
 * lower-case word, only with a capital, and only without anything that a plain word does not have.
 */
const sentenceStart =
  /^(?:[a-z]+|[0-9.]+)\.(?:In|It|Is|So|No|My|Me|To|At|Be|By|Do|As|Am|Us|Now|How|You|Here|Just|Open|Read|Save|Call|Play|Buy|Pay|Next|Help|Click|Live|Like|Make|Today|Contact|Are|An|La|El|De|Si|Se|Para|Esta)$/;

const isDomain = (host: string): boolean => {
  const { isIcann, isPrivate, domain, isIp } = parse(host);
  return domain !== null && isIp !== true && (isIcann === true || isPrivate === true);
};

const hostOf = (url: string): string => {
  try {
    return new URL(url).hostname.toLowerCase().replace(/\.$/, "");
  } catch {
    return "";
  }
};

const closing = /[.,;:!?)\]}*|_~`'’]/u;

const withoutClosing = (url: string): string => {
  let end = url.length;
  while (end > 0 && closing.test(url[end - 1] ?? "")) end -= 1;
  return url.slice(0, end);
};

const cjk = /[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}]/u;

/** An address as written in a text: without the punctuation and the words that follow it without a space. */
const writtenUrl = (url: string): string => {
  const bare = withoutClosing(url);
  const words = bare.search(cjk);
  return words === -1 || isDomain(hostOf(bare)) ? bare : bare.slice(0, words);
};

/** `xn--` form of a bare host, so that look-alike letters never equal an allowed name. */
const asciiOf = (host: string): string => hostOf(`https://${host}`) || host.toLowerCase();

const blank = (text: string, pattern: RegExp) => text.replace(pattern, (match) => " ".repeat(match.length));

const bareHosts = (text: string): readonly string[] => {
  const ascii = [...text.matchAll(asciiHost)]
    .map(([host]) => host)
    .filter((host) => !sentenceStart.test(host) && isDomain(host));
  const international = [...text.matchAll(anyHost)]
    .map(([host]) => host)
    // A name after text without a space, as in Chinese, was found above already.
    .filter((host) => /[^\p{ASCII}]/u.test(host) && isDomain(asciiOf(host)))
    .filter(
      (host) => !ascii.some((known) => host.endsWith(known) && cjk.test(host.at(-known.length - 1) ?? "")),
    );
  return [...ascii, ...international].map(asciiOf);
};

/** The host that an address given as such leads to. */
export const addressOf = (url: string): Address => {
  const mail = /^mailto:[^@]*@([^?]*)/i.exec(url)?.[1];
  if (mail !== undefined) return { kind: "email", target: asciiOf(mail) };
  return { kind: "link", target: /^https?:/i.test(url) ? hostOf(url) : "" };
};

/** Everything in a text that leads somewhere: links with and without a scheme, mail addresses, handles. */
export const addressesIn = (written: string): readonly Address[] => {
  const { text } = forgetting(() => normalise(written));
  const schemed = [...text.matchAll(withScheme)].map(([url]) => addressOf(writtenUrl(url)));
  const unusual = [...text.matchAll(other)].map((): Address => ({ kind: "link", target: "" }));
  const rest = blank(text, withScheme);
  const mails = [...rest.matchAll(email)].map(
    ([, host = ""]): Address => ({ kind: "email", target: asciiOf(host) }),
  );
  const plain = blank(rest, email);
  return [
    ...schemed,
    ...unusual,
    ...mails,
    ...bareHosts(plain).map((target): Address => ({ kind: "link", target })),
    ...[...plain.matchAll(handle)].map(([name]): Address => ({ kind: "handle", target: name.toLowerCase() })),
  ];
};
