import { avatar } from "./chats.js";
import { h } from "./dom.js";

/** What somebody might say first: `{label, text, by?}`; `{bot}` in it becomes the handle. */
export const ideaButton = ({ by, label, text }, { handle, say }) =>
  h(
    "button",
    { type: "button", class: by ? "idea by-member" : "idea", title: text, onclick: say },
    by && avatar(by, "small"),
    h(
      "span",
      { class: "idea-words" },
      h("span", {}, label),
      h("small", {}, text.replaceAll("{bot}", handle)),
    ),
  );

/** The messages of an idea, one a line. */
export const linesOfIdea = ({ text }, handle) => text.replaceAll("{bot}", handle).split("\n");

/** What somebody might say to the bot alone. */
export const ideasOf = (person) => (person.tries ?? []).map(([label, text]) => ({ label, text }));
