import { matchWhole } from "../dialogue/intents.ts";
import { encodePayload } from "../dialogue/payloads.ts";
import { forget } from "../dialogue/state.ts";
import { hasWords, plainWords } from "../dialogue/words.ts";
import type { ArticleSlug } from "../domain/ids.ts";
import type { Stage, StageResult, Turn } from "../domain/turn.ts";
import { type Act, readAct } from "./act.ts";
import { beginIntake } from "./begin-intake.ts";
import { mostOffered, scoresOf } from "./classified.ts";
import { isEllipsis } from "./ellipsis.ts";
import { hearHelpful } from "./helpful.ts";
import { languageMenu } from "./language-menu.ts";
import { withoutMasks } from "./masks.ts";
import { openMenu, placeInMenu, withTopics } from "./menu.ts";
import type { Classification } from "./ports.ts";
import { acknowledgeQueued, isAnswered } from "./queued.ts";
import { articleButtons, humanButton, isNoPerson } from "./replies.ts";
import { notServed, showArticle } from "./show-article.ts";
import { smallTalk, wordlessReply } from "./small-talk.ts";
import { statusReply } from "./status.ts";
import type { Tools } from "./tools.ts";

/** As sure of another article as this, a question leaves the article that was shown last. */
const sureOfAnother = 0.85;

const askWhich = (turn: Turn, candidates: Classification["candidates"]): StageResult => {
  const offered = candidates.filter(isNoPerson).slice(0, mostOffered);
  return {
    patch: {
      state: { ...forget(turn.conversation.state, "menu"), offered: offered.map(({ slug }) => slug) },
    },
    decision: {
      kind: "ask",
      reason: "did_you_mean",
      say: [{ key: "answer.did_you_mean" }],
      buttons: [
        ...articleButtons(offered),
        { label: { key: "button.none" }, payload: encodePayload({ kind: "none" }) },
        humanButton,
      ],
    },
  };
};

/** Questions about the service itself lead to what they ask for. */
const serve = (turn: Turn, { slug, tools }: { slug: ArticleSlug; tools: Tools }): StageResult => {
  const name: string = slug;
  switch (name) {
    case "human-agent":
      return beginIntake(turn, { tools });
    case "ticket-status":
      return { decision: statusReply(turn) };
    case "language-change":
      return { decision: languageMenu("language_asked", { key: "language.choose", tools }) };
    default:
      return showArticle(turn, { slug, reason: "classified", tools });
  }
};

/** The words of articles' titles, by title: every message may choose one by its words. */
const wordsOfTitles = new Map<string, string>();
const wordsOfTitle = (title: string): string => {
  const words = wordsOfTitles.get(title) ?? plainWords(title);
  wordsOfTitles.set(title, words);
  return words;
};

/** "Yes" to a single offer, or the title itself. */
const chosenOffer = (
  turn: Turn,
  { text, tools }: { text: string; tools: Tools },
): ArticleSlug | undefined => {
  const { offered = [] } = turn.conversation.state;
  if (offered.length === 1 && matchWhole(text) === "yes") return offered[0];
  const words = plainWords(text);
  const locale = tools.voice.localeOf(turn);
  return offered.find((slug) => {
    const title = tools.knowledge.serve(slug, locale, turn.now)?.title;
    return title !== undefined && wordsOfTitle(title) === words;
  });
};

/** What was asked before is asked again of another coin: undefined where the two together mean nothing certain. */
const goneOn = (turn: Turn, { text, tools }: { text: string; tools: Tools }): ArticleSlug | undefined => {
  const { knowledge, voice, settings } = tools;
  const before = turn.history.findLast(({ direction }) => direction === "in");
  if (turn.conversation.state.lastArticle === undefined || before === undefined) return undefined;
  if (turn.now - before.at > settings.lookBackMs || !isEllipsis(text)) return undefined;
  const whole = `${withoutMasks(before.text)}\n${text}`;
  const { decision, candidates } = knowledge.classify(whole, voice.localeOf(turn));
  return decision === "answer" ? candidates[0]?.slug : undefined;
};

const classify = (turn: Turn, { text, tools }: { text: string; tools: Tools }): StageResult => {
  const { knowledge, voice } = tools;
  const locale = voice.localeOf(turn);
  const classified = knowledge.classify(text, locale);
  const findings = scoresOf(classified);
  const [top] = classified.candidates;
  const { lastArticle } = turn.conversation.state;

  const leaves = top !== undefined && top.slug !== lastArticle && top.probability >= sureOfAnother;
  if (lastArticle !== undefined) {
    const asked = knowledge.followUp(lastArticle, locale, text);
    const isMeant = asked?.isClose === true || !(classified.decision === "answer" && leaves);
    if (asked !== undefined && isMeant)
      return {
        findings,
        ...showArticle(turn, { slug: lastArticle, content: asked.content, reason: "follow_up", tools }),
      };
  }
  const goesOn = goneOn(turn, { text, tools });
  if (goesOn !== undefined)
    return { findings, ...showArticle(turn, { slug: goesOn, reason: "follow_up", tools }) };
  // About our subject, and yet nothing may be said: an unsigned text, or one past its review.
  if (top === undefined && (classified.scope ?? -1) >= 0) return { findings, decision: notServed };
  if (top === undefined || classified.decision === "handover") return { findings };
  if (classified.decision === "ask") return { findings, ...askWhich(turn, classified.candidates) };
  const served = serve(turn, { slug: top.slug, tools });
  return { ...served, findings: [...findings, ...(served.findings ?? [])] };
};

const reply = (
  turn: Turn,
  { act, tools }: { act: Extract<Act, { kind: "said" }>; tools: Tools },
): StageResult => {
  const place = placeInMenu(turn, { text: act.text, tools });
  if (place?.kind === "article") return showArticle(turn, { slug: place.slug, reason: "chosen", tools });
  if (place?.kind === "menu") return openMenu(turn, { place, tools });
  if (place?.kind === "human") return beginIntake(turn, { tools });
  const chosen = chosenOffer(turn, { text: act.text, tools });
  if (chosen !== undefined) return showArticle(turn, { slug: chosen, reason: "chosen", tools });
  if (!hasWords(act.text)) return wordlessReply(turn, act.attachments);
  const intent = matchWhole(act.text);
  // What comes after this stage says that it is sorry, and offers a person.
  if (intent === "not_helped" || (intent === "none" && turn.conversation.state.offered !== undefined))
    return { findings: [{ name: "intent", detail: intent }] };
  if (intent === "menu") return openMenu(turn, { place: { kind: "menu" }, tools });
  const talk = smallTalk(turn, intent);
  if (talk === undefined) return classify(turn, { text: act.question, tools });
  const findings = [{ name: "intent", detail: intent ?? "none" }];
  return intent === "greeting"
    ? { findings, ...withTopics(turn, { decision: talk, tools }) }
    : { findings, decision: talk };
};

/** Answers out of the articles; asks when unsure; leaves the rest to a person. */
export const createAnswer = (tools: Tools): Stage => ({
  name: "answer",
  run: (turn) => {
    const act = readAct(turn);
    if (act.kind === "pressed" && act.payload?.kind === "article")
      return showArticle(turn, { slug: act.payload.slug, reason: "button", tools });
    if (act.kind === "pressed" && act.payload?.kind === "none")
      return {
        findings: [{ name: "none_of_these" }],
        patch: { state: forget(turn.conversation.state, "offered") },
      };
    const rated = hearHelpful(turn, { act, tools });
    if (rated !== undefined) return rated;
    if (act.kind !== "said") return {};
    const result = reply(turn, { act, tools });
    return turn.conversation.owner === "queued" && !isAnswered(result)
      ? acknowledgeQueued(turn, { findings: result.findings ?? [], tools })
      : result;
  },
});
