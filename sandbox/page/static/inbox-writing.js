import { composerForm, sideButton } from "./composer-form.js";
import { fitHeight, h } from "./dom.js";
import { waitingList } from "./media.js";
import { readFile } from "./pictures.js";

const mostInMessage = 10_000;
const mostInPost = 280;

/** Where one writes on X: a direct message with a picture, or a public reply. `send(text, files)` sends either. */
export const inboxWriting = ({ app, send, handle }) => {
  const input = h("textarea", { id: "inbox-text", rows: "1", enterkeyhint: "send" });
  const label = h("label", { class: "hidden", for: "inbox-text" });
  const tray = h("div", { class: "tray", hidden: true });
  let files = [];

  const write = (text) => {
    input.value = text;
    fitHeight(input);
  };
  const setFiles = (next) => {
    files = next;
    tray.hidden = files.length === 0;
    tray.replaceChildren(
      ...[waitingList(files, { label: "Goes with your message", leaveOut: () => setFiles([]) })].filter(
        Boolean,
      ),
    );
  };

  const chooser = h("input", { type: "file", id: "inbox-file", accept: "image/*", hidden: true });
  chooser.addEventListener("change", async () => {
    setFiles((await app.run(Promise.all([...chooser.files].map(readFile)))) ?? []);
    chooser.value = "";
  });

  const submit = async (event) => {
    event.preventDefault();
    const text = input.value.trim();
    const taken = files.map(({ fileName, mediaType, base64 }) => ({ fileName, mediaType, base64 }));
    if (text === "" && taken.length === 0) return;
    setFiles([]);
    write("");
    await send(text, taken);
  };
  input.addEventListener("input", () => fitHeight(input));
  input.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) submit(event);
  });

  const attach = sideButton("photo", "Attach a picture", () => chooser.click());
  const mention = sideButton("at", "Name the account", () => {
    if (!input.value.startsWith(handle())) write(`${handle()} ${input.value}`);
    input.focus();
  });
  const form = composerForm({ label, sides: [attach, mention], input, submit });

  return {
    element: h("div", { class: "inbox-writing" }, tray, chooser, form),
    leave: () => {
      setFiles([]);
      write("");
    },
    named: (isPublic) => {
      label.textContent = isPublic ? "Public reply" : "Direct message to the account";
      input.placeholder = isPublic ? "Post your reply" : "Start a new message";
      input.maxLength = isPublic ? mostInPost : mostInMessage;
      attach.hidden = isPublic;
      mention.hidden = !isPublic;
    },
    setHidden: (hidden) => {
      form.hidden = hidden;
    },
  };
};
