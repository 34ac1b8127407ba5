import { byId, h, redraw } from "./dom.js";
import { icon } from "./icons.js";
import { directs, group, people, personOf } from "./people.js";

/** Where one can write: with the bot alone as one of the people, or in the group. */
export const directPlace = (person) => ({ id: person.id, kind: "direct", title: person.firstName });
const groupPlace = { id: group.id, kind: "group", title: group.title };

export const avatar = (person, extra = "") =>
  h(
    "span",
    { class: `avatar tint-${person.tint ?? person.id % 7} ${extra}`, "aria-hidden": "true" },
    person.firstName.slice(0, 1),
  );

/** The list of chats. `app.place()` is the chosen one, `app.open(place)` chooses. */
export const chatList = (app) => {
  /** By chat, the newest message that was seen. */
  const seen = new Map();

  const placesIn = (chats) => {
    const opened = people.filter(
      (person) => !directs.includes(person) && chats.some(({ id, last }) => id === person.id && last),
    );
    return [...directs.map(directPlace), groupPlace, ...opened.map(directPlace)];
  };

  return ({ chats }) => {
    const place = app.place();
    const lastOf = (id) => chats.find((chat) => chat.id === id)?.last;
    const newest = lastOf(place.id)?.id;
    if (newest !== undefined) seen.set(place.id, newest);
    const items = placesIn(chats).map((one) => {
      const last = lastOf(one.id);
      const isNew = one.id !== place.id && last?.direction === "out" && last.id > (seen.get(one.id) ?? 0);
      return { ...one, chosen: one.id === place.id, isNew };
    });
    redraw(byId("chats"), items, () => items.map(item));
  };

  function item({ id, kind, title, chosen, isNew }) {
    const person = personOf(id);
    const label = kind === "group" ? `Group ${title}` : `${title} and the bot`;
    return h(
      "button",
      {
        type: "button",
        class: `chat-item is-${kind}`,
        "aria-current": chosen ? "true" : undefined,
        "aria-label": isNew ? `${label}, new message` : label,
        title: label,
        onclick: () => app.open({ id, kind, title }),
      },
      h(
        "span",
        { class: "chat-face" },
        kind === "group"
          ? h("span", { class: "avatar group-avatar", "aria-hidden": "true" }, icon("people"))
          : avatar(person),
        isNew && h("span", { class: "news", "aria-hidden": "true" }),
      ),
      h("span", { class: "chat-title" }, title),
    );
  }
};
