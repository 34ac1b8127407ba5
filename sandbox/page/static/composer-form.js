import { h } from "./dom.js";
import { icon } from "./icons.js";

/** A button before the line in which one writes. */
export const sideButton = (name, words, act) =>
  h("button", { type: "button", class: "attach-file", "aria-label": words, onclick: act }, icon(name));

/** The line in which one writes, with its buttons. */
export const composerForm = ({ label, sides, input, submit }) =>
  h(
    "form",
    { class: "composer", onsubmit: submit },
    label,
    sides,
    input,
    h("button", { class: "send", type: "submit", "aria-label": "Send" }, icon("send")),
  );
