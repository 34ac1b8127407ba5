import { order } from "./api.js";
import { byId, h, redraw } from "./dom.js";
import { group } from "./people.js";

/** Makes the group when it is not there yet: it is there from the first time that somebody opens it. */
export const enterGroup = () => {
  const { id, title, members, topics } = group;
  const ids = (people) => people.map((person) => person.id);
  const moderators = ids(members.filter(({ moderates }) => moderates));
  return order("page/openGroup", { id, title, members: ids(members), moderators, topics });
};

/** What a service message says, from what it carries on the wire. */
export const serviceWords = ({ from, text, extra = {} }) => {
  const joined = (extra.new_chat_members ?? []).map(({ first_name }) => first_name).join(", ");
  if (joined !== "") return `${joined} joined`;
  if (extra.left_chat_member) return `${extra.left_chat_member.first_name} left`;
  if (extra.forum_topic_created)
    return `${from.first_name} opened the topic ${extra.forum_topic_created.name}`;
  if (extra.new_chat_title) return `The group is called ${extra.new_chat_title} now`;
  if (extra.pinned_message) return `${from.first_name} pinned a message`;
  return text || "Something changed in the group";
};

/** The topics of a forum; the first one is General, which has no number. */
export const drawTopics = (app, { topics = [] } = {}) => {
  const bar = byId("topics");
  const open = topics.filter(({ removed }) => removed === undefined);
  bar.hidden = app.place().kind !== "group" || open.length === 0;
  const all = bar.hidden ? [] : [{ name: "General" }, ...open];
  redraw(bar, [all, app.topic()], () =>
    all.map(({ id, name }) =>
      h(
        "button",
        {
          type: "button",
          class: "topic",
          "aria-pressed": String(id === app.topic()),
          onclick: () => app.openTopic(id),
        },
        name,
      ),
    ),
  );
};
