import type { Article } from "../../src/domain/article.ts";
import { articleSlug } from "../../src/domain/ids.ts";
import { createKnowledge, type KnowledgeOptions } from "../../src/knowledge/knowledge.ts";
import { anArticle, anArticleText, builtAt } from "../support/builders.ts";

const objects = ["withdrawal", "withdraw", "payout", "cash out", "withdrawal of my coins"];
const states = ["is pending", "is still processing", "takes so long", "hangs for hours", "is under review"];
const moods = ["", "please help", "why"];

/** Every combination: enough phrasings for the thresholds to be learned. */
const combine = (left: readonly string[], right: readonly string[]) =>
  left.flatMap((a) => right.map((b, n) => `${moods[(a.length + n) % moods.length]} my ${a} ${b}`.trim()));

export const pending = anArticle({
  slug: articleSlug("withdrawal-pending"),
  related: [articleSlug("password-reset")],
  texts: {
    en: anArticleText({
      title: "My withdrawal is pending",
      phrasings: combine(objects, states),
      answer: "**Wait.** See the [help center](help-center).",
      followUps: [
        {
          asked: ["how long does it take", "how many hours"],
          answer: "Some hours. See [help](help-center).",
        },
        { asked: ["can i cancel it", "stop the withdrawal"], answer: "Only while it is pending." },
      ],
      reviewedBy: "Ann",
    }),
  },
});

export const reset = anArticle({
  slug: articleSlug("password-reset"),
  category: "account_security",
  texts: {
    en: anArticleText({
      title: "Reset my password",
      phrasings: combine(
        ["password", "login password", "pass word", "passcode", "old password"],
        ["is forgotten", "does not work", "must be reset", "is lost", "needs a change"],
      ),
      reviewedBy: "Ann",
    }),
    "zh-Hans": anArticleText({
      title: "重置密码",
      phrasings: ["忘记密码怎么办", "密码忘了", "怎么重置密码", "想改登录密码"],
      reviewedBy: "Ann",
    }),
  },
});

export const hacked = anArticle({
  slug: articleSlug("account-compromised"),
  category: "account_security",
  priority: "urgent",
  texts: {
    en: anArticleText({
      title: "My account was hacked",
      phrasings: combine(
        ["account", "profile", "exchange account", "login", "wallet"],
        [
          "was hacked",
          "has been stolen",
          "was broken into by a thief",
          "is used by a stranger",
          "was robbed",
        ],
      ),
      reviewedBy: "Ann",
    }),
  },
});

const smallTalk = {
  en: [
    "hello",
    "good morning",
    "how are you",
    "what is the weather",
    "tell me a joke",
    "who won the match",
    "sing a song",
    "thanks a lot",
  ],
};

const knowledgeOptions = (override: Partial<KnowledgeOptions> = {}): KnowledgeOptions => ({
  articles: [pending, reset, hacked],
  links: { "help-center": "https://example.com/help" },
  now: () => builtAt,
  serveUnreviewed: false,
  outOfScope: smallTalk,
  ...override,
});

export const aKnowledge = (override: Partial<KnowledgeOptions> = {}) =>
  createKnowledge(knowledgeOptions(override));

/** The article with its English text changed. */
export const withoutSignature = (article: Article): Article => {
  const { reviewedBy: _, ...text } = article.texts.en ?? anArticleText();
  return { ...article, texts: { en: text } };
};
