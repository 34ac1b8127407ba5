import { order } from "./api.js";
import { avatar } from "./chats.js";
import { byId, h, redraw } from "./dom.js";
import { group } from "./people.js";

const present = ["member", "administrator", "creator", "restricted"];

const statusWords = { administrator: "Moderator", restricted: "Muted" };

/** Who is in the group; one lets them leave and come back. */
export const membersPanel = (app) => {
  const toggle = byId("members-button");
  const panel = byId("members");
  let open = false;
  let members = [];

  toggle.addEventListener("click", () => {
    open = !open;
    app.draw();
  });

  const statusOf = (id) => members.find((member) => member.id === id)?.status;
  const isIn = (id) => present.includes(statusOf(id));

  const row = (person) => {
    const here = isIn(person.id);
    const act = () =>
      app.run(order(here ? "telegram/leave" : "telegram/join", { person: person.id, group: group.id }));
    return h(
      "li",
      {},
      avatar(person, "small"),
      h(
        "span",
        { class: "member-name" },
        person.firstName,
        h(
          "small",
          {},
          statusWords[statusOf(person.id)] ??
            (person.isNew ? "New here" : here ? "Member" : "Not in the group"),
        ),
      ),
      h(
        "button",
        {
          type: "button",
          class: "button",
          "aria-label": `${person.firstName} ${here ? "leaves" : "joins"}`,
          onclick: act,
        },
        here ? "Leave" : "Join",
      ),
    );
  };

  return {
    isIn,
    count: () => group.members.filter(({ id }) => isIn(id)).length,
    draw: ({ chat }) => {
      const isGroup = app.place().kind === "group";
      members = isGroup ? (chat?.members ?? []) : [];
      toggle.hidden = !isGroup;
      toggle.setAttribute("aria-expanded", String(open));
      panel.hidden = !isGroup || !open;
      redraw(panel, [open, isGroup, members], () =>
        panel.hidden ? [] : [h("ul", {}, group.members.map(row))],
      );
    },
  };
};
