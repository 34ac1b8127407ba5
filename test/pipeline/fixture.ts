import { readFileSync } from "node:fs";
import { IntlMessageFormat } from "intl-messageformat";
import { parse } from "yaml";
import { decodePayload, encodePayload, type Payload } from "../../src/dialogue/payloads.ts";
import type { Collectable } from "../../src/domain/article.ts";
import type { KeptAttachment } from "../../src/domain/attachment.ts";
import type { Conversation } from "../../src/domain/conversation.ts";
import type { Phrase } from "../../src/domain/decision.ts";
import type { Effect, EffectKind } from "../../src/domain/effect.ts";
import type { InboundEvent } from "../../src/domain/event.ts";
import { type ArticleSlug, articleSlug, eventId } from "../../src/domain/ids.ts";
import type { Locale } from "../../src/domain/locale.ts";
import type { Message } from "../../src/domain/message.ts";
import type { Ticket, TicketCategory } from "../../src/domain/ticket.ts";
import type { PastMessage, Turn, TurnResult } from "../../src/domain/turn.ts";
import { formatAnswer } from "../../src/knowledge/format-answer.ts";
import { createPipeline } from "../../src/pipeline/pipeline.ts";
import type { Pipeline, PipelineDeps } from "../../src/pipeline/ports.ts";
import { defaultSettings } from "../../src/pipeline/settings.ts";
import {
  aConversation,
  aMessageEvent,
  anEvent,
  aPastMessage,
  aPerson,
  aTurn,
  builtAccountId,
  builtAt,
} from "../support/builders.ts";

type Tree = { readonly [key: string]: string | Tree };
const readPhrases = (locale: string): Tree => parse(readFileSync(`config/locales/${locale}.yaml`, "utf8"));
const phrases: Readonly<Record<string, Tree>> = {
  en: readPhrases("en"),
  "zh-Hans": readPhrases("zh-Hans"),
};

const pick = (tree: Tree | string | undefined, key: string): string => {
  const found = key
    .split(".")
    .reduce<Tree | string | undefined>((at, part) => (typeof at === "object" ? at[part] : undefined), tree);
  if (typeof found !== "string") throw new Error(`There is no phrase ${key}.`);
  return found;
};

/** The real phrases, read without the fleet's own reader. */
const say = (locale: Locale, { key, args }: Phrase): string =>
  String(new IntlMessageFormat(pick(phrases[locale] ?? phrases["en"], key), locale).format(args));

interface StubArticle {
  readonly words: RegExp;
  readonly category: TicketCategory;
  readonly title: Readonly<Record<string, string>>;
  readonly urgent?: boolean;
  readonly related?: readonly string[];
  readonly collect?: readonly Collectable[];
}

const articles: Readonly<Record<string, StubArticle>> = {
  "deposit-missing": {
    words: /deposit.*(?:not arrived|missing)|充值没到/i,
    category: "funds",
    title: { en: "My deposit has not arrived", "zh-Hans": "充值未到账" },
    related: ["deposit-how"],
    collect: ["coin", "transaction_id", "time"],
  },
  "deposit-how": {
    words: /how.*deposit|怎么充值/i,
    category: "funds",
    title: { en: "How to deposit", "zh-Hans": "如何充值" },
  },
  "account-compromised": {
    words: /hacked|被盗/i,
    category: "account_security",
    title: { en: "My account was hacked", "zh-Hans": "账户被盗" },
    urgent: true,
  },
};

const classify: PipelineDeps["knowledge"]["classify"] = (text, locale) => {
  const candidates = (slugs: readonly string[], probability: number) =>
    slugs.map((slug) => ({
      slug: articleSlug(slug),
      title: articles[slug]?.title[locale] ?? slug,
      probability,
    }));
  const hit = Object.entries(articles).find(([, { words }]) => words.test(text));
  if (hit !== undefined) return { decision: "answer", candidates: candidates([hit[0]], 0.95) };
  if (/deposit|充值/i.test(text))
    return { decision: "ask", candidates: candidates(["deposit-missing", "deposit-how"], 0.4) };
  return { decision: "handover", candidates: candidates(["deposit-how"], 0.1) };
};

const serve = (slug: ArticleSlug, locale: Locale) => {
  const article = articles[slug];
  const title = article?.title[locale];
  if (article === undefined || title === undefined) return undefined;
  return {
    slug,
    title,
    content: { text: `Answer: ${title}`, spans: [] },
    urgent: article.urgent === true,
    category: article.category,
    collect: article.collect ?? [],
    related: (article.related ?? []).map((other) => ({
      slug: articleSlug(other),
      title: articles[other]?.title[locale] ?? other,
    })),
    locale,
  };
};

const settings = {
  ...defaultSettings,
  links: { "help-center": "https://help.example" },
  allowedHosts: ["help.example"],
};

/** Stand-ins with rules that a reader can see; `test/pipeline/real.test.ts` runs the real ones. */
export const deps: PipelineDeps = {
  knowledge: {
    classify,
    serve,
    titles: (locale) =>
      Object.entries(articles).map(([slug, { title, category, urgent }]) => ({
        slug: articleSlug(slug),
        title: title[locale] ?? slug,
        category,
        urgent: urgent === true,
      })),
    followUp: (slug, _locale, text) =>
      slug === "deposit-missing" && /how long|多久/.test(text)
        ? { content: { text: "It takes a while.", spans: [] }, isClose: false }
        : undefined,
  },
  phrasebook: { say },
  detectLocale: (text, { current, account }) =>
    /\p{Script=Han}/u.test(text)
      ? { locale: "zh-Hans", sure: true }
      : {
          locale: /[a-z]{3}/i.test(text) ? "en" : (current ?? account ?? "en"),
          sure: /[a-z]{3}/i.test(text),
        },
  scanAcross: (parts) => {
    const halves = parts.filter(({ text }) => text.includes("HALF"));
    return halves.length < 2
      ? undefined
      : {
          kind: "seed_phrase",
          parts: halves.map(({ id, text }) => ({
            id,
            start: text.indexOf("HALF"),
            end: text.indexOf("HALF") + 5,
          })),
        };
  },
  checkOutbound: (text, links, { allowedHosts }) => {
    if (text.includes("hunter2")) return { ok: false, reason: "secret", detail: "password" };
    const all = [...links, ...(text.match(/https?:\/\/\S+/g) ?? [])];
    return all.every((link) => allowedHosts.includes(new URL(link).host))
      ? { ok: true }
      : { ok: false, reason: "link", detail: "host" };
  },
  formatAnswer,
  settings,
};

/** A conversation that goes on from turn to turn as the runtime would carry it. */
export class Talk {
  readonly #pipeline: Pipeline;
  readonly #turn: Partial<Turn>;
  #n = 0;
  now = builtAt;
  conversation: Conversation;
  history: readonly PastMessage[] = [];
  tickets: readonly Ticket[] = [];
  attachments: readonly KeptAttachment[] = [];
  last: TurnResult | undefined;

  /** @param options.turn what every turn of the talk is told beside its events */
  constructor(
    options: {
      conversation?: Partial<Conversation>;
      deps?: Partial<PipelineDeps>;
      turn?: Partial<Turn>;
    } = {},
  ) {
    this.#pipeline = createPipeline({ ...deps, ...options.deps });
    this.#turn = options.turn ?? {};
    this.conversation = aConversation(options.conversation);
  }

  /** A person's message; `override` for secrets, attachments and values. */
  say(text: string, override: Partial<Message> = {}, turn: Partial<Turn> = {}): TurnResult {
    return this.turn([this.message(text, override)], turn);
  }

  message(text: string, override: Partial<Message> = {}): InboundEvent {
    this.#n += 1;
    const event = aMessageEvent(text, this.#n, override);
    return { ...event, occurredAt: this.now };
  }

  press(payload: Payload, turn: Partial<Turn> = {}): TurnResult {
    return this.event(
      {
        kind: "button.pressed",
        person: aPerson(),
        token: "t",
        payload: encodePayload(payload),
        messageId: "77",
      },
      turn,
    );
  }

  call(name: string, args = "", turn: Partial<Turn> = {}): TurnResult {
    return this.event(
      { kind: "command.called", person: aPerson(), name, args, messageId: "55", secrets: [] },
      turn,
    );
  }

  event(body: Parameters<typeof anEvent>[0], turn: Partial<Turn> = {}): TurnResult {
    this.#n += 1;
    const platformEventId = String(7000 + this.#n);
    const id = eventId(builtAccountId, platformEventId);
    return this.turn([{ ...anEvent(body), id, platformEventId, occurredAt: this.now }], turn);
  }

  turn(events: readonly InboundEvent[], override: Partial<Turn> = {}): TurnResult {
    const [first, ...rest] = events;
    if (first === undefined) throw new Error("A turn has an event.");
    const turn = aTurn({
      now: this.now,
      conversation: this.conversation,
      events: [first, ...rest],
      history: this.history,
      tickets: this.tickets,
      attachments: this.attachments,
      newMark: `mark-${this.#n}`,
      ...this.#turn,
      ...override,
    });
    const result = this.#pipeline.run(turn);
    this.#carry(events, result);
    return result;
  }

  #carry(events: readonly InboundEvent[], result: TurnResult): void {
    const said = events.flatMap((event) =>
      event.kind === "message.created" || event.kind === "message.edited"
        ? [
            aPastMessage({
              at: this.now,
              text: event.message.text,
              source: event.id,
              messageId: event.message.id,
              ...(event.message.author.role === "staff" && { byStaff: true }),
            }),
          ]
        : [],
    );
    const sent = result.effects.flatMap((effect) =>
      effect.kind === "message.send"
        ? [{ direction: "out" as const, at: this.now, text: effect.content.text, source: effect.id }]
        : [],
    );
    const texts = new Map<string, string>(result.overwrite.map(({ source, text }) => [source, text]));
    this.history = [...this.history, ...said, ...sent].map((line) => ({
      ...line,
      text: texts.get(line.source) ?? line.text,
    }));
    for (const command of result.tickets) this.#applyTicket(command);
    this.#applyFiles(result);
    this.conversation = { ...this.conversation, ...result.patch };
    this.last = result;
    this.now += 1_000;
  }

  /** The rows of what is to be kept, and which ticket what was kept is given to. */
  #applyFiles(result: TurnResult): void {
    const keeping = ofKind(result, "attachment.keep").map(
      ({ attachmentId: id, messageId, ref }): KeptAttachment => ({
        id,
        messageId,
        at: this.now,
        state: "keeping",
        fileName: ref.fileName ?? `${ref.kind}.bin`,
        mediaType: ref.mediaType ?? "application/octet-stream",
        size: ref.size ?? 0,
      }),
    );
    const given = new Map(
      result.effects.flatMap((effect) => {
        if (effect.kind === "ticket.open")
          return (effect.draft.attachments ?? []).map(({ id }) => [id, effect.ticketId] as const);
        return effect.kind === "ticket.append"
          ? (effect.entry.attachments ?? []).map(({ id }) => [id, effect.ticketId] as const)
          : [];
      }),
    );
    this.attachments = [...this.attachments, ...keeping].map((file) => {
      const ticketId = given.get(file.id);
      return ticketId === undefined ? file : { ...file, ticketId };
    });
  }

  #applyTicket(command: TurnResult["tickets"][number]): void {
    if ("open" in command) {
      const { id: conversationId } = this.conversation;
      const { open: id, category } = command;
      this.tickets = [
        ...this.tickets,
        { id, conversationId, category, status: "open", openedAt: this.now, lastSequence: 0 },
      ];
      return;
    }
    const { update, status, sequence } = command;
    this.tickets = this.tickets.map((ticket) =>
      ticket.id === update
        ? { ...ticket, status: status ?? ticket.status, lastSequence: sequence ?? ticket.lastSequence }
        : ticket,
    );
  }
}

export const ofKind = <K extends EffectKind>(result: TurnResult, kind: K): Extract<Effect, { kind: K }>[] =>
  result.effects.filter((effect): effect is Extract<Effect, { kind: K }> => effect.kind === kind);

/** All that the person reads of a turn. */
export const textOf = (result: TurnResult): string =>
  ofKind(result, "message.send")
    .map(({ content }) => content.text)
    .join("\n---\n");

export const payloadsOf = (result: TurnResult): (Payload | undefined)[] =>
  ofKind(result, "message.send").flatMap(({ buttons }) =>
    (buttons ?? []).map(({ payload }) => decodePayload(payload)),
  );

export const labelsOf = (result: TurnResult): string[] =>
  ofKind(result, "message.send").flatMap(({ buttons }) => (buttons ?? []).map(({ label }) => label));

/** Long in talk: introduced, and asked lately whether an answer helped. */
export const introduced: Partial<Conversation> = {
  state: { introducedAt: builtAt - 1, helpful: { slug: articleSlug("deposit-how"), askedAt: builtAt - 1 } },
};
export const anEventId = (n: string) => eventId(builtAccountId, n);
