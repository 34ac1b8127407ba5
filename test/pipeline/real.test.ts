import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import type { Conversation } from "../../src/domain/conversation.ts";
import { ticketId } from "../../src/domain/ids.ts";
import { type Locale, locales } from "../../src/domain/locale.ts";
import type { Message } from "../../src/domain/message.ts";
import { checkOutbound } from "../../src/guard/check-outbound.ts";
import { redactEvent } from "../../src/guard/redact-event.ts";
import { scanAcross } from "../../src/guard/scan-across.ts";
import { formatAnswer } from "../../src/knowledge/format-answer.ts";
import { createKnowledge } from "../../src/knowledge/knowledge.ts";
import { loadArticles } from "../../src/knowledge/load-articles.ts";
import { loadGuides } from "../../src/knowledge/load-guides.ts";
import { createGuideShelf } from "../../src/knowledge/serve-guides.ts";
import { loadSmallTalk } from "../../src/knowledge/small-talk.ts";
import { detectLocale } from "../../src/language/detect.ts";
import { createPhrasebook, loadPhrases } from "../../src/language/phrasebook.ts";
import type { PipelineDeps } from "../../src/pipeline/ports.ts";
import { defaultSettings } from "../../src/pipeline/settings.ts";
import { createVoice } from "../../src/pipeline/voice.ts";
import { aConversation, aRawEvent, aRawMessage, aTicket, builtAt } from "../support/builders.ts";
import { introduced, ofKind, Talk, textOf } from "./fixture.ts";

const links = { site: "https://www.htx.com", "help-center": "https://www.htx.com/support" };
const settings = { ...defaultSettings, links };
const phrasebook = createPhrasebook(loadPhrases("config/locales"));
const guides = createGuideShelf({ guides: loadGuides("config/guides"), serveUnreviewed: true });
const everything = { guides, phrasebook, detectLocale, scanAcross, checkOutbound, formatAnswer, settings };
let deps: PipelineDeps;

beforeAll(async () => {
  const knowledge = await createKnowledge({
    articles: loadArticles("config/articles"),
    outOfScope: loadSmallTalk("config/small-talk.yaml"),
    links,
    now: () => builtAt,
    locales: ["en", "zh-Hans"],
    serveUnreviewed: true,
  });
  deps = { ...everything, knowledge };
}, 300_000);

/** What the guard leaves of a person's text, as ingest would do it. */
const redacted = (text: string, expects: Conversation["expects"] = []): Message => {
  const say = (key: string) => phrasebook.say("en", { key });
  const event = redactEvent(aRawEvent({ message: aRawMessage({ text }) }), {
    expects,
    label: (kind) => say(`redacted.${kind}`),
    maskLabel: (kind) => say(`masked.${kind}`),
  });
  if (event.kind !== "message.created") throw new Error("A message stays a message.");
  return event.message;
};

/** Speaks through the guard, as everything does. */
const through = (talk: Talk, text: string) => {
  const { id: _, author: __, text: kept, ...message } = redacted(text, talk.conversation.expects);
  return talk.say(kept, message);
};

const linksOf = (spans: readonly { readonly url?: string }[]) =>
  spans.flatMap(({ url }) => (url === undefined ? [] : [url]));

describe("the phrases", () => {
  it.each(["en", "zh-Hans"] as const)("may all leave, in %s", (locale: Locale) => {
    const voice = createVoice({
      ...everything,
      knowledge: {
        classify: () => ({ decision: "handover", candidates: [] }),
        serve: () => undefined,
        titles: () => [],
        followUp: () => undefined,
      },
    });
    const args = {
      said: "x",
      agent: "Lin",
      hours: "9-18",
      reference: "D-7",
      category: "funds",
      account: "1",
      what: "x",
      details: "x",
      items: "x",
      text: "x",
      title: "x",
      words: "x",
      when: "today",
      kind: "photo",
      count: 1,
      most: 10,
      group: "-100123",
      handle: "our account",
    };
    for (const key of phrasebook.keys()) {
      const content = voice.text(locale, [{ key, args }]);
      expect(voice.check(content), `${locale} ${key}`).toEqual({ ok: true });
      expect(content.text, key).not.toMatch(/\*\*|\]\(/);
    }
  });
});

describe("the pipeline with the real guard, articles and languages", () => {
  it.each([
    ["my deposit has not arrived", "deposit-missing", "en"],
    ["I forgot my password", "password-reset", "en"],
    ["i think i was hacked, someone logged in and it wasnt me", "account-compromised", "en"],
    ["我的充值一直没到账", "deposit-missing", "zh-Hans"],
    ["忘记密码了怎么办", "password-reset", "zh-Hans"],
  ])("answers %j", (text, slug, locale) => {
    const { locale: _, ...fresh } = aConversation();
    const talk = new Talk({ deps });
    talk.conversation = fresh;
    expect(through(talk, text).decision).toMatchObject({ kind: "answer", slug });
    expect(talk.conversation.locale).toBe(locale);
  });

  it("deletes a told password, and answers what was asked beside it", () => {
    const talk = new Talk({ conversation: introduced, deps });
    const result = through(talk, "my password is Tr0ub4dor&3x\nmy deposit has not arrived");
    expect(ofKind(result, "message.delete")).toHaveLength(1);
    expect(result.decision).toMatchObject({ kind: "answer", slug: "deposit-missing" });
    expect(JSON.stringify(result)).not.toContain("Tr0ub4dor");
  });

  it("notices a seed phrase in pieces", () => {
    const talk = new Talk({ conversation: introduced, deps });
    through(talk, "legal winner thank year wave sausage");
    const result = through(talk, "worth useful legal winner thank yellow");
    expect(result.overwrite.map(({ kind }) => kind)).toEqual(["seed_phrase", "seed_phrase"]);
    expect(ofKind(result, "message.delete")).toHaveLength(2);
    const kept = result.overwrite.map(({ pieces: _, ...where }) => where);
    expect(JSON.stringify([result.effects, result.patch, kept])).not.toContain("sausage");
  });

  it("takes a UID that the form expects, and shows it nowhere else", () => {
    const talk = new Talk({ conversation: introduced, deps });
    through(talk, "human");
    through(talk, "funds");
    through(talk, "12345678");
    expect(talk.conversation.state.form?.slots["account"]).toBe("12345678");
    expect(JSON.stringify(talk.history)).not.toContain("12345678");
  });

  it.each(["en", "zh-Hans"] as const)(
    "understands no phrase of its own as a wish or a secret (%s)",
    (locale) => {
      const talk = new Talk({ conversation: { ...introduced, locale }, deps });
      const result = through(talk, textOf(talk.call("help")));
      expect(ofKind(result, "message.delete")).toEqual([]);
    },
  );
});

const texts = fc.oneof(
  fc.string({ unit: "grapheme", maxLength: 200 }),
  fc.constantFrom(
    "yes",
    "no",
    "back",
    "skip",
    "send now",
    "2",
    "human",
    "人工",
    "/help",
    "/x",
    "status",
    "thanks",
    "说中文",
    "speak Korean",
    "cancel ticket",
    "https://evil.example/a",
    "**[x](y)**",
    "{a} '{b}'",
    "change",
    "发送",
  ),
  fc.string({ maxLength: 40 }).map((noise) => `my deposit ${noise} has not arrived`),
);

const conversations = fc.record({
  owner: fc.constantFrom("bot", "queued", "human", "closed"),
  locale: fc.constantFrom(...locales),
  introduced: fc.boolean(),
  form: fc.option(
    fc.record({
      form: fc.constantFrom("intake", "guide/deposit-missing", "guide/order-trouble", "guide/gone"),
      step: fc.constantFrom("category", "account", "what", "details", "when", "review", "source", "gone"),
      source: fc.constantFrom("wallet", "bought", "gone"),
      what: texts,
      said: texts,
      paused: fc.boolean(),
    }),
  ),
  ticket: fc.boolean(),
});

describe("whatever a person writes", () => {
  it("is decided without a throw, and no text that may not leave is sent", () => {
    const rules = { allowedHosts: ["www.htx.com"] };
    fc.assert(
      fc.property(fc.array(texts, { minLength: 1, maxLength: 4 }), conversations, (said, made) => {
        const openTicket = { id: ticketId("ticket-1"), category: "funds" as const };
        const talk = new Talk({
          deps,
          conversation: {
            owner: made.owner,
            locale: made.locale,
            state: {
              ...(made.introduced ? { introducedAt: 1 } : {}),
              ...(made.ticket ? { openTicket } : {}),
              ...(made.form === null
                ? {}
                : {
                    form: {
                      form: made.form.form,
                      step: made.form.step,
                      slots: { what: made.form.what, said: made.form.said, source: made.form.source },
                      startedAt: 1,
                      paused: made.form.paused,
                    },
                  }),
            },
          },
        });
        if (made.ticket) talk.tickets = [aTicket()];
        for (const text of said) {
          const result = through(talk, text);
          expect(result.trace.length).toBeGreaterThan(0);
          const sent = ofKind(result, "message.send");
          for (const { content, ownerEpoch } of sent) {
            expect(content.text).not.toBe("");
            expect(checkOutbound(content.text, linksOf(content.spans), rules)).toEqual({ ok: true });
            expect(ownerEpoch).toBe(talk.conversation.ownerEpoch);
          }
          expect(new Set(result.effects.map(({ id }) => id)).size).toBe(result.effects.length);
        }
      }),
      { numRuns: 150 },
    );
  });

  it("is never met with silence while the bot owns the conversation", () => {
    fc.assert(
      fc.property(texts, (text) => {
        const result = through(new Talk({ deps }), text);
        const isProtected = ofKind(result, "message.delete").length > 0;
        expect(ofKind(result, "message.send").length > 0 || isProtected).toBe(true);
      }),
      { numRuns: 150 },
    );
  });
});
