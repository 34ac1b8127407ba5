import { order } from "./api.js";
import { byId, fitHeight, h } from "./dom.js";
import { icon } from "./icons.js";
import { isPicture } from "./pictures.js";
import { pictureTray } from "./tray.js";

/** Where one writes: text, pictures, the message that is answered or changed. */
export const composer = (app) => {
  const form = byId("composer");
  const input = byId("composer-text");
  const about = byId("about");
  const tray = pictureTray(app);
  let subject;

  /** Who says it, and where. */
  const from = () => ({ person: app.speaker().id, ...app.where() });
  const say = (text, fields = from()) => app.run(order("telegram/say", { ...fields, text }));

  const send = async () => {
    const text = input.value.trim();
    const pictures = tray.chosen;
    if (text === "" && pictures.length === 0) return;
    const { edits, replyTo } = subjectFields();
    input.value = "";
    fitHeight(input);
    setSubject(undefined);
    tray.clear();
    app.toggleIdeas(false);
    const fields = { ...from(), ...replyTo };
    if (edits !== undefined) await app.run(order("telegram/edit", { ...fields, messageId: edits, text }));
    else if (pictures.length > 0) await sendFiles(pictures, { ...fields, caption: text });
    else await say(text, fields);
  };

  const subjectFields = () => ({
    edits: subject?.kind === "edit" ? subject.line.id : undefined,
    replyTo: subject?.kind === "reply" ? { replyTo: subject.line.id } : {},
  });

  /** Several pictures go as an album; whatever is no picture goes by itself. */
  const sendFiles = async (files, fields) => {
    const pictures = files.filter(isPicture);
    const others = files.filter((file) => !isPicture(file));
    const { caption, ...rest } = fields;
    const sendable = ({ fileName, mediaType, base64 }) => ({ fileName, mediaType, base64 });
    if (pictures.length > 1)
      await app.run(
        order("telegram/album", {
          ...fields,
          items: pictures.map(({ base64 }) => ({ kind: "photo", base64 })),
        }),
      );
    else if (pictures[0]) await app.run(order("telegram/photo", { ...fields, ...sendable(pictures[0]) }));
    for (const [n, file] of others.entries())
      await app.run(
        order("telegram/document", {
          ...(n === 0 && pictures.length === 0 ? { caption } : {}),
          ...rest,
          ...sendable(file),
        }),
      );
  };

  const setSubject = (next) => {
    const left = subject?.kind === "edit" && next?.kind !== "edit";
    subject = next;
    if (left) input.value = "";
    about.hidden = next === undefined;
    about.replaceChildren(...(next ? aboutLine(next) : []));
    if (next?.kind === "edit") input.value = next.line.text;
    fitHeight(input);
    if (next) input.focus();
  };
  const aboutLine = ({ kind, line }) => [
    icon(kind === "edit" ? "pen" : "reply"),
    h(
      "p",
      {},
      h("b", {}, kind === "edit" ? "Edit your message" : `Reply to ${line.from.first_name}`),
      h("span", {}, line.text || "Picture"),
    ),
    h(
      "button",
      { type: "button", "aria-label": "Cancel", onclick: () => setSubject(undefined) },
      icon("cross"),
    ),
  ];

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    send();
  });
  input.addEventListener("input", () => fitHeight(input));
  input.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && subject) setSubject(undefined);
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    send();
  });
  form.querySelector("button").append(icon("send"));

  const mention = () => {
    const name = `${app.botHandle()} `;
    if (!input.value.startsWith(name)) input.value = name + input.value;
    fitHeight(input);
    input.focus();
  };

  return {
    say,
    mention,
    tray,
    from,
    reply: (line) => setSubject({ kind: "reply", line }),
    edit: (line) => setSubject({ kind: "edit", line }),
    /** Another chat or another speaker: what was begun is left. */
    leave: () => {
      setSubject(undefined);
      tray.clear();
    },
  };
};
