import { type ArticleSlug, articleSlug } from "../domain/ids.ts";
import { isLocale, type Locale } from "../domain/locale.ts";
import { type TicketCategory, ticketCategories } from "../domain/ticket.ts";

/** What a button means. Its payload is kept on our side, so buttons of older versions may still come. */
export type Payload =
  | { readonly kind: "article"; readonly slug: ArticleSlug }
  /** None of the offered articles fits. */
  | { readonly kind: "none" }
  | { readonly kind: "human" }
  /** A ticket, even while another one is open. */
  | { readonly kind: "ticket"; readonly category?: TicketCategory }
  /** Back from the human to the assistant; the ticket stays open. */
  | { readonly kind: "assistant" }
  | { readonly kind: "cancel_ticket" }
  | { readonly kind: "language"; readonly locale?: Locale }
  | { readonly kind: "form"; readonly word: FormWord }
  /** A person at once, about an account in danger. */
  | { readonly kind: "urgent" }
  /** What the guard could not tell of a message; `mark` names the question. */
  | { readonly kind: "doubt"; readonly mark: string; readonly answer: DoubtAnswer }
  /** Whether what is kept of the person is to be erased. */
  | { readonly kind: "erase"; readonly answer: EraseAnswer }
  /** Whether the answer of this article was of use. */
  | { readonly kind: "helpful"; readonly verdict: HelpfulVerdict; readonly slug: ArticleSlug }
  /** The topics; with a category a page of its articles, counted from 0. */
  | { readonly kind: "menu"; readonly category?: TicketCategory; readonly page?: number }
  /** Begins a guide, or answers one of its questions. */
  | {
      readonly kind: "guide";
      readonly slug: string;
      readonly at?: { readonly step: string; readonly option: string };
    }
  | { readonly kind: "choice"; readonly step: string; readonly value: string };

/** Words and buttons that every form understands at every step. */
export const formWords = ["back", "skip", "cancel", "send_now", "go_on"] as const;
export type FormWord = (typeof formWords)[number];

export const helpfulVerdicts = ["yes", "no"] as const;
export type HelpfulVerdict = (typeof helpfulVerdicts)[number];

export const doubtAnswers = ["harmless", "secret"] as const;
export type DoubtAnswer = (typeof doubtAnswers)[number];

export const eraseAnswers = ["yes", "no"] as const;
export type EraseAnswer = (typeof eraseAnswers)[number];

/** `kind` or `kind:value`; a choice is `choice:step=value`, a guide's `guide:slug/step/option`. */
export const encodePayload = (payload: Payload): string => {
  switch (payload.kind) {
    case "article":
      return `article:${payload.slug}`;
    case "ticket":
      return payload.category === undefined ? "ticket" : `ticket:${payload.category}`;
    case "language":
      return payload.locale === undefined ? "language" : `language:${payload.locale}`;
    case "form":
      return `form:${payload.word}`;
    case "choice":
      return `choice:${payload.step}=${payload.value}`;
    case "guide":
      return `guide:${payload.slug}${payload.at === undefined ? "" : `/${payload.at.step}/${payload.at.option}`}`;
    case "menu":
      return payload.category === undefined ? "menu" : `menu:${payload.category}/${payload.page ?? 0}`;
    case "helpful":
      return `helpful:${payload.verdict}=${payload.slug}`;
    case "erase":
      return `erase:${payload.answer}`;
    case "doubt":
      return `doubt:${payload.answer}=${payload.mark}`;
    case "none":
    case "human":
    case "assistant":
    case "cancel_ticket":
    case "urgent":
      return payload.kind;
    default:
      return payload satisfies never;
  }
};

const decodeChoice = (value: string): Payload | undefined => {
  const [, step, chosen] = /^([a-z_]+)=([a-z_]+)$/.exec(value) ?? [];
  return step === undefined || chosen === undefined ? undefined : { kind: "choice", step, value: chosen };
};

const decodeGuide = (value: string): Payload | undefined => {
  const [, slug, step, option] = /^([a-z0-9-]{1,80})(?:\/([a-z_]{1,40})\/([a-z_]{1,40}))?$/.exec(value) ?? [];
  if (slug === undefined) return undefined;
  return step === undefined || option === undefined
    ? { kind: "guide", slug }
    : { kind: "guide", slug, at: { step, option } };
};

const decodeDoubt = (value: string): Payload | undefined => {
  const [, named, mark] = /^([a-z]+)=([\w-]{1,64})$/.exec(value) ?? [];
  const answer = doubtAnswers.find((known) => known === named);
  return answer === undefined || mark === undefined ? undefined : { kind: "doubt", mark, answer };
};

const decodeHelpful = (value: string): Payload | undefined => {
  const [, named, slug] = /^([a-z]+)=([a-z0-9-]{1,80})$/.exec(value) ?? [];
  const verdict = helpfulVerdicts.find((known) => known === named);
  return verdict === undefined || slug === undefined
    ? undefined
    : { kind: "helpful", verdict, slug: articleSlug(slug) };
};

const decodeTicket = (value: string): Payload | undefined => {
  if (value === "") return { kind: "ticket" };
  const category = ticketCategories.find((known) => known === value);
  return category === undefined ? undefined : { kind: "ticket", category };
};

const decodeMenu = (value: string): Payload | undefined => {
  if (value === "") return { kind: "menu" };
  const [, named, page] = /^([a-z_]+)\/(\d{1,2})$/.exec(value) ?? [];
  const category = ticketCategories.find((known) => known === named);
  return category === undefined ? undefined : { kind: "menu", category, page: Number(page) };
};

const decodeLanguage = (value: string): Payload | undefined => {
  if (value === "") return { kind: "language" };
  return isLocale(value) ? { kind: "language", locale: value } : undefined;
};

/** Undefined for anything that {@link encodePayload} did not make. */
export const decodePayload = (text: string): Payload | undefined => {
  const colon = text.indexOf(":");
  const kind = colon < 0 ? text : text.slice(0, colon);
  const value = colon < 0 ? "" : text.slice(colon + 1);
  switch (kind) {
    case "article":
      return /^[a-z0-9-]{1,80}$/.test(value) ? { kind, slug: articleSlug(value) } : undefined;
    case "ticket":
      return decodeTicket(value);
    case "language":
      return decodeLanguage(value);
    case "form": {
      const word = formWords.find((known) => known === value);
      return word === undefined ? undefined : { kind, word };
    }
    case "choice":
      return decodeChoice(value);
    case "guide":
      return decodeGuide(value);
    case "menu":
      return decodeMenu(value);
    case "helpful":
      return decodeHelpful(value);
    case "doubt":
      return decodeDoubt(value);
    case "erase": {
      const answer = eraseAnswers.find((known) => known === value);
      return answer === undefined ? undefined : { kind, answer };
    }
    case "none":
    case "human":
    case "assistant":
    case "cancel_ticket":
    case "urgent":
      return value === "" ? { kind } : undefined;
    default:
      return undefined;
  }
};
