import { existsSync, readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import type { Intent } from "../../src/dialogue/intent.ts";
import { matchWhole } from "../../src/dialogue/intents.ts";
import { matchLanguageRequest } from "../../src/dialogue/language-request.ts";
import { type Locale, locales } from "../../src/domain/locale.ts";

type Meaning = Intent | "/status" | "/language" | "language";

/** What people are told to type in the articles about the bot itself, and what it has to do then. */
const told: Readonly<Record<string, readonly Meaning[]>> = {
  "human-agent": ["human", "skip", "send_now", "cancel", "assistant"],
  "ticket-status": ["/status", "status", "cancel_ticket", "human"],
  "support-hours": ["human"],
  "phone-callback": ["human"],
  "language-change": ["/language", "language", "human"],
  "feedback-complaint": ["human", "/status"],
  "transcript-request": ["human"],
  "bot-identity": ["human"],
};

const articleSchema = z.object({ answer: z.string(), followUps: z.array(z.object({ answer: z.string() })) });

/** Where a platform has no buttons, nothing can be pressed. */
const presses =
  /\b(?:press(?:ing)?|tap(?:ping)?|click|button)\b|\b(?:al tocar|cuando toca|toque|pulse|presione|botón)|\b(?:ao tocar|toca em|clique|aperte|botão)|кнопк|нажм|нажим|düğme|\bbas(?:ın|ınca|tığınız)|(?:^|[^\p{L}])(?:bấm|nhấn|chạm|nút)(?!\p{L})|押す|押し|タップ|ボタン|누르|눌러|버튼|[点點按][“「]|按钮|按鈕/iu;

/** Bold and quoted words: buttons, headings, and what is to be typed. */
const spans = /\*\*(.+?)\*\*|「([^」]+)」|«([^»]+)»|"([^"]+)"|“([^”]+)”/g;
const wordsIn = (file: string): string[] => {
  const { answer, followUps } = articleSchema.parse(parse(readFileSync(file, "utf8")));
  const text = [answer, ...followUps.map((followUp) => followUp.answer)].join("\n");
  return [...text.matchAll(spans)].map((found) =>
    (found.slice(1).find((part) => part !== undefined) ?? "").replaceAll("**", ""),
  );
};

const meaningOf = (words: string): Meaning | undefined => {
  if (words === "/status" || words === "/language") return words;
  const language = matchLanguageRequest(words);
  return matchWhole(words) ?? (language === undefined || language === "choose" ? undefined : "language");
};

const articles = locales.flatMap((locale) =>
  Object.entries(told)
    .map(([slug, meanings]) => ({ locale, slug, meanings, file: `config/articles/${slug}/${locale}.yaml` }))
    .filter(({ file }) => existsSync(file)),
);

describe.each(articles)("the article $slug in $locale", ({ file, locale, meanings }) => {
  const words = wordsIn(file);

  it("names words for all that it tells people to type, and they are understood", () => {
    const understood = words.map(meaningOf);
    for (const meaning of meanings) expect(understood, `no words for ${meaning}`).toContain(meaning);
  });

  it("tells nobody to press anything here", () => {
    const { answer, followUps } = articleSchema.parse(parse(readFileSync(file, "utf8")));
    for (const text of [answer, ...followUps.map((followUp) => followUp.answer)])
      expect(text).not.toMatch(presses);
  });

  it("names them in its own language", () => {
    const english: readonly Locale[] = ["en"];
    const foreign = words.filter((word) =>
      /^(?:human|cancel|assistant|skip|send now|.*my ticket)$/i.test(word),
    );
    expect(english.includes(locale) ? [] : foreign).toEqual([]);
  });
});

const localeSchema = z.object({
  intro: z.string(),
  button: z.record(z.string(), z.string()),
  choices: z.object({ words: z.string() }),
  escalate: z.object({ not_helped: z.string(), not_understood_again: z.string() }),
  caps: z.object({ replies: z.string() }),
  intake: z.object({ begin: z.string(), consent: z.string(), unclear_review: z.string() }),
  guide: z.object({ begin: z.string() }),
  handover: z.object({ back: z.string(), solved: z.string() }),
});
const guideSchema = z.object({ ends: z.record(z.string(), z.string()) });
const bold = (text: string) => [...text.matchAll(/\*\*(.+?)\*\*/g)].map(([, words = ""]) => meaningOf(words));

describe.each([...locales])("what the fleet says in %s", (locale) => {
  const phrases = localeSchema.parse(parse(readFileSync(`config/locales/${locale}.yaml`, "utf8")));
  const { intro, escalate, caps, intake, guide, handover, button, choices } = phrases;

  it("names words that do what it says", () => {
    for (const text of [intro, escalate.not_helped, escalate.not_understood_again, caps.replies])
      expect(bold(text), text).toEqual(["human"]);
    for (const text of [handover.back, handover.solved]) expect(bold(text), text).toEqual(["human"]);
    expect([...bold(intake.begin)].sort(), intake.begin).toEqual(["send_now", "skip"]);
    expect([...bold(guide.begin)].sort(), guide.begin).toEqual(["back", "cancel", "human"]);
  });

  it("keeps them apart from the sentence where nothing is bold", () => {
    const texts = [intro, ...Object.values(escalate), caps.replies, ...Object.values(handover), guide.begin];
    for (const text of [...texts, intake.begin, intake.consent])
      expect(text.replaceAll(/["«“「]\*\*[^*]+\*\*["»”」]/g, ""), text).not.toContain("**");
    for (const label of [button["send"], button["change"], button["cancel"]])
      expect(intake.unclear_review).toMatch(new RegExp(`["«“「]${label}["»”」]`));
  });

  it("tells nobody to press anything", () => {
    const { button_stale, ...rest } = parse(readFileSync(`config/locales/${locale}.yaml`, "utf8"));
    expect(button_stale).toMatch(presses);
    expect(JSON.stringify(rest).replaceAll(/"button":/g, "")).not.toMatch(presses);
  });

  it("names no choice in the words that come before the choices", () => {
    for (const label of Object.values(button)) expect(choices.words).not.toContain(label);
  });

  it.each(readdirSync("config/guides"))(
    "names a word for a person wherever the guide %s does in English",
    (slug) => {
      const endsIn = (name: Locale) =>
        guideSchema.parse(parse(readFileSync(`config/guides/${slug}/${name}.yaml`, "utf8"))).ends;
      const ends = endsIn(locale);
      for (const [name, text] of Object.entries(endsIn("en"))) {
        const own = bold(ends[name] ?? "").filter((meaning) => meaning === "human");
        expect(own, `${slug} ${name}`).toEqual(bold(text).filter((meaning) => meaning === "human"));
      }
    },
  );
});
