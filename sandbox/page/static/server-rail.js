import { avatar } from "./chats.js";
import { h, redraw } from "./dom.js";
import { icon } from "./icons.js";
import { memberOf, server } from "./server-people.js";

/** By person and channel, the newest message that was seen. */
const seen = new Map();

/** The direct chat and the channels, threads below theirs. */
export const drawChannels = (rail, { view, state }) => {
  const chosen = state.channel();
  const all = (view.guild?.channels ?? []).map((channel) => ({ ...channel, kind: kindOf(channel) }));
  const sorted = all
    .filter(({ parentId }) => parentId === undefined)
    .flatMap((channel) => [channel, ...all.filter(({ parentId }) => parentId === channel.id)]);
  const direct = view.dm && { ...view.dm, kind: "direct", name: view.bot?.username };
  const items = [direct, ...sorted].filter(Boolean).map(({ id, kind, name, last }) => {
    const isChosen = kind === "direct" ? chosen === undefined : id === chosen;
    const key = `${state.speaker().id}/${id}`;
    if (isChosen && last) seen.set(key, last.id);
    const isNew = !isChosen && last?.direction === "out" && last.id !== seen.get(key);
    return { id, kind, name, isChosen, isNew };
  });
  redraw(rail, items, () => [
    h("p", { class: "rail-title" }, "Direct messages"),
    ...items.filter(({ kind }) => kind === "direct").map((one) => item(one, state)),
    h("p", { class: "rail-title" }, server.name),
    ...items.filter(({ kind }) => kind !== "direct").map((one) => item(one, state)),
  ]);
};

const kindOf = ({ thread }) => (thread ? "thread" : "channel");

const labels = { direct: "Direct messages with", channel: "Channel", thread: "Thread" };
const signs = { direct: "@", channel: "#", thread: "↳" };

const item = ({ id, kind, name, isChosen, isNew }, state) =>
  h(
    "button",
    {
      type: "button",
      class: `channel is-${kind}`,
      "aria-current": isChosen ? "true" : undefined,
      "aria-label": `${labels[kind]} ${name}${isNew ? ", new message" : ""}`,
      onclick: () => state.open(kind === "direct" ? undefined : id),
    },
    h("span", { class: "sign", "aria-hidden": "true" }, signs[kind]),
    h("span", {}, name),
    isNew && h("span", { class: "unread", "aria-hidden": "true" }),
  );

/** Who is in the server; whoever one is may leave. */
export const drawMembers = (panel, { view, state }) => {
  const present = (view.guild?.members ?? []).filter(({ id, bot }) => bot || memberOf(id));
  redraw(panel, [present, state.speaker().id], () => [
    h(
      "ul",
      {},
      present.map((member) => row(member, state)),
    ),
  ]);
};

const row = ({ id, username, bot }, state) => {
  const person = memberOf(id);
  const face = person
    ? avatar(person, "small")
    : h("span", { class: "avatar small bot-avatar", "aria-hidden": "true" }, icon("shield"));
  return h(
    "li",
    {},
    face,
    h(
      "span",
      { class: "member-name" },
      person?.firstName ?? username,
      h("small", {}, bot ? "Bot" : person?.role),
    ),
    id === state.speaker().id &&
      h(
        "button",
        {
          type: "button",
          class: "button",
          "aria-label": `${person.firstName} leaves`,
          onclick: () => state.leave(id),
        },
        "Leave",
      ),
  );
};
