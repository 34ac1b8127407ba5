import { RE2JS } from "re2js";
import { type AutoModRule, triggerTypes } from "./rules.ts";

/** What in a text hit a rule, and what in the rule was hit. */
export interface Hit {
  readonly keyword: string;
  readonly content: string;
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

const letter = "[\\p{L}\\p{N}_]";

/** A keyword stands for a whole word; a `*` at its ends stands for the rest of one. */
const keywordPattern = (keyword: string): RegExp => {
  const before = keyword.startsWith("*") ? `${letter}*` : `(?<!${letter})`;
  const behind = keyword.endsWith("*") ? `${letter}*` : `(?!${letter})`;
  return new RegExp(before + escaped(keyword.replace(/^\*|\*$/g, "")) + behind, "giu");
};

/** The same flavour as Rust's: without looking around and without references back. */
const regexFound = (pattern: string, text: string): string | undefined => {
  const matcher = RE2JS.compile(pattern, RE2JS.CASE_INSENSITIVE).matcher(text);
  return matcher.find() ? (matcher.group() ?? undefined) : undefined;
};

export const isRegexValid = (pattern: string): boolean => {
  try {
    RE2JS.compile(pattern);
    return true;
  } catch {
    return false;
  }
};

const textHit = (rule: AutoModRule, text: string): Hit | undefined => {
  const { keyword_filter = [], regex_patterns = [], allow_list = [] } = rule.trigger_metadata;
  const isAllowed = (content: string) => allow_list.some((allowed) => keywordPattern(allowed).test(content));
  for (const keyword of keyword_filter)
    for (const [content] of text.matchAll(keywordPattern(keyword)))
      if (!isAllowed(content)) return { keyword, content };
  for (const keyword of regex_patterns) {
    const content = regexFound(keyword, text);
    if (content !== undefined && !isAllowed(content)) return { keyword, content };
  }
  return undefined;
};

const mentionHit = (rule: AutoModRule, text: string): Hit | undefined => {
  const named = new Set([...text.matchAll(/<@[!&]?(\d+)>/g)].map(([mention]) => mention));
  const most = rule.trigger_metadata.mention_total_limit ?? 20;
  return named.size > most ? { keyword: "", content: text } : undefined;
};

/** How a text hits a rule. Discord's own word lists and its spam filter are not published: those rules hit nothing. */
export const hitOf = (rule: AutoModRule, text: string): Hit | undefined => {
  switch (rule.trigger_type) {
    case triggerTypes.keyword:
    case triggerTypes.memberProfile:
      return textHit(rule, text);
    case triggerTypes.mentionSpam:
      return mentionHit(rule, text);
    default:
      return undefined;
  }
};
