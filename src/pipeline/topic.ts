import type { Decision } from "../domain/decision.ts";
import type { Topic, Turn } from "../domain/turn.ts";
import { coinsIn } from "../knowledge/named-coins.ts";
import { coinsAsked } from "./notices.ts";
import type { Tools } from "./tools.ts";

/** Whoever names more tells a story. */
const mostCoins = 3;

/** What an answer or a ticket was about, for the counts: an article, and the coins that were named with it. */
export const topicOf = (
  turn: Turn,
  { decision, tools }: { decision: Decision; tools: Tools },
): Topic | undefined => {
  if (decision.kind === "answer")
    return { slug: decision.slug, coins: coinsAsked(turn, tools).slice(0, mostCoins) };
  if (decision.kind !== "escalate") return undefined;
  const { description } = decision.draft;
  const heard = tools.knowledge.classify(description, tools.voice.localeOf(turn));
  const told = heard.decision === "handover" ? undefined : heard.candidates[0]?.slug;
  const slug = told ?? turn.conversation.state.lastArticle;
  return slug === undefined ? undefined : { slug, coins: coinsIn(description).slice(0, mostCoins) };
};
