import { composerForm, sideButton } from "./composer-form.js";
import { fitHeight, h } from "./dom.js";
import { icon } from "./icons.js";
import { waitingList } from "./media.js";
import { readFile } from "./pictures.js";
import { nameOf } from "./server-message.js";
import { readCall, slashMenu } from "./slash.js";

const mostFiles = 10;

/** Where one writes in the server: text with files, a slash command, an answer, the change of a message. */
export const serverWriting = ({ app, view, deeds }) => {
  const input = h("textarea", {
    id: "server-text",
    rows: "1",
    maxlength: "4000",
    enterkeyhint: "send",
    role: "combobox",
    "aria-controls": "slash-list",
    "aria-expanded": "false",
    "aria-autocomplete": "list",
  });
  const label = h("label", { class: "hidden", for: "server-text" });
  const list = h("ul", { class: "slash-list", id: "slash-list", role: "listbox", "aria-label": "Commands" });
  const about = h("div", { class: "about", hidden: true });
  const tray = h("div", { class: "tray", hidden: true });
  let files = [];
  let subject;

  const offer = () => menu.update(input.value, view()?.commands ?? []);
  const setText = (text) => {
    input.value = text;
    fitHeight(input);
    offer();
  };
  const write = (text) => {
    setText(text);
    input.focus();
  };
  const menu = slashMenu({ list, input, choose: write });

  const setFiles = (next) => {
    files = next.slice(0, mostFiles);
    tray.hidden = files.length === 0;
    const leaveOut = (n) => setFiles(files.filter((_, other) => other !== n));
    tray.replaceChildren(
      ...[waitingList(files, { label: "Goes with your message", leaveOut })].filter(Boolean),
    );
  };
  const setSubject = (next) => {
    if (subject?.kind === "edit" && next?.kind !== "edit") setText("");
    subject = next;
    about.hidden = next === undefined;
    about.replaceChildren(...(next ? aboutLine(next) : []));
    if (next) write(next.kind === "edit" ? next.line.text : input.value);
  };
  const aboutLine = ({ kind, line }) => [
    icon(kind === "edit" ? "pen" : "reply"),
    h("p", {}, h("b", {}, kind === "edit" ? "Edit your message" : `Reply to ${nameOf(line.author)}`)),
    h(
      "button",
      { type: "button", "aria-label": "Cancel", onclick: () => setSubject(undefined) },
      icon("cross"),
    ),
  ];

  const chooser = h("input", { type: "file", id: "server-file", multiple: true, hidden: true });
  chooser.addEventListener("change", async () => {
    setFiles([...files, ...((await app.run(Promise.all([...chooser.files].map(readFile)))) ?? [])]);
    chooser.value = "";
  });

  const send = async () => {
    const text = input.value.trim();
    const taken = files.map(({ fileName, mediaType, base64 }) => ({ fileName, mediaType, base64 }));
    if (text === "" && taken.length === 0) return;
    const about = subject;
    const call = about === undefined && readCall(text, view()?.commands ?? [], taken);
    setSubject(undefined);
    setFiles([]);
    write("");
    if (call) await deeds.call(call);
    else if (about?.kind === "edit") await deeds.change(about.line.id, text);
    else await deeds.say(text, { files: taken, ...(about && { replyTo: about.line.id }) });
  };

  input.addEventListener("input", () => write(input.value));
  input.addEventListener("keydown", (event) => {
    if (event.isComposing || menu.take(event)) return;
    if (event.key === "Escape") setSubject(undefined);
    if (event.key !== "Enter" || event.shiftKey) return;
    event.preventDefault();
    send();
  });
  const submit = (event) => {
    event.preventDefault();
    send();
  };
  const attach = sideButton("plus", "Attach files", () => chooser.click());
  const mention = sideButton("at", "Mention the bot", () => deeds.mention());
  const form = composerForm({ label, sides: [attach, mention], input, submit });

  return {
    element: h("div", { class: "server-writing" }, list, about, tray, chooser, form),
    write,
    offer,
    text: () => input.value,
    reply: (line) => setSubject({ kind: "reply", line }),
    edit: (line) => setSubject({ kind: "edit", line }),
    leave: () => {
      setSubject(undefined);
      setFiles([]);
    },
    named: (words, isDm) => {
      label.textContent = isDm ? "Direct message to the bot" : "Message to the channel";
      input.placeholder = words;
      mention.hidden = isDm;
    },
    setHidden: (hidden) => {
      form.hidden = hidden;
    },
  };
};
