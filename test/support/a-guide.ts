import type { Guide, ServedGuide } from "../../src/domain/guide.ts";
import { articleSlug } from "../../src/domain/ids.ts";

/** Small, with every kind of step and end. */
export const aGuide = (override: Partial<Guide> = {}): Guide => ({
  slug: "deposit-missing",
  article: articleSlug("deposit-missing"),
  start: "source",
  steps: {
    source: {
      kind: "choice",
      options: [
        { id: "wallet", next: "done" },
        { id: "card", next: "how" },
        { id: "unknown", next: "txid" },
      ],
    },
    done: {
      kind: "choice",
      options: [
        { id: "yes", next: "txid" },
        { id: "no", next: "wait" },
      ],
    },
    txid: { kind: "reply", collect: "transaction_id", next: "since" },
    since: { kind: "reply", collect: "time", next: "ticket" },
  },
  ends: {
    wait: { kind: "answer" },
    how: { kind: "article", slug: articleSlug("deposit-how") },
    ticket: { kind: "ticket", category: "funds" },
  },
  texts: {
    en: {
      steps: {
        source: {
          question: "Where from?",
          options: {
            wallet: { label: "A wallet", words: ["wallet", "exchange"] },
            card: { label: "A card", words: ["card", "bank"] },
            unknown: { label: "I don't know", words: ["no idea"] },
          },
        },
        done: {
          question: "Is it **done** there?",
          options: {
            yes: { label: "Yes", words: ["done", "completed"] },
            no: { label: "Not yet", words: ["not done", "still pending"] },
          },
        },
        txid: { question: "Which transaction?", options: {} },
        since: { question: "Since when?", options: {} },
      },
      ends: { wait: "**Wait.** See the [help](help-center)." },
    },
  },
  ...override,
});

export const aServedGuide = (): ServedGuide => {
  const { texts, ...graph } = aGuide();
  const { en } = texts;
  if (en === undefined) throw new Error("The guide speaks English.");
  return { ...graph, text: en, locale: "en" };
};
