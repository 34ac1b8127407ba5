import { avatar } from "./chats.js";
import { h, timeOf } from "./dom.js";
import { userOf } from "./inbox-people.js";
import { picture, plainFile } from "./media.js";
import { isPicture } from "./pictures.js";
import { formatted, safeAddress } from "./text.js";

/** `account` is `{id, name, username}`. */
const nameOf = (id, account) => (id === account.id ? account.name : (userOf(id)?.firstName ?? id));
const handleOf = (id, account) => `@${id === account.id ? account.username : (userOf(id)?.username ?? id)}`;

const marks = /https?:\/\/[!-~]*[\w/&=#%-]|(?<!\w)@\w{1,15}/g;
const mostOfAddress = 30;

const shortened = (address) => {
  const bare = address.replace(/^https?:\/\//, "");
  return bare.length > mostOfAddress ? `${bare.slice(0, mostOfAddress)}…` : bare;
};

/** X marks names and addresses by itself, and shows addresses in short. */
const marked = (text) => {
  const entities = [];
  let words = "";
  let at = 0;
  for (const { 0: found, index } of text.matchAll(marks)) {
    const isName = found.startsWith("@");
    const label = isName ? found : shortened(found);
    words += text.slice(at, index);
    const type = isName ? "mention" : "text_link";
    entities.push({ type, url: found, offset: words.length, length: label.length });
    words += label;
    at = index + found.length;
  }
  return { words: words + text.slice(at), entities };
};

/** Whether an address leads to the direct messages on X. */
export const isOfMessages = (address) => {
  const url = safeAddress(address);
  if (!url) return false;
  const { hostname, pathname } = new URL(url);
  return ["x.com", "twitter.com"].includes(hostname) && pathname.startsWith("/messages");
};

const worded = (text, follow) => {
  const { words, entities } = marked(text);
  return formatted(words, entities, follow);
};

/** A direct message. `own`: one's own. */
export const drawDm = (line, account) =>
  h(
    "div",
    { class: `line ${line.own ? "own" : "theirs"}` },
    h(
      "div",
      { class: "bubble", "data-message": line.id },
      line.media && fileOf(line, account),
      line.text !== "" && h("div", { class: "text" }, worded(line.text)),
    ),
    h("p", { class: "meta" }, notes(line, account), h("time", {}, timeOf(line.at))),
  );

const fileOf = ({ id, media, senderId }, account) =>
  isPicture(media)
    ? picture(`/dm-file/${encodeURIComponent(id)}`, `Picture from ${nameOf(senderId, account)}`)
    : plainFile("form", media);

const notes = ({ own, by, deletedBy }, account) => [
  !own && by === "app" && h("span", {}, "typed by hand in X's app"),
  deletedBy.includes(account.id) && h("span", {}, "deleted on the account's side only"),
];

/** A public post. `follow(address)` gives what to do for an address that stays on this page. */
export const drawPost = (line, { account, follow }) => {
  const { authorId, replyTo, at, text, isRoot } = line;
  const isOurs = authorId === account.id;
  return h(
    "article",
    {
      class: `post${isRoot ? " is-root" : ""}${isOurs ? " is-ours" : ""}`,
      "aria-label": labelOf(line, account),
    },
    isOurs
      ? h("span", { class: "avatar bot-avatar", "aria-hidden": "true" }, account.name.slice(0, 1))
      : avatar(userOf(authorId) ?? { firstName: "?", tint: 0 }),
    h(
      "div",
      { class: "post-body" },
      h(
        "p",
        { class: "post-head" },
        h("strong", {}, nameOf(authorId, account)),
        h("span", {}, handleOf(authorId, account)),
        h("time", {}, timeOf(at)),
      ),
      replyTo && !isRoot && h("p", { class: "post-to" }, "Replying to ", handleOf(line.repliesTo, account)),
      h("div", { class: "text" }, worded(text, follow)),
    ),
  );
};

const labelOf = ({ authorId, isRoot }, account) =>
  `${isRoot ? "Post" : "Reply"} by ${nameOf(authorId, account)}`;
