import { order } from "./api.js";
import { byId, h, keep, redraw, timeOf } from "./dom.js";
import { icon } from "./icons.js";
import { personas } from "./personas.js";
import { formatted } from "./text.js";

const media = {
  photo: () => h("div", { class: "photo", role: "img", "aria-label": "Photo" }, icon("photo")),
  voice: () =>
    h(
      "div",
      { class: "voice", role: "img", "aria-label": "Voice message, 3 seconds" },
      icon("voice"),
      h("i"),
      h("i"),
      h("i"),
      h("i"),
      h("i"),
      h("i"),
      h("i"),
      h("span", {}, "0:03"),
    ),
  sticker: () =>
    h("div", { class: "sticker", role: "img", "aria-label": "Sticker: thumbs up" }, icon("thumb")),
  document: () => h("div", { class: "voice" }, icon("form"), h("span", {}, "statement.pdf")),
};

/** The phone. `app` gives `persona()`, `choose(persona)`, `run(promise)`. */
export const chatColumn = (app) => {
  const composer = byId("composer");
  const input = byId("composer-text");
  const messages = byId("messages");
  messages.tabIndex = 0;

  const say = (text) => app.run(order("telegram/say", { person: app.persona().id, text }));
  const send = () => {
    const text = input.value.trim();
    if (text === "") return;
    input.value = "";
    fitHeight(input);
    say(text);
  };
  composer.addEventListener("submit", (event) => {
    event.preventDefault();
    send();
  });
  input.addEventListener("input", () => fitHeight(input));
  input.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    send();
  });
  composer.querySelector("button").append(icon("send"));
  byId("unblock").addEventListener("click", () =>
    app.run(order("telegram/unblock", { person: app.persona().id })),
  );

  const quick = [
    ["photo", "Photo"],
    ["voice", "Voice"],
    ["sticker", "Sticker"],
  ].map(([action, label]) =>
    h(
      "button",
      { type: "button", onclick: () => app.run(order(`telegram/${action}`, { person: app.persona().id })) },
      icon(action),
      label,
    ),
  );
  const ideas = h(
    "button",
    { type: "button", "aria-expanded": "true", onclick: () => app.toggleIdeas() },
    icon("idea"),
    "Ideas",
  );
  byId("quick").append(ideas, ...quick);

  const drawPersonas = () =>
    redraw(byId("personas"), [app.persona().id], () =>
      personas.map((persona) =>
        h(
          "button",
          {
            type: "button",
            class: "persona",
            "aria-label": `${persona.firstName}, ${persona.language}`,
            "aria-pressed": String(persona === app.persona()),
            onclick: () => app.choose(persona),
          },
          h(
            "span",
            { class: `avatar tint-${persona.id % 3}`, "aria-hidden": "true" },
            persona.firstName.slice(0, 1),
          ),
          h("span", {}, persona.firstName, h("small", {}, persona.language)),
        ),
      ),
    );

  const drawIdeas = (open) => {
    ideas.setAttribute("aria-expanded", String(open));
    redraw(byId("suggestions"), [app.persona().id, open], () =>
      open
        ? app
            .persona()
            .tries.map(([label, text]) =>
              h(
                "button",
                { type: "button", title: text, onclick: () => sayLines(text) },
                h("span", {}, label),
                h("small", {}, text),
              ),
            )
        : [],
    );
  };
  const sayLines = async (text) => {
    app.toggleIdeas(false);
    for (const line of text.split("\n")) await say(line);
  };

  const drawMessage = (message) => {
    const own = message.direction === "in";
    if (message.deletedAt !== undefined)
      return h(
        "div",
        { class: `line ${own ? "own" : "theirs"}` },
        h(
          "p",
          { class: "gone" },
          icon("trash"),
          own ? "The bot deleted your message" : "The bot took this message back",
          h("time", {}, timeOf(message.deletedAt)),
        ),
      );
    const bubble = h(
      "div",
      { class: `bubble of-${message.kind}` },
      media[message.kind]?.(),
      message.text !== "" && h("p", { class: "text" }, ...formatted(message.text, message.entities)),
      h(
        "span",
        { class: "meta" },
        message.editedAt !== undefined && "edited ",
        h("time", {}, timeOf(message.at)),
      ),
    );
    return h("div", { class: `line ${own ? "own" : "theirs"}` }, bubble, keyboard(message));
  };
  const keyboard = ({ keyboard: rows, id }) =>
    rows.length > 0 &&
    h(
      "div",
      { class: "keyboard" },
      rows.map((row) =>
        h(
          "div",
          { class: "keys" },
          row.map((button) => key(button, id)),
        ),
      ),
    );
  const key = (button, messageId) => {
    if (button.url) return h("span", { class: "key", title: button.url }, button.text, " ↗");
    const press = (event) => {
      event.currentTarget.classList.add("pressed");
      app.run(order("telegram/press", { person: app.persona().id, button: button.callback_data, messageId }));
    };
    return h("button", { type: "button", class: "key", onclick: press }, button.text);
  };

  return (view) => {
    drawPersonas();
    const chat = view.chat;
    const bot = view.bots.find(({ username }) => username === view.bot);
    byId("bot-name").textContent = bot?.first_name ?? "No bot yet";
    byId("bot-avatar").textContent = (bot?.first_name ?? "?").slice(0, 1);
    byId("bot-status").textContent = chat?.typing
      ? "typing…"
      : bot
        ? `@${bot.username}`
        : "Waiting for the fleet";
    const lines = chat?.messages ?? [];
    const typing = chat?.typing ? [{ id: "typing" }] : [];
    const atEnd = messages.scrollHeight - messages.scrollTop - messages.clientHeight < 80;
    const empty = lines.length === 0 && [{ id: "empty" }];
    const make = (message) =>
      message.id === "typing"
        ? typingLine()
        : message.id === "empty"
          ? emptyLine(app.persona())
          : drawMessage(message);
    const grew = keep(messages, empty || [...lines, ...typing], {
      key: ({ id }) => `${app.persona().id}/${id}`,
      make,
    });
    const ownLast = lines.at(-1)?.direction === "in";
    if (grew && (atEnd || ownLast)) messages.scrollTop = messages.scrollHeight;
    drawIdeas(app.ideasOpen(lines.length));
    for (const id of ["composer", "quick", "suggestions"]) byId(id).hidden = chat?.blocked === true;
    byId("blocked").hidden = chat?.blocked !== true;
  };
};

const typingLine = () =>
  h(
    "div",
    { class: "line theirs" },
    h(
      "div",
      { class: "bubble typing", role: "img", "aria-label": "The bot is typing" },
      h("i"),
      h("i"),
      h("i"),
    ),
  );

const emptyLine = ({ firstName }) =>
  h(
    "div",
    { class: "chat-empty" },
    h("p", {}, `You are ${firstName}.`),
    h("p", {}, "Write to the bot, or pick something to try."),
  );

const fitHeight = (input) => {
  input.style.height = "auto";
  input.style.height = `${Math.min(input.scrollHeight, 120)}px`;
};
