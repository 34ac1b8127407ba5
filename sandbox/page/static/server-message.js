import { quote } from "./bubble.js";
import { avatar } from "./chats.js";
import { h, timeOf } from "./dom.js";
import { icon } from "./icons.js";
import { marked } from "./markdown.js";
import { picture, plainFile } from "./media.js";
import { isPicture } from "./pictures.js";
import { memberOf } from "./server-people.js";
import { safeAddress } from "./text.js";

const loading = 1 << 7;
const slashCall = 2;
const types = { row: 1, button: 2, select: 3 };
const linkStyle = 5;
const systemWords = { 7: "joined the server", 18: "opened a thread" };

export const nameOf = ({ id, username, global_name }) => memberOf(id)?.firstName ?? global_name ?? username;

/**
 * One message of the server. `deeds`: `reply(line)`, `edit(line)`, `jump(id)`, `press(id, messageId)`,
 * `choose(id, value, messageId)`, `callOn(name, messageId)`, `named(id, isChannel)`; `commands` are those of its menu.
 */
export const drawMessage = (line, deeds) => {
  if (systemWords[line.type])
    return h("p", { class: "service" }, `${nameOf(line.author)} ${systemWords[line.type]}`);
  if (line.deletedAt !== undefined) return gone(line);
  return h(
    "article",
    {
      class: `post${line.onlyFor ? " is-private" : ""}`,
      "data-message": line.id,
      "aria-label": labelOf(line),
    },
    face(line.author),
    h(
      "div",
      { class: "post-body" },
      line.interaction && used(line.interaction),
      line.quoted && quote(line.quoted, deeds),
      head(line),
      words(line, deeds),
      line.embeds.map((embed) => embedOf(embed, deeds)),
      line.files.map((file) => fileOf(file, line)),
      line.components.map((row) => rowOf(row, line, deeds)),
      line.onlyFor && h("p", { class: "only-you" }, icon("eye"), "Only you can see this"),
      tools(line, deeds),
    ),
  );
};

const labelOf = ({ author, onlyFor }) => `${nameOf(author)}${onlyFor ? ", only you can see this" : ""}`;

const face = (author) => {
  const person = memberOf(author.id);
  return person ? avatar(person) : h("span", { class: "avatar bot-avatar", "aria-hidden": "true" }, "H");
};

const used = ({ user, name, type }) =>
  type === slashCall && name
    ? h("p", { class: "used" }, icon("slash"), `${nameOf(user)} used ${name}`)
    : undefined;

const head = ({ author, at, editedAt }) =>
  h(
    "p",
    { class: "post-head" },
    h("strong", {}, nameOf(author)),
    author.bot && h("span", { class: "badge" }, "bot"),
    !author.bot && memberOf(author.id)?.isNew && h("span", { class: "badge" }, "new"),
    h("time", {}, timeOf(at)),
    editedAt !== undefined && h("span", {}, "(edited)"),
  );

const words = ({ text, flags }, deeds) => {
  if ((flags & loading) !== 0) return h("p", { class: "thinking" }, "is thinking…");
  return text !== "" && h("div", { class: "text" }, marked(text, deeds.named));
};

const embedOf = ({ title, description }, deeds) =>
  h(
    "div",
    { class: "embed" },
    title && h("strong", {}, marked(String(title), deeds.named)),
    description && h("div", { class: "text" }, marked(String(description), deeds.named)),
  );

const fileOf = (file, { author }) =>
  isPicture(file)
    ? picture(`/server-file/${encodeURIComponent(file.id)}`, `Picture from ${nameOf(author)}`)
    : plainFile("form", file);

const rowOf = ({ type, components = [] }, line, deeds) =>
  type === types.row &&
  h(
    "div",
    { class: "post-keys" },
    components.map((part) =>
      part.type === types.select ? select(part, line, deeds) : button(part, line, deeds),
    ),
  );

const button = ({ type, style, label, url, custom_id: id, disabled }, line, deeds) => {
  if (type !== types.button) return undefined;
  const href = style === linkStyle && safeAddress(url);
  if (href) return h("a", { class: "key", href, target: "_blank", rel: "noreferrer noopener" }, label, " ↗");
  const press = (event) => {
    event.currentTarget.classList.add("pressed");
    deeds.press(id, line.id);
  };
  return h("button", { type: "button", class: "key", disabled: disabled === true, onclick: press }, label);
};

const select = ({ custom_id: id, placeholder = "Choose", options = [] }, line, deeds) =>
  h(
    "select",
    { "aria-label": placeholder, onchange: (event) => deeds.choose(id, event.target.value, line.id) },
    h("option", { value: "", disabled: true, selected: true }, placeholder),
    options.map(({ value, label }) => h("option", { value }, label)),
  );

const gone = ({ author, own, deletedBy, deletedAt }) => {
  const whose = own ? "your message" : `${nameOf(author)}'s message`;
  const said = deletedBy === author.id ? `${nameOf(author)} took a message back` : `The bot deleted ${whose}`;
  return h("p", { class: "gone" }, icon("trash"), said, h("time", {}, timeOf(deletedAt)));
};

const tools = (line, deeds) =>
  line.onlyFor === undefined &&
  h(
    "div",
    { class: "post-tools" },
    tool("Reply", `Reply to ${nameOf(line.author)}`, () => deeds.reply(line)),
    line.own && tool("Edit", "Edit your message", () => deeds.edit(line)),
    line.commands.map((name) => tool(name, name, () => deeds.callOn(name, line.id))),
  );

const tool = (words, label, act) => h("button", { type: "button", "aria-label": label, onclick: act }, words);
