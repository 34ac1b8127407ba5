import { order } from "./api.js";
import { byId, h, redraw } from "./dom.js";
import { icon } from "./icons.js";
import { replyForm } from "./reply.js";
import { facts, ticketHead, transcript } from "./ticket.js";

/** The ticket desk: the ticket, its transcript, and what an agent can do. */
export const deskColumn = (app) => {
  const reply = replyForm(app);
  let chosen;
  let known = 0;

  const pick = (ticketId) => {
    chosen = ticketId;
    app.draw();
  };

  return (view) => {
    const person = `/${app.speaker().id}`;
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
    const shown = [ticket, webhooks, view.desk.state, reply.state(), app.speaker().id, app.place().kind];
    const drawn = redraw(panel, shown, () =>
      [
        view.desk.state !== "up" &&
          h(
            "p",
            { class: "desk-down", role: "status" },
            icon("storm"),
            "The desk is down. The fleet keeps what it has to say and tries again.",
          ),
        ticket ? whole(ticket, webhooks) : empty(app),
      ].filter(Boolean),
    );
    if (!drawn) return;
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
      transcript(ticket, webhooks, (entry) => reply.edit(ticket, entry)),
      acts(ticket),
      reply.form(ticket),
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
};

const empty = (app) =>
  h(
    "div",
    { class: "empty" },
    h("div", { class: "empty-ticket", "aria-hidden": "true" }, icon("ticket")),
    h("h3", {}, `No ticket of ${app.speaker().firstName}`),
    h(
      "p",
      {},
      app.place().kind === "group"
        ? "A group never leads to a ticket by itself: the bot invites to the direct chat, and hands over there."
        : "When the bot hands over, the ticket arrives here, and what you reply goes back into the chat.",
    ),
  );
