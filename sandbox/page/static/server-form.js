import { h } from "./dom.js";
import { icon } from "./icons.js";
import { readFile } from "./pictures.js";

const types = { row: 1, select: 3, text: 4, words: 10, label: 18, files: 19, radio: 21, ticks: 22, tick: 23 };
const paragraph = 2;

/** The form that the bot opened, as a dialog. `submit(values)` gives what was wrong with them, or undefined. */
export const openForm = (modal, submit) => {
  /** By custom id, how to read what is filled in. */
  const readers = new Map();
  const problem = h("p", { class: "form-problem", role: "alert", hidden: true });
  const close = () => dialog.close();
  const send = async (event) => {
    event.preventDefault();
    const values = {};
    for (const [id, read] of readers) values[id] = await read();
    const wrong = await submit(values);
    problem.hidden = wrong === undefined;
    problem.textContent = wrong ?? "";
    if (wrong === undefined) close();
  };
  const dialog = h(
    "dialog",
    { class: "form-dialog", "aria-label": modal.title, onclose: () => dialog.remove() },
    h(
      "form",
      { onsubmit: send },
      h(
        "div",
        { class: "form-head" },
        h("h3", {}, modal.title),
        h("button", { type: "button", "aria-label": "Close the form", onclick: close }, icon("cross")),
      ),
      modal.components.map((component) => part(component, readers)),
      problem,
      h(
        "div",
        { class: "form-acts" },
        h("button", { type: "button", class: "button", onclick: close }, "Cancel"),
        h("button", { type: "submit", class: "button is-main" }, "Submit"),
      ),
    ),
  );
  document.body.append(dialog);
  dialog.showModal();
  dialog.querySelector("select, input, textarea")?.focus();
};

const part = (component, readers) => {
  if (component.type === types.words) return h("p", { class: "text" }, component.content);
  if (component.type === types.row) return component.components.map((each) => part(each, readers));
  if (component.type !== types.label) return field(component, readers, component.label);
  return h(
    "div",
    { class: "form-part" },
    field(component.component, readers, component.label),
    component.description && h("small", {}, component.description),
  );
};

/** A labelled field, and how it is read. */
const field = (component, readers, label) => {
  const id = `form-${component.custom_id}`;
  const required = component.required !== false;
  const make = fields[component.type];
  if (!make) return h("p", { class: "muted" }, `${label}: this page does not draw such a field.`);
  const { element, read } = make(component, { id, required });
  readers.set(component.custom_id, read);
  const words = [label, required && h("b", { "aria-hidden": "true" }, " *")];
  if (element.tagName !== "FIELDSET") return h("label", { for: id }, h("span", {}, words), element);
  element.prepend(h("legend", {}, words));
  return element;
};

const textField = (component, { id, required }) => {
  const isLong = component.style === paragraph;
  const facts = {
    id,
    required,
    rows: isLong ? 4 : 1,
    maxlength: component.max_length,
    minlength: component.min_length,
    placeholder: component.placeholder,
  };
  const element = h(isLong ? "textarea" : "input", facts);
  element.value = component.value ?? "";
  return { element, read: () => element.value };
};

const selectField = ({ options = [], placeholder = "Choose", max_values: most = 1 }, { id, required }) => {
  const element = h(
    "select",
    { id, required, multiple: most > 1 },
    most <= 1 && h("option", { value: "" }, placeholder),
    options.map(({ value, label, default: chosen }) => h("option", { value, selected: chosen }, label)),
  );
  return { element, read: () => chosenOf(element.selectedOptions) };
};

const chosenOf = (all) => [...all].map(({ value }) => value).filter((value) => value !== "");

const ticksField =
  (kind) =>
  ({ options = [], custom_id: name }, { required }) => {
    const element = h(
      "fieldset",
      {},
      options.map(({ value, label }) =>
        h(
          "label",
          { class: "tick" },
          h("input", { type: kind, name, value, required: kind === "radio" && required }),
          label,
        ),
      ),
    );
    return { element, read: () => chosenOf(element.querySelectorAll("input:checked")) };
  };

const tickField = (_, { id }) => {
  const element = h("input", { type: "checkbox", id });
  return { element, read: () => element.checked };
};

const filesField = ({ max_values: most = 1, min_values: least = 0 }, { id, required }) => {
  const element = h("input", { type: "file", id, multiple: most > 1, required: required && least > 0 });
  const read = async () => {
    const files = await Promise.all([...element.files].map(readFile));
    return { files: files.map(({ fileName, mediaType, base64 }) => ({ fileName, mediaType, base64 })) };
  };
  return { element, read };
};

const fields = {
  [types.text]: textField,
  [types.select]: selectField,
  [types.files]: filesField,
  [types.radio]: ticksField("radio"),
  [types.ticks]: ticksField("checkbox"),
  [types.tick]: tickField,
};
