import { h } from "./dom.js";
import { safeAddress } from "./text.js";

/** Marks around words, the longer ones first. */
const styles = [
  ["**", "strong"],
  ["__", "u"],
  ["~~", "s"],
  ["*", "em"],
  ["_", "em"],
];

const mention = /^<(@!?|#)(\d{15,20})>/;
const maskedLink = /^\[((?:\\.|[^\]\\])+)\]\(<?([^\s<>)]+)>?\)/;
const bareLink = /^<?(https?:\/\/[^\s<>]+)>?/;
const blockCode = /^```(?:[\w-]*\n)?([\s\S]+?)```/;
const inlineCode = /^(`+)([\s\S]+?)\1(?!`)/;

/** A text in Discord's markup as elements. `nameOf(id, isChannel)` names whom a mention means. */
export const marked = (text, nameOf) => {
  const parts = [];
  let plain = "";
  const put = (part) => {
    if (plain !== "") parts.push(plain);
    plain = "";
    parts.push(part);
  };
  let at = 0;
  while (at < text.length) {
    const rest = text.slice(at);
    const found = special(rest, nameOf);
    if (found?.element) put(found.element);
    else plain += found?.text ?? rest[0];
    at += found?.length ?? 1;
  }
  if (plain !== "") parts.push(plain);
  return parts;
};

const special = (rest, nameOf) => {
  const escaped = /^\\([^\p{L}\p{N}\s])/u.exec(rest);
  if (escaped) return { text: escaped[1], length: escaped[0].length };
  const block = blockCode.exec(rest);
  if (block) return { element: h("pre", {}, block[1]), length: block[0].length };
  const code = inlineCode.exec(rest);
  if (code) return { element: h("code", {}, code[2].trim()), length: code[0].length };
  return linkIn(rest, nameOf) ?? styledIn(rest, nameOf);
};

const linkIn = (rest, nameOf) => {
  const named = mention.exec(rest);
  if (named) {
    const sign = named[1] === "#" ? "#" : "@";
    const name = `${sign}${nameOf(named[2], sign === "#") ?? "unknown"}`;
    return { element: h("span", { class: "mention" }, name), length: named[0].length };
  }
  const masked = maskedLink.exec(rest);
  const bare = bareLink.exec(rest);
  const href = safeAddress(masked?.[2] ?? bare?.[1]);
  if (!href) return undefined;
  const words = masked ? marked(masked[1], nameOf) : [bare[1]];
  const link = h("a", { href, target: "_blank", rel: "noreferrer noopener", title: href }, words);
  return { element: link, length: (masked ?? bare)[0].length };
};

const styledIn = (rest, nameOf) => {
  for (const [mark, tag] of styles) {
    if (!rest.startsWith(mark)) continue;
    const end = endOf(rest, mark);
    const inner = rest.slice(mark.length, end);
    if (end < 0 || inner.trim() === "") continue;
    return { element: h(tag, {}, marked(inner, nameOf)), length: end + mark.length };
  }
  return undefined;
};

/** Where the mark comes again, not behind a backslash. */
const endOf = (rest, mark) => {
  for (let at = rest.indexOf(mark, mark.length); at >= 0; at = rest.indexOf(mark, at + 1))
    if (rest[at - 1] !== "\\") return at;
  return -1;
};
