import { chosenByPlace, missesList } from "../dialogue/choices.ts";
import { guideSlugOf } from "../dialogue/guide.ts";
import { decodePayload, encodePayload, type Payload } from "../dialogue/payloads.ts";
import { hasWords } from "../dialogue/words.ts";
import type { Shown } from "../domain/conversation.ts";
import type { InboundEvent } from "../domain/event.ts";
import type { EventId } from "../domain/ids.ts";
import type { AttachmentRef, GivenValue, Message } from "../domain/message.ts";
import type { Turn } from "../domain/turn.ts";
import { besideSecrets, withoutMasks } from "./masks.ts";
import { isUnsaid, saidAt } from "./said-at.ts";

/** One message of a turn in its newest version. */
export interface Spoken {
  readonly eventId: EventId;
  readonly at: number;
  readonly message: Message;
  /** The turn saw only an edit of it. */
  readonly edited: boolean;
}

/** What the person did in a turn, whatever way the platform has for it. */
export type Act =
  | {
      readonly kind: "said";
      /** All messages as one, without what the guard masked. */
      readonly text: string;
      /** What may be asked in it: the same without what only led to a secret. */
      readonly question: string;
      readonly messages: readonly Spoken[];
      readonly given: readonly GivenValue[];
      /** What stays: of a message with a secret, nothing does. */
      readonly attachments: readonly AttachmentRef[];
    }
  | { readonly kind: "called"; readonly name: string; readonly args: string }
  /** Without a payload: a button that we no longer know. */
  | { readonly kind: "pressed"; readonly payload: Payload | undefined }
  | { readonly kind: "submitted"; readonly form: string; readonly values: Readonly<Record<string, string>> }
  /** Nobody spoke to us: a timer, the desk, an outcome. */
  | { readonly kind: "none" };

/** The messages of a turn, oldest first; an edit stands in the place of what it edits. */
export const spokenIn = (turn: Turn): readonly Spoken[] => {
  const messages = new Map<string, Spoken>();
  for (const event of turn.events) {
    if (event.kind !== "message.created" && event.kind !== "message.edited") continue;
    const first = messages.get(event.message.id);
    messages.set(event.message.id, {
      eventId: event.id,
      at: first?.at ?? event.occurredAt,
      message: event.message,
      edited: event.kind === "message.edited" && (first === undefined || first.edited),
    });
  }
  return [...messages.values()];
};

/** Nothing but edits of messages that were replied to: they are read again, but not answered again. */
export const isOldNews = (turn: Turn): boolean => {
  const spoken = spokenIn(turn);
  return spoken.length > 0 && spoken.every(({ edited, message }) => edited && wasAnswered(turn, message));
};

const wasAnswered = ({ history }: Turn, { id, text }: Message): boolean => {
  const at = history.findLastIndex((past) => past.direction === "in" && past.messageId === id);
  const before = history[at];
  // A picture that gets its caption later has told nothing until then.
  if (before === undefined || (hasWords(text) && !hasWords(before.text))) return false;
  return history.slice(at).some(({ direction }) => direction === "out");
};

/** Our own name, by which a group calls us, is no part of what is asked. */
export const withoutHandle = (text: string, handle: string): string => {
  const name = handle.replace(/^@/, "").replace(/[^\w]/g, "\\$&");
  return text
    .replace(new RegExp(`@${name}(?!\\w)`, "giu"), " ")
    .replace(/[ \t]+/g, " ")
    .trim();
};

/** Whether a text calls an account by its name. */
export const namesAccount = (text: string, handle: string): boolean =>
  withoutHandle(text, handle) !== text.replace(/[ \t]+/g, " ").trim();

/** Such a message is deleted, with all that it carries. */
export const holdsSecret = ({ secrets }: Message): boolean => secrets.some(({ level }) => level === "hard");

/** A human of the account wrote it themselves, in the platform's own app. */
export const isByStaff = (turn: Turn, { author }: Message): boolean =>
  author.role === "staff" && turn.conversation.kind !== "group";

/** Platforms without commands, and people without menus, write them as text. */
const commandInText = /^\/([a-z_]{1,32})(?:@\w+)?(?:\s+([^\n]{0,200}))?$/i;

const questionIn = (messages: readonly Spoken[]): string | undefined =>
  messages
    .map(({ message }) => (holdsSecret(message) ? besideSecrets(message.text) : withoutMasks(message.text)))
    .join("\n")
    .trim() || undefined;

const readSpoken = (turn: Turn): Act => {
  const messages = spokenIn(turn).filter(({ message }) => !isByStaff(turn, message));
  if (messages.length === 0) return { kind: "none" };
  const whole = withoutMasks(messages.map(({ message }) => message.text).join("\n"));
  const text = turn.conversation.kind === "group" ? withoutHandle(whole, turn.account.handle) : whole;
  const [, name, args = ""] = commandInText.exec(text) ?? [];
  if (name !== undefined) return { kind: "called", name: name.toLowerCase(), args };
  return {
    kind: "said",
    text,
    question: messages.some(({ message }) => holdsSecret(message)) ? (questionIn(messages) ?? text) : text,
    messages,
    given: messages.flatMap(({ message }) => message.given),
    attachments: messages.flatMap(({ message }) => (holdsSecret(message) ? [] : message.attachments)),
  };
};

/** Buttons that were shown longer ago have left the screen. */
const shownMs = 60 * 60_000;

/** What the person has before them: what waits to be sent they have not seen. */
export const shownTo = (turn: Turn): Shown | undefined => {
  const { shown } = turn.conversation.state;
  return shown !== undefined && isUnsaid(turn, shown.at) ? shown.before : shown;
};

/** What is still to be chosen from. What is typed to a human is theirs to read. */
const standing = (turn: Turn): Shown | undefined => {
  const { kind, owner } = turn.conversation;
  const shown = shownTo(turn);
  if (shown === undefined || kind === "group" || owner === "human") return undefined;
  return turn.now - saidAt(turn, shown.at) >= shownMs ? undefined : shown;
};

/** The button, or the line, at the place that a message names. */
export const placeNamed = (
  turn: Turn,
  { text, digits }: { text: string; digits: boolean },
): Payload | undefined => {
  const shown = standing(turn);
  return shown === undefined ? undefined : chosenByPlace(text, { shown, digits });
};

/** The list with numbers that stands there, when a message is a number and names none of its lines. */
export const listMissed = (turn: Turn, text: string): Shown | undefined => {
  const shown = standing(turn);
  return shown !== undefined && missesList(text, shown) ? shown : undefined;
};

/** The form that it led on in has become a ticket: whoever counts their lines now tells them to the desk. */
const isSpent = ({ conversation: { owner, state } }: Turn, { kind }: Payload): boolean =>
  owner === "queued" && state.form === undefined && (kind === "form" || kind === "choice");

const chosenByNumber = (turn: Turn, act: Act): Act | undefined => {
  if (act.kind !== "said" || act.messages.length !== 1 || act.given.length > 0) return undefined;
  if (act.messages.some(({ message }) => message.attachments.length > 0 || message.secrets.length > 0))
    return undefined;
  const { form } = turn.conversation.state;
  // The answers to a guide's question may be such words themselves.
  const digits = form !== undefined && guideSlugOf(form) !== undefined;
  const payload = placeNamed(turn, { text: act.text, digits });
  return payload === undefined || isSpent(turn, payload) ? undefined : { kind: "pressed", payload };
};

const readSingle = (event: InboundEvent): Act => {
  switch (event.kind) {
    case "button.pressed":
      return {
        kind: "pressed",
        payload: event.payload === undefined ? undefined : decodePayload(event.payload),
      };
    case "command.called":
      return { kind: "called", name: event.name.toLowerCase(), args: withoutMasks(event.args) };
    case "form.submitted":
      return { kind: "submitted", form: event.form, values: event.values };
    default:
      return { kind: "none" };
  }
};

/** Every stage asks for it; it depends on the events alone. */
const acts = new WeakMap<Turn["events"], Act>();

export const readAct = (turn: Turn): Act => {
  const known = acts.get(turn.events);
  if (known !== undefined) return known;
  const spoken = readSpoken(turn);
  const act = spoken.kind === "none" ? readSingle(turn.events[0]) : (chosenByNumber(turn, spoken) ?? spoken);
  acts.set(turn.events, act);
  return act;
};

/** The choice that this turn makes, as `shown` remembers it. */
export const choiceMade = (turn: Turn): string | undefined => {
  const act = readAct(turn);
  return act.kind === "pressed" && act.payload !== undefined ? encodePayload(act.payload) : undefined;
};

/** The same was chosen before, and what it leads to is on its way. */
export const isChosenAgain = (turn: Turn): boolean => {
  const { shown } = turn.conversation.state;
  const made = choiceMade(turn);
  return made !== undefined && shown?.by === made && isUnsaid(turn, shown.at);
};
