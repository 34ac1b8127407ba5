import { avatar } from "./chats.js";
import { h } from "./dom.js";

/** One of those as whom one can speak. `note` says who it is; `away`: is not there at the moment. */
export const speakerButton = (person, { note, chosen, away = false, choose }) =>
  h(
    "button",
    {
      type: "button",
      class: away ? "speaker is-away" : "speaker",
      title: `${person.firstName}, ${note}`,
      "aria-label": person.firstName,
      "aria-pressed": String(chosen),
      onclick: choose,
    },
    avatar(person, "small"),
    h("span", {}, person.firstName),
  );
