import type { SecretKind } from "../../../domain/message.ts";
import type { Detector, Span } from "../../detector.ts";
import type { Normalised } from "../../normalise.ts";
import { base32, type Candidate, candidatesIn, isDrawn, isGroups } from "./credential-candidates.ts";
import { type Label, labelHint, labelsIn } from "./credential-labels.ts";
import { isChainPublic, isPlaceholder, isSequence, mixOf, uuid } from "./credential-shapes.ts";

interface Verdict {
  readonly kind: SecretKind;
  readonly level: Span["level"];
}

/** Longer than any API key. */
const longestKey = 256;
const reachBefore = 80;
const reachAfter = 24;

/** The labels around the candidates; what is far from all of them is not looked through. */
const labelsAround = (folded: string, candidates: readonly Candidate[]): readonly Label[] => {
  const found: Label[] = [];
  let from = -1;
  let to = -1;
  for (const { start, end } of candidates) {
    if (to < 0 || start - reachBefore * 2 > to) {
      if (to >= 0) found.push(...labelsIn(folded, from, to));
      from = Math.max(0, start - reachBefore * 2);
    }
    to = Math.min(folded.length, end + reachAfter * 2);
  }
  return to < 0 ? found : found.concat(labelsIn(folded, from, to));
};

const isBareHex = (value: string) => /^(?:0x)?[0-9a-f]+$/i.test(value);
const isDrawnInCases = (value: string) =>
  value.length >= 18 && /[a-z]/.test(value) && /[A-Z]/.test(value) && mixOf(value) === "strong";

interface Around {
  readonly before: Label | undefined;
  readonly after: Label | undefined;
  /** Units between the label before and the value, other values not counted. */
  readonly gap: number;
  /** Where the value before this one ends. */
  readonly lastEnd: number;
  readonly nearTotp: boolean;
  /** A key was found before this value. */
  readonly amongKeys: boolean;
}

const quiet =
  /^[\s"'`*_:=>({[\]})|,.;&+/«»“”„「」→-]*(?:(?:and|y|e|и|va|ve|和|跟|と|및|하고)\s)?$|(?:[:=>→]|(?:^|[\s"'`*»”」)])(?:is|are|was|это|es|sao|la|e|é|olarak)|는|은|이|가|が|は|是|为|為)[\s"'`*({[«“「-]*$/u;
const saidAfter =
  /^["'`*_)\]»”」]{0,3}[ ,]{0,2}(?:[-–—(=][ ]?)?(?:(?:is|this is|as|这个?是|就是|これ[はが]|это|вот|es|e|é|la|是|が|は|는|은|이|to) ?)?(?:(?:my|the|our|мой|mi|el|la|minha|o|a|我的?|私の|내|제) ?)?(?:\p{L}{1,12} )?$/u;

/** "My key does not work. 7f3a... did not arrive": the label belongs to another sentence. */
const sentenceEnd = /[.!?](?:\s|$)|[。！？]/u;

/** What the words beside a value say that it is; `isBeside` when nothing but signs stands in between. */
const labelOf = (text: Normalised, candidate: Candidate, { before, after, gap, lastEnd }: Around) => {
  if (before !== undefined && gap <= reachBefore) {
    const between = text.folded.slice(Math.max(before.end, lastEnd), candidate.start);
    const isBeside = quiet.test(between);
    if (isBeside || !sentenceEnd.test(between)) return { sort: before.sort, isBeside };
    if (before.sort === "other" || isBareHex(candidate.value) || !isDrawnInCases(candidate.value))
      return undefined;
    return { sort: "apart", isBeside } as const;
  }
  if (after === undefined || after.start - candidate.end > reachAfter) return undefined;
  const between = text.folded.slice(candidate.end, after.start);
  if (!saidAfter.test(between) || /^["']? ?[:=]/.test(text.folded.slice(after.end, after.end + 3)))
    return undefined;
  return { sort: after.sort, isBeside: true };
};

/** What some exchanges call a key and nobody calls anything else: 64 letters of both cases and digits. */
const isBinanceLike = (value: string) =>
  value.length === 64 && /^[A-Za-z0-9]+$/.test(value) && !isBareHex(value) && mixOf(value) === "strong";

const soften = (value: string): Span["level"] => (isSequence(value) ? "soft" : "hard");

const judgeKey = (value: string, isBeside: boolean): Verdict | undefined => {
  if (value.length > longestKey || (isChainPublic(value) && !isBeside)) return undefined;
  if (/^0x[0-9a-f]+$/i.test(value)) return undefined;
  if (uuid.test(value) || mixOf(value) === "strong") return { kind: "api_key", level: soften(value) };
  return isBeside ? { kind: "api_key", level: soften(value) } : undefined;
};

const judgeToken = (value: string, isBeside: boolean): Verdict | undefined => {
  if (/^(?:0x|T)/.test(value) && isChainPublic(value)) return undefined;
  if (isBareHex(value) && value.length === 64 && !isBeside) return undefined;
  if (uuid.test(value)) return { kind: "token", level: "soft" };
  if (mixOf(value) === "strong") return { kind: "token", level: soften(value) };
  return isBeside ? { kind: "token", level: "soft" } : undefined;
};

const judgeTotp = (value: string, isBeside: boolean): Verdict | undefined => {
  const bare = value.replace(/[ \n=-]/g, "");
  if (!base32.test(bare) || isPlaceholder(bare) || isChainPublic(bare)) return undefined;
  if (bare.replace(/\d/g, "").length * 2 < bare.length) return undefined;
  if (isDrawn(value)) return { kind: "totp_secret", level: "hard" };
  return isBeside && bare === value ? { kind: "totp_secret", level: "soft" } : undefined;
};

const judge = (text: Normalised, candidate: Candidate, around: Around): Verdict | undefined => {
  const { value } = candidate;
  const { sort, isBeside } = labelOf(text, candidate, around) ?? { sort: undefined, isBeside: false };
  const isGrouped = isGroups(value);
  const totp = around.nearTotp && sort !== "other" ? judgeTotp(value, isBeside) : undefined;
  if (totp !== undefined || isGrouped) return totp;
  switch (sort) {
    case "api":
      return judgeKey(value, isBeside);
    case "anyToken":
      return isChainPublic(value) ? undefined : judgeToken(value, isBeside);
    case "token":
      return judgeToken(value, isBeside);
    case "weak":
      if (around.amongKeys) return judgeKey(value, isBeside);
      if (isBinanceLike(value)) return { kind: "api_key", level: "hard" };
      return isBeside && mixOf(value) === "strong" && !isChainPublic(value) && !isBareHex(value)
        ? { kind: "api_key", level: "soft" }
        : undefined;
    case "other":
      return undefined;
    case "apart":
      return isChainPublic(value) ? undefined : { kind: "api_key", level: "soft" };
    case "totp":
    case undefined:
      return isBinanceLike(value) ? { kind: "api_key", level: "soft" } : undefined;
    default:
      return sort satisfies never;
  }
};

/** Passphrases of exchanges that ask for a third part (OKX, KuCoin, Bitget), told beside a key. */
const passphrase =
  /(?:pass ?phrase|passwd|api ?(?:pass(?:word)?|密[码碼]|口令))["'`*]{0,2}\s{0,2}(?:[:=]|is\b|是|->)\s{0,2}["'`*]{0,2}([^\s"'`,;]{6,32})/gu;

const passphrasesIn = (text: Normalised): readonly Span[] =>
  [...text.folded.matchAll(passphrase)].flatMap(({ 0: all, 1: value = "", index }): Span[] => {
    const end = index + all.length;
    return isPlaceholder(value) ? [] : [{ kind: "api_key", level: "hard", start: end - value.length, end }];
  });

/** API keys, tokens and authenticator keys that look like nothing in particular: the nearest label says what they are. */
export const labelledCredential: Detector = {
  name: "labelled-credential",
  kinds: ["api_key", "token", "totp_secret"],
  proof: "the nearest words call it a key, a token or a password",
  find: (text) => {
    const { judged: candidates, rest } = candidatesIn(text.text);
    if (candidates.length === 0) return [];
    const labels = labelHint.test(text.folded) ? labelsAround(text.folded, candidates) : [];
    const spans: Span[] = [];
    let next = 0;
    let before: Label | undefined;
    let totpEnd = -1;
    let lastEnd = 0;
    let amongKeys = labels.some(({ sort }) => sort === "api");
    /** Units of other candidates since the label: keys in a list share the label above them. */
    let skipped = 0;
    for (const candidate of candidates) {
      for (
        let label = labels[next];
        label !== undefined && label.end <= candidate.start;
        label = labels[next]
      ) {
        before = label;
        skipped = 0;
        if (label.sort === "totp") totpEnd = label.end;
        next += 1;
      }
      while (labels[next] !== undefined && (labels[next]?.start ?? 0) < candidate.end) next += 1;
      const after = labels[next];
      const gap = before === undefined ? 0 : candidate.start - before.end - skipped;
      const nearTotp =
        (totpEnd >= 0 && candidate.start - totpEnd <= reachBefore * 2) ||
        (after?.sort === "totp" && after.start - candidate.end <= reachAfter);
      const verdict = judge(text, candidate, { before, after, gap, lastEnd, nearTotp, amongKeys });
      skipped += candidate.end - candidate.start;
      lastEnd = candidate.end;
      if (verdict === undefined) continue;
      if (verdict.kind === "api_key" && verdict.level === "hard") amongKeys = true;
      spans.push({ ...verdict, start: candidate.start, end: candidate.end });
    }
    if (spans.length > 0)
      spans.push(...rest.map(({ start, end }): Span => ({ kind: "api_key", level: "soft", start, end })));
    return amongKeys ? [...spans, ...passphrasesIn(text)] : spans;
  },
};
