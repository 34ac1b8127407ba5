import type { FormState } from "../domain/conversation.ts";
import type { TicketDraft, TicketEntry } from "../domain/ticket.ts";
import { ticketCategories } from "../domain/ticket.ts";
import type { Turn } from "../domain/turn.ts";
import { collectOf } from "./collect.ts";

const longestSubject = 80;

/** A word such as "today" means nothing tomorrow: the day is named. */
const withDay = (when: string, now: number) =>
  /^(?:today|yesterday|week|earlier)$/.test(when)
    ? `${when} (told on ${new Date(now).toISOString().slice(0, 10)} UTC)`
    : when;

const filledSlot = (form: FormState, slot: string) => {
  const value = form.slots[slot];
  return value === undefined || value === "" ? undefined : value;
};

/** What the desk is given: the answers as far as there are any, and the conversation. */
export const draftTicket = (
  turn: Turn,
  { form, transcript }: { form: FormState; transcript: readonly TicketEntry[] },
): TicketDraft => {
  const category = ticketCategories.find((name) => name === form.slots["category"]) ?? "other";
  const description = filledSlot(form, "what") ?? filledSlot(form, "said");
  const details = filledSlot(form, "details");
  const told = [
    description,
    ...(details === undefined ? [] : [`Details (${collectOf(form.slots).join(", ")}): ${details}`]),
  ]
    .filter((part) => part !== undefined)
    .join("\n\n");
  const account = filledSlot(form, "account");
  const when = filledSlot(form, "when");
  const { person } = turn;
  return {
    category,
    urgent: form.slots["urgent"] === "yes",
    subject: (description ?? `A person is asked for (${category})`)
      .split("\n", 1)
      .join("")
      .slice(0, longestSubject),
    locale: turn.conversation.locale ?? turn.account.locale ?? "en",
    description: told || "The person asked for a human and gave no description; see the conversation.",
    person: {
      id: person?.id ?? turn.conversation.id,
      displayName: person?.displayName ?? "unknown",
      ...(person?.username === undefined ? {} : { username: person.username }),
    },
    channel: { platform: turn.account.platform, account: turn.account.id },
    transcript,
    ...(account === undefined ? {} : { accountReference: account }),
    ...(when === undefined ? {} : { happenedWhen: withDay(when, turn.now) }),
    ...(form.consentAt === undefined ? {} : { consentAt: form.consentAt }),
  };
};
