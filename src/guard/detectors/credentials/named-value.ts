import type { Detector, Span } from "../../detector.ts";
import type { Normalised } from "../../normalise.ts";
import { isChainPublic, isPlaceholder, isSequence, mixOf, uuid } from "./credential-shapes.ts";

const hint =
  /sess|sid|token|cookie|auth|jwt|csrf|xsrf|clearance|remember|secret|passw|[?&](?:code|key|ticket)=/;

/** A name and its value as in cookies, links, JSON, environment files and tables of a browser's tools. */
const pair =
  /(?<![A-Za-z0-9_$.%-])([A-Za-z0-9_$.-]{2,60})(?:["'`*]{0,2}[ ]?[:=][ ]?|["'`]?\t)(?:\\?["'`]?)(?!\/\/)([^\s;&"'`<>,\\#]{8,4096})/g;
/** Browsers export cookies as `{"name": "...", "value": "..."}`, in any order of keys. */
const exported =
  /"name"\s{0,4}:\s{0,4}"([^"\n]{1,60})"[^{}]{0,300}?"value"\s{0,4}:\s{0,4}"([^"\n]{8,4096})"/g;
const header = /(?<![a-z-])(?:set-)?cookies?["'`]?\s{0,2}[:=]\s{0,2}["'`]?([^\n"'`]{8,16384})/g;

/** Names of what keeps somebody logged in, without case and separators. */
const keepsLoggedIn =
  /(?:session|sess)(?:id|token|key|data|value)?$|^(?:ph|j|asp|asp\.?net)?p?sess(?:ion)?id$|(?:^|connect)sid$|sessid|hbprotoken|(?:access|refresh|id|auth|bearer|csrf|xsrf|session|login|logged|security|user|remember|api|app|secret|device|personal|oauth|verification|reset|client|bot)[a-z]{0,6}token$|^jwt|jwt$|^auth(?:orization|key|cookie)?$|cfclearance$|rememberme|rememberweb[0-9a-z]*|^(?:aspxauth|laravelsession|ciession|p20t|[hs]?sid|s?apisid|sapisid)$|^secure[a-z0-9]*psid[a-z]*$/;
/** Says that something is a token: of a chain, as likely as of a login. */
const saysToken = /token$/;
/** Words of a link that logs in whoever opens it. */
const logsIn =
  /log-?in|sign-?in|auth|reset|verif|confirm|activat|passw|session|sso|magic|recover|unlock|callback/;

const isSecretLike = (value: string) =>
  !isPlaceholder(value) && !/^(?:\d+|[a-z]+|[A-Z]+|https?:.*)$/.test(value) && mixOf(value) !== "none";

const linkAround = (text: string, at: number) => {
  let from = at;
  while (from > 0 && at - from < 300 && !/\s/.test(text.charAt(from - 1))) from -= 1;
  const link = text.slice(from, at);
  return /:\/\/|www\./.test(link) ? link.toLowerCase() : undefined;
};

const judgePair = (text: string, { name, value, at }: { name: string; value: string; at: number }) => {
  const bare = name.toLowerCase().replace(/[_.-]/g, "");
  const isSession = keepsLoggedIn.test(bare);
  const isLinkParameter = /^(?:token|code|key|ticket)$/.test(bare);
  if (!isSession && !saysToken.test(bare) && !isLinkParameter) return undefined;
  if (!isSecretLike(value)) return undefined;
  const link = linkAround(text, at);
  const isLogin = link !== undefined && logsIn.test(link.replace(/^\S*?:\/\/(?:www\.)?/, ""));
  // A link that logs in carries no address of a chain, but a random value may look like one.
  if (isChainPublic(value) && (!isLogin || /^(?:0x|T)/.test(value))) return undefined;
  const isLong = value.length >= 16 && mixOf(value) === "strong";
  if (isSession) return isLong && !isSequence(value) ? "hard" : "soft";
  if (isLogin) return isLong ? "hard" : "soft";
  if (!saysToken.test(bare) || !isLong || value.length < 20 || uuid.test(value)) return undefined;
  return link === undefined && !/^[0-9a-f]{64}$/i.test(value) ? "hard" : "soft";
};

const pairsIn = ({ text }: Normalised): readonly Span[] =>
  [pair, exported].flatMap((pattern) =>
    [...text.matchAll(pattern)].flatMap(({ 0: all, 1: name = "", 2: value = "", index }): Span[] => {
      const level = judgePair(text, { name, value, at: index });
      const start = index + all.lastIndexOf(value);
      return level === undefined ? [] : [{ kind: "token", level, start, end: start + value.length }];
    }),
  );

const isOpaque = (value: string) => value.length >= 16 && isSecretLike(value) && mixOf(value) === "strong";

/** A header of cookies as a whole: each of them tells something of a session. */
const headersIn = ({ text, folded }: Normalised): readonly Span[] =>
  [...folded.matchAll(header)].flatMap(({ 0: all, 1: found = "", index }): Span[] => {
    const start = index + all.length - found.length;
    const value = text.slice(start, start + found.length).trimEnd();
    const pairs = value
      .slice(0, 4_096)
      .split(/;\s*/)
      .map((part) => /^([\w.$-]{1,60})=(\S{6,})$/.exec(part));
    const isHeld = pairs.some(
      (match) =>
        match !== null &&
        (isOpaque(match[2] ?? "") ||
          (keepsLoggedIn.test((match[1] ?? "").toLowerCase().replace(/[_.-]/g, "")) &&
            isSecretLike(match[2] ?? ""))),
    );
    return isHeld ? [{ kind: "token", level: "hard", start, end: start + value.length }] : [];
  });

/** Cookies, and tokens that stand behind their name: in JSON, in a link, in a table. */
export const namedValue: Detector = {
  name: "named-value",
  kinds: ["token"],
  proof: "it stands behind the name of a cookie or a token",
  find: (text) =>
    text.text.length >= 12 && /[=:\t]/.test(text.text) && hint.test(text.folded)
      ? [...pairsIn(text), ...(text.folded.includes("cookie") ? headersIn(text) : [])]
      : [],
};
