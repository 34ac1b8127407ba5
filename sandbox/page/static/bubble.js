import { h, timeOf } from "./dom.js";
import { serviceWords } from "./group.js";
import { icon } from "./icons.js";
import { fileOf } from "./media.js";
import { formatted } from "./text.js";

/** What stands in the chat, oldest first: messages, with the parts of an album together. */
export const linesOf = (messages, { speakerId, kind }) => {
  const byId = new Map(messages.map((message) => [message.id, message]));
  const lines = [];
  for (const message of messages) {
    const own = message.direction === "in" && (kind === "direct" || message.from.id === speakerId);
    const line = { ...message, own, parts: [message], quoted: quoteOf(byId.get(message.replyTo)) };
    const last = lines.at(-1);
    if (message.albumId !== undefined && last?.albumId === message.albumId) {
      last.parts.push(message);
      if (last.text === "") Object.assign(last, { text: message.text, entities: message.entities });
    } else lines.push(line);
  }
  return lines;
};

const quoteOf = (message) =>
  message && {
    id: message.id,
    name: message.from.first_name,
    words: message.deletedAt === undefined ? message.text || "Picture" : "Deleted",
  };

/** One line of the chat. `deeds`: `reply(line)`, `edit(line)`, `jump(id)`, `press(button, id)`, `follow(address)`. */
export const drawLine = (line, deeds) => {
  const side = `line ${line.own ? "own" : "theirs"}`;
  if (line.kind === "service") return h("p", { class: "service" }, serviceWords(line));
  if (line.parts.every(({ deletedAt }) => deletedAt !== undefined))
    return h("div", { class: side }, gone(line));
  const content = h(
    "div",
    {
      class: `bubble of-${line.kind}`,
      "data-message": line.id,
      onclick: (event) => clicked(event, line, deeds),
    },
    line.named && author(line),
    line.quoted && quote(line.quoted, deeds),
    h("div", { class: line.parts.length > 1 ? "album" : "alone" }, line.parts.map(partOf)),
    line.text !== "" && h("div", { class: "text" }, ...formatted(line.text, line.entities, deeds.follow)),
    meta(line),
  );
  return h(
    "div",
    { class: side },
    h("div", { class: "bubble-row" }, content, tools(line, deeds)),
    keyboard(line, deeds),
  );
};

const partOf = (part) =>
  part.deletedAt === undefined
    ? fileOf(part)
    : h("p", { class: "gone" }, icon("trash"), "Deleted by the bot");

/** A click on a message answers it, unless it was meant for something in it or marks text. */
const clicked = (event, line, deeds) => {
  if (event.target.closest("a, button, summary, details") || !getSelection().isCollapsed) return;
  deeds.reply(line);
};

const author = ({ from, badge }) =>
  h(
    "p",
    { class: `author name-${from.is_bot ? "bot" : from.id % 7}` },
    from.first_name,
    badge && h("span", { class: "badge" }, badge),
  );

export const quote = ({ id, name, words }, deeds) =>
  h(
    "button",
    { type: "button", class: "quote", "aria-label": `In reply to ${name}`, onclick: () => deeds.jump(id) },
    h("b", {}, name),
    h("span", {}, words),
  );

const meta = ({ at, editedAt, earlierTexts }) =>
  h(
    "div",
    { class: "meta" },
    editedAt !== undefined && versions(earlierTexts ?? []),
    h("time", {}, timeOf(at)),
  );

const versions = (earlier) =>
  earlier.length === 0
    ? h("span", {}, "edited")
    : h(
        "details",
        { class: "versions" },
        h("summary", { title: "Show what it said before" }, "edited"),
        h(
          "ol",
          { "aria-label": "Earlier versions" },
          earlier.map((text) => h("li", {}, text || "No text")),
        ),
      );

const gone = ({ own, from, parts }) => {
  const what = parts.length > 1 ? "album" : "message";
  const whose = own ? `your ${what}` : `${from.first_name}'s ${what}`;
  const words = from.is_bot ? `The bot took this ${what} back` : `The bot deleted ${whose}`;
  return h("p", { class: "gone" }, icon("trash"), words, h("time", {}, timeOf(parts[0].deletedAt)));
};

const tools = (line, deeds) =>
  h(
    "div",
    { class: "tools" },
    tool("reply", `Reply to ${line.from.first_name}`, () => deeds.reply(line)),
    line.own &&
      ["text", "photo"].includes(line.kind) &&
      tool("pen", "Edit your message", () => deeds.edit(line)),
  );

const tool = (name, label, act) =>
  h("button", { type: "button", "aria-label": label, title: label, onclick: act }, icon(name));

const keyboard = ({ keyboard: rows, id }, deeds) =>
  rows?.length > 0 &&
  h(
    "div",
    { class: "keyboard" },
    rows.map((row) =>
      h(
        "div",
        { class: "keys" },
        row.map((button) => key(button, id, deeds)),
      ),
    ),
  );

const key = (button, messageId, deeds) => {
  if (!button.url) {
    const press = (event) => {
      event.currentTarget.classList.add("pressed");
      deeds.press(button.callback_data, messageId);
    };
    return h("button", { type: "button", class: "key", onclick: press }, button.text);
  }
  const act = deeds.follow(button.url);
  return act
    ? h("button", { type: "button", class: "key", title: button.url, onclick: act }, button.text)
    : h("span", { class: "key", title: button.url }, button.text, " ↗");
};
