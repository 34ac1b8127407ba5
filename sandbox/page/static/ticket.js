import { h, timeOf } from "./dom.js";
import { icon } from "./icons.js";
import { attachmentsOf, unnamedOf } from "./media.js";
import { categories, plain } from "./words.js";

export const ticketHead = ({ reference, fields, status, owner }) =>
  h(
    "header",
    { class: "ticket-head" },
    h(
      "div",
      { class: "chips" },
      h("span", { class: "chip strong" }, reference),
      h("span", { class: "chip" }, categories[fields.category] ?? plain(fields.category)),
      fields.urgent === true && h("span", { class: "chip urgent" }, "Urgent"),
      h("span", { class: `chip status-${status}` }, plain(status)),
      owner === "agent" && h("span", { class: "chip human" }, "You have taken over"),
    ),
    h("h3", {}, String(fields.subject ?? "")),
  );

export const facts = (ticket) => {
  const { fields } = ticket;
  const files = unnamedOf(ticket);
  const rows = [
    [
      "Person",
      [fields.person?.displayName, fields.person?.username && `@${fields.person.username}`]
        .filter(Boolean)
        .join(" · "),
    ],
    ["Language", fields.locale],
    ["Account", fields.accountReference],
    ["When", fields.happenedWhen],
    ["Not answered since", fields.unanswered && new Date(fields.unanswered.since).toLocaleString()],
    ["What happened", fields.description],
    ["Consent", fields.consentAt && new Date(fields.consentAt).toLocaleString()],
  ].filter(([, value]) => value);
  return h(
    "dl",
    { class: "facts" },
    files.length > 0 &&
      h("div", { class: "wide" }, h("dt", {}, "Attachments"), h("dd", {}, attachmentsOf(ticket, files))),
    rows.map(([name, value]) =>
      h(
        "div",
        { class: String(value).length > 40 ? "wide" : "" },
        h("dt", {}, name),
        h("dd", {}, String(value)),
      ),
    ),
  );
};

const authors = { person: "Person", bot: "Bot", agent: "Agent", system: "System" };

/** `edit(entry)` begins to change an agent's reply. */
export const transcript = (ticket, webhooks, edit) => {
  const entries = ticket.transcript;
  const deliveries = new Map(
    entries.filter(({ delivery }) => delivery).map(({ delivery }) => [delivery.eventId, delivery]),
  );
  const sent = new Map(webhooks.map((one) => [one.webhook.eventId, one]));
  const shown = entries.filter(({ kind, delivery }) => kind !== "delivery" || !sent.has(delivery?.eventId));
  return h(
    "ol",
    { class: "transcript", "aria-label": "Transcript", tabindex: "0" },
    shown.map((entry) =>
      line({
        entry,
        ticket,
        webhook: sent.get(entry.eventId),
        delivery: deliveries.get(entry.eventId),
        edit,
      }),
    ),
  );
};

const line = ({ entry, ticket, webhook, delivery, edit }) =>
  h(
    "li",
    { class: `entry by-${entry.author} kind-${entry.kind}` },
    h(
      "div",
      { class: "entry-head" },
      h("strong", {}, entry.authorName ?? authors[entry.author] ?? entry.author),
      entry.kind === "note" && h("span", { class: "mark" }, icon("lock"), "private"),
      entry.redacted && h("span", { class: "mark" }, icon("shield"), "blackened"),
      entry.edited && h("span", { class: "mark" }, icon("pen"), "edited"),
      h("time", {}, timeOf(entry.at)),
      isEditable(entry, ticket) &&
        h(
          "button",
          {
            type: "button",
            class: "entry-edit",
            "aria-label": "Edit this reply",
            onclick: () => edit(entry),
          },
          icon("pen"),
        ),
    ),
    entry.text !== "" && h("p", { class: "text" }, entry.text),
    attachmentsOf(ticket, entry.attachments),
    webhook && entry.author === "agent" && way(entry, webhook, delivery),
  );

/** Nothing said on X can be changed. */
const isEditable = ({ author, eventId, visibility, text }, { fields }) =>
  author === "agent" &&
  eventId !== undefined &&
  visibility !== "private" &&
  text !== "" &&
  !String(fields.person?.id).startsWith("twitter/");

const failures = { failed: "Not delivered", refused: "Refused by the guard", uncertain: "Maybe delivered" };

/** How far an agent's words have come: from the desk, over the fleet, into the chat. */
const way = (entry, webhook, delivery) => {
  const fleet =
    { accepted: "good", sending: "wait", refused: "bad", given_up: "bad" }[webhook.state] ?? "wait";
  const tries = webhook.attempts.length > 1 ? ` (${webhook.attempts.length} tries)` : "";
  const fleetWords = {
    accepted: `Fleet has it${tries}`,
    sending: `Telling the fleet…${tries}`,
    refused: "Fleet refused it",
    given_up: `Fleet not reached${tries}`,
  }[webhook.state];
  const steps = [[fleet, fleetWords]];
  if (entry.visibility !== "private" && fleet === "good")
    steps.push(
      delivery
        ? [
            delivery.state === "delivered" ? "good" : delivery.state === "uncertain" ? "warn" : "bad",
            delivery.state === "delivered"
              ? "In the chat"
              : [failures[delivery.state], delivery.reason].filter(Boolean).join(": "),
          ]
        : ["wait", "On its way to the chat"],
    );
  return h(
    "p",
    { class: "way" },
    steps.map(([tone, words]) =>
      h(
        "span",
        { class: `step tone-${tone}` },
        icon({ good: "check", bad: "cross", warn: "question", wait: "clock" }[tone]),
        words,
      ),
    ),
  );
};
