import type { InboundEvent, RawEvent } from "../domain/event.ts";
import type { Link, Message, RawMessage, SecretFinding } from "../domain/message.ts";
import type { Person } from "../domain/person.ts";
import { replaceSpans } from "./redact.ts";
import {
  besides,
  cleanAttachment,
  cleanFileName,
  cleanUrl,
  longestAddress,
  longestName,
  redactPerson,
  withheldAttachment,
} from "./redact-places.ts";
import { type RedactedText, type RedactionContext, redactText } from "./redact-text.ts";

/** A text of which a part is only suspected to be secret. */
export interface Suspected {
  /** With that part shown, and what is certain taken out. */
  readonly text: string;
  /** The suspected parts. */
  readonly values: readonly string[];
}

/** Why a text could not be vouched for: a detector threw, or the time was over. */
export type Withheld = "error" | "overrun";

export interface EventContext extends Omit<RedactionContext, "checkBudget"> {
  /** Longest time for one event in ms, checked between detectors; counts only with `now`. @default 500 */
  readonly budgetMs?: number;
  readonly now?: () => number;
  /** Told of what a person may settle by saying that it is harmless. It must reach no disk and no log. */
  readonly onSuspected?: (suspected: Suspected) => void;
  readonly onWithheld?: (why: Withheld) => void;
}

const defaultBudgetMs = 500;
const longestQuote = 4_096;
const mostLinks = 100;
/** UTF-16 units of a suspected text: what is longer was no mere hash. */
const longestShown = 4_096;
/** Stands for a name that the guard could not look at. */
const maskedName = "***";

class OverBudget extends Error {
  override readonly name = "OverBudget";
}

const withBudget = (context: EventContext): RedactionContext => {
  const { now, budgetMs = defaultBudgetMs } = context;
  if (now === undefined) return context;
  const endsAt = now() + budgetMs;
  const checkBudget = () => {
    if (now() > endsAt) throw new OverBudget("The guard ran out of time.");
  };
  return { ...context, checkBudget };
};

const withheldPerson = ({ username: _, ...person }: Person): Person => ({
  ...person,
  displayName: maskedName,
});

const isHard = ({ level }: SecretFinding) => level === "hard";

/** Undefined where nothing is suspected; a text with a certain secret is gone as a whole. */
const suspectedIn = (
  written: string,
  { secrets, given }: RedactedText,
  context: RedactionContext,
): Suspected | undefined => {
  if (secrets.length === 0 || secrets.some(isHard) || written.length > longestShown) return undefined;
  const labels = given.map(({ kind, start, end }) => ({ start, end, label: context.maskLabel(kind) }));
  return {
    text: replaceSpans(written, labels),
    values: secrets.map(({ start, end }) => written.slice(start, end)),
  };
};

const redactMessage = ({ shown = [], ...message }: RawMessage, context: EventContext): Message => {
  const redacted = redactText(message.text, context);
  const { text, secrets, given } = redacted;
  const beside = besides(context);
  const links = message.links.slice(0, mostLinks).map(
    ({ url, label }): Link => ({
      url: cleanUrl(url, beside.clean),
      ...(label === undefined ? {} : { label: beside.clean(label.slice(0, longestAddress)) }),
    }),
  );
  const attachments = message.attachments.map((file) => cleanAttachment(file, beside.clean));
  for (const words of shown.slice(0, mostLinks)) beside.clean(words.slice(0, longestAddress));
  const { forwardedFrom, quote } = message;
  const origin = forwardedFrom === undefined ? undefined : beside.clean(forwardedFrom.slice(0, longestName));
  const quoted = quote === undefined ? undefined : beside.clean(quote.slice(0, longestQuote));
  const author = redactPerson(message.author, context);
  const suspected = beside.secrets.some(isHard) ? undefined : suspectedIn(message.text, redacted, context);
  if (suspected !== undefined) context.onSuspected?.(suspected);
  return {
    ...message,
    author,
    text,
    links,
    attachments,
    ...(origin === undefined ? {} : { forwardedFrom: origin }),
    ...(quoted === undefined ? {} : { quote: quoted }),
    withheld: false,
    secrets: [...secrets, ...beside.secrets],
    given: given.map(({ kind, slot, value }) => ({ kind, slot, value })),
  };
};

const withheldMessage = ({ forwardedFrom: _, quote: __, shown: ___, ...message }: RawMessage): Message => ({
  ...message,
  author: withheldPerson(message.author),
  text: "",
  links: [],
  attachments: message.attachments.map(withheldAttachment),
  withheld: true,
  secrets: [],
  given: [],
});

const mapValues = (values: Readonly<Record<string, string>>, map: (value: string) => string) =>
  Object.fromEntries(Object.entries(values).map(([key, value]) => [key, map(value)]));

/** The token of an invitation into the direct chat: 96 random bits in base64url. */
const ourInvitation = /^[\w-]{16}$/;

const redactBody = (event: RawEvent, context: EventContext): InboundEvent => {
  const { clean, secrets } = besides(context);
  switch (event.kind) {
    case "message.created":
    case "message.edited":
      return { ...event, message: redactMessage(event.message, context) };
    case "member.joined":
    case "member.left":
    case "member.changed":
      return {
        ...event,
        person: redactPerson(event.person, context),
        ...(event.by && { by: redactPerson(event.by, context) }),
      };
    case "rights.changed":
      return { ...event, ...(event.by && { by: redactPerson(event.by, context) }) };
    case "join.requested":
    case "member.blocked":
      return { ...event, person: redactPerson(event.person, context) };
    case "button.pressed":
      return { ...event, person: redactPerson(event.person, context), token: clean(event.token) };
    case "command.called": {
      const args = redactText(event.args, { ...context, expects: [] });
      const person = redactPerson(event.person, context);
      // Random letters alone may be a password; these were made by us.
      if (ourInvitation.test(event.args) && event.name === "start" && !args.secrets.some(isHard))
        return { ...event, person };
      return { ...event, person, args: args.text, secrets: args.secrets };
    }
    case "form.submitted": {
      const values = mapValues(event.values, clean);
      const files = event.attachments?.map((file) => cleanAttachment(file, clean));
      const person = redactPerson(event.person, context);
      return { ...event, person, values, secrets, ...(files && { attachments: files }) };
    }
    case "ticket.replied": {
      // An agent may name a bare transaction hash; what is certainly a secret is taken out, and the reply refused.
      const { reply } = event;
      const text = clean(reply.text);
      const files = reply.attachments?.map((file) => ({
        ...file,
        fileName: cleanFileName(file.fileName, clean),
      }));
      if (!secrets.some(isHard)) return event;
      const refused = { ...reply, text, refused: "secret" } as const;
      return { ...event, reply: files === undefined ? refused : { ...refused, attachments: files } };
    }
    case "message.deleted":
    case "conversation.migrated":
    case "ticket.changed":
    case "timer.fired":
    case "moderator.acted":
    case "effect.settled":
      return event;
    default:
      return event satisfies never;
  }
};

/** A token of our own buttons is too short to be a secret. */
const ourToken = /^[0-9a-z]{1,11}\.\d{1,3}$/;

/** The event without anything that a person wrote. */
const withhold = (event: RawEvent): InboundEvent => {
  switch (event.kind) {
    case "message.created":
    case "message.edited":
      return { ...event, message: withheldMessage(event.message) };
    case "member.joined":
    case "member.left":
    case "member.changed":
      return {
        ...event,
        person: withheldPerson(event.person),
        ...(event.by && { by: withheldPerson(event.by) }),
      };
    case "rights.changed":
      return { ...event, ...(event.by && { by: withheldPerson(event.by) }) };
    case "join.requested":
    case "member.blocked":
      return { ...event, person: withheldPerson(event.person) };
    case "button.pressed":
      return {
        ...event,
        person: withheldPerson(event.person),
        token: ourToken.test(event.token) ? event.token : "",
      };
    case "command.called":
      return { ...event, person: withheldPerson(event.person), args: "", secrets: [] };
    case "form.submitted":
      return {
        ...event,
        person: withheldPerson(event.person),
        values: mapValues(event.values, () => ""),
        attachments: [],
        secrets: [],
        withheld: true,
      };
    case "ticket.replied": {
      const { attachments: _, ...reply } = event.reply;
      return { ...event, reply: { ...reply, text: "", refused: "unread" } };
    }
    case "message.deleted":
    case "conversation.migrated":
    case "ticket.changed":
    case "timer.fired":
    case "moderator.acted":
    case "effect.settled":
      return event;
    default:
      return event satisfies never;
  }
};

/**
 * The event without secrets, in all places where a person can write. Fails closed: when a detector throws or the
 * budget is used up twice, nothing of the text is kept and the message is marked as withheld. Once may be the machine's
 * fault, which stood still for a moment.
 */
export const redactEvent = (event: RawEvent, context: EventContext): InboundEvent => {
  for (let overruns = 0; ; overruns += 1) {
    try {
      return redactBody(event, { ...context, ...withBudget(context) });
    } catch (error) {
      const isOverrun = error instanceof OverBudget;
      if (isOverrun && overruns === 0) continue;
      context.onWithheld?.(isOverrun ? "overrun" : "error");
      return withhold(event);
    }
  }
};
