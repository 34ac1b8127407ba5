import { h } from "./dom.js";

const tags = { bold: "strong", italic: "em", underline: "u", strikethrough: "s", code: "code", pre: "pre" };
const linkTypes = new Set(["text_link", "url", "email", "mention", "bot_command"]);

/**
 * A text with its entities as elements. Nested ones are drawn by the outermost. `follow` gives what to do for an
 * address that stays on this page; other addresses open in a tab of their own.
 */
export const formatted = (text, entities = [], follow = () => undefined) => {
  const parts = [];
  let at = 0;
  for (const entity of [...entities].sort((a, b) => a.offset - b.offset || b.length - a.length)) {
    if (entity.offset < at) continue;
    if (entity.offset > at) parts.push(text.slice(at, entity.offset));
    const end = entity.offset + entity.length;
    parts.push(styled(entity, text.slice(entity.offset, end), follow));
    at = end;
  }
  if (at < text.length) parts.push(text.slice(at));
  return parts;
};

const styled = (entity, text, follow) => {
  if (!linkTypes.has(entity.type)) return h(tags[entity.type] ?? "span", {}, text);
  const address = entity.type === "text_link" ? entity.url : entity.type === "url" ? text : undefined;
  const href = safeAddress(address);
  if (!href) return h("span", { class: "entity" }, text);
  const act = follow(href);
  if (act) return h("button", { type: "button", class: "in-text", title: href, onclick: act }, text);
  return h("a", { href, target: "_blank", rel: "noreferrer noopener", title: href }, text);
};

/** Web addresses only; whatever else a text names is not followed. */
export const safeAddress = (address) => {
  if (!address) return undefined;
  try {
    const url = new URL(address.includes("://") ? address : `https://${address}`);
    return url.protocol === "https:" || url.protocol === "http:" ? url.href : undefined;
  } catch {
    return undefined;
  }
};

/** What a link that opens the chat with the bot carries; undefined for every other address. */
export const startTokenOf = (address, handle) => {
  const safe = safeAddress(address);
  if (!safe) return undefined;
  const { hostname, pathname, searchParams } = new URL(safe);
  const isBot = pathname.slice(1).toLowerCase() === handle.slice(1).toLowerCase();
  return hostname === "t.me" && isBot ? (searchParams.get("start") ?? undefined) : undefined;
};
