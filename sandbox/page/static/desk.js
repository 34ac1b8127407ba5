import { order } from "./api.js";
import { byId, h, redraw, timeOf } from "./dom.js";
import { icon } from "./icons.js";
import { categories, plain } from "./words.js";

/** The ticket desk: the ticket, its transcript, and what an agent can do. */
export const deskColumn = (app) => {
  const drafts = new Map();
  let chosen;
  let visibility = "public";
  let known = 0;

  const pick = (ticketId) => {
    chosen = ticketId;
    app.draw();
  };

  return (view) => {
    const person = `/${app.persona().id}`;
    const mine = view.desk.tickets.filter(({ fields }) => String(fields.person?.id).endsWith(person));
    const tickets = [...mine].reverse();
    if (view.desk.tickets.length !== known) chosen = undefined;
    known = view.desk.tickets.length;
    const ticket = tickets.find(({ ticketId }) => ticketId === chosen) ?? tickets[0];
    redraw(
      byId("ticket-tabs"),
      [tickets.map(({ reference, status }) => [reference, status]), ticket?.ticketId],
      () =>
        tickets.map((one) =>
          h(
            "button",
            {
              type: "button",
              role: "tab",
              class: `tab status-${one.status}`,
              "aria-selected": String(one === ticket),
              onclick: () => pick(one.ticketId),
            },
            one.reference,
          ),
        ),
    );
    const panel = byId("desk");
    const webhooks = view.desk.webhooks.filter(({ webhook }) => webhook.ticketId === ticket?.ticketId);
    const focused = panel.contains(document.activeElement) ? document.activeElement.id : "";
    redraw(panel, [ticket, webhooks, view.desk.state, visibility], () =>
      [
        view.desk.state !== "up" &&
          h(
            "p",
            { class: "desk-down", role: "status" },
            icon("storm"),
            "The desk is down. The fleet keeps what it has to say and tries again.",
          ),
        ticket ? whole(ticket, webhooks) : empty(),
      ].filter(Boolean),
    );
    if (focused) byId(focused)?.focus({ preventScroll: true });
    const log = panel.querySelector(".transcript");
    if (log) log.scrollTop = log.scrollHeight;
  };

  function whole(ticket, webhooks) {
    return h(
      "article",
      { class: "ticket", "aria-label": `Ticket ${ticket.reference}` },
      ticketHead(ticket),
      facts(ticket),
      transcript(ticket, webhooks),
      acts(ticket),
      replyForm(ticket),
    );
  }

  function acts({ ticketId, owner, status }) {
    const act =
      (action, fields = {}) =>
      () =>
        app.run(order(`desk/${action}`, { ticketId, ...fields }));
    const button = (id, label, run) =>
      h("button", { type: "button", class: "button", id, onclick: run }, label);
    return h(
      "div",
      { class: "acts" },
      owner === "agent"
        ? button("hand-back", "Hand back to the bot", act("handBack"))
        : button("take-over", "Take over", act("takeOver")),
      status === "open"
        ? button("solve", "Mark as solved", act("setStatus", { status: "solved" }))
        : button("reopen", "Open again", act("setStatus", { status: "open" })),
    );
  }

  function replyForm({ ticketId }) {
    const input = h("textarea", {
      id: "reply-text",
      rows: "2",
      placeholder: visibility === "public" ? "Reply to the person…" : "Note for colleagues…",
    });
    input.value = drafts.get(ticketId) ?? "";
    input.addEventListener("input", () => drafts.set(ticketId, input.value));
    input.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && !event.shiftKey && !event.isComposing) send(event);
    });
    const send = (event) => {
      event.preventDefault();
      const text = input.value.trim();
      if (text === "") return;
      drafts.delete(ticketId);
      input.value = "";
      app.run(order("desk/reply", { ticketId, text, visibility }));
    };
    const choice = (value, label, name) =>
      h(
        "button",
        {
          type: "button",

          id: `to-${value}`,
          "aria-pressed": String(visibility === value),
          onclick: () => setVisibility(value),
        },
        icon(name),
        label,
      );
    return h(
      "form",
      { class: `reply to-${visibility}`, onsubmit: send },
      h(
        "div",
        { class: "choice", role: "group", "aria-label": "Who reads it" },
        choice("public", "Public reply", "bubble"),
        choice("private", "Private note", "lock"),
      ),
      h("label", { class: "hidden", for: "reply-text" }, "Text"),
      h(
        "div",
        { class: "reply-line" },
        input,
        h("button", { class: "send", type: "submit", "aria-label": "Send" }, icon("send")),
      ),
    );
  }

  function setVisibility(value) {
    visibility = value;
    app.draw();
  }
};

const empty = () =>
  h(
    "div",
    { class: "empty" },
    h("div", { class: "empty-ticket", "aria-hidden": "true" }, icon("ticket")),
    h("h3", {}, "No ticket of this person"),
    h(
      "p",
      {},
      "When the bot hands over, the ticket arrives here, and what you reply goes back into the chat.",
    ),
  );

const ticketHead = ({ reference, fields, status, owner }) =>
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

const facts = ({ fields, attachments }) => {
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
    ["What happened", fields.description],
    ["Consent", fields.consentAt && new Date(fields.consentAt).toLocaleString()],
    ["Attachments", attachments.map(({ fileName, id }) => fileName || id).join(", ")],
  ].filter(([, value]) => value);
  return h(
    "dl",
    { class: "facts" },
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

const transcript = ({ transcript: entries }, webhooks) => {
  const deliveries = new Map(
    entries.filter(({ delivery }) => delivery).map(({ delivery }) => [delivery.eventId, delivery]),
  );
  const sent = new Map(webhooks.map((one) => [one.webhook.eventId, one]));
  const shown = entries.filter(({ kind, delivery }) => kind !== "delivery" || !sent.has(delivery?.eventId));
  return h(
    "ol",
    { class: "transcript", "aria-label": "Transcript", tabindex: "0" },
    shown.map((entry) => line(entry, sent.get(entry.eventId), deliveries.get(entry.eventId))),
  );
};

const line = (entry, webhook, delivery) =>
  h(
    "li",
    { class: `entry by-${entry.author} kind-${entry.kind}` },
    h(
      "div",
      { class: "entry-head" },
      h("strong", {}, entry.authorName ?? authors[entry.author] ?? entry.author),
      entry.kind === "note" && h("span", { class: "mark" }, icon("lock"), "private"),
      entry.redacted && h("span", { class: "mark" }, icon("shield"), "blackened"),
      h("time", {}, timeOf(entry.at)),
    ),
    h("p", { class: "text" }, entry.text),
    webhook && entry.author === "agent" && way(entry, webhook, delivery),
  );

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
