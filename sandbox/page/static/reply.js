import { order } from "./api.js";
import { byId, h } from "./dom.js";
import { icon } from "./icons.js";
import { waitingList } from "./media.js";
import { readFile, samplePictures } from "./pictures.js";

const nothing = { text: "", files: [], edits: undefined };

/** Where the agent writes: a reply with files, a note, or the change of a reply. */
export const replyForm = (app) => {
  const drafts = new Map();
  let visibility = "public";

  const draftOf = ({ ticketId }) => drafts.get(ticketId) ?? nothing;
  /** Draws again but for what is only typed. */
  const change = (ticket, patch) => {
    drafts.set(ticket.ticketId, { ...draftOf(ticket), ...patch });
    app.draw();
  };
  const setVisibility = (value) => {
    visibility = value;
    app.draw();
  };

  const send = (ticket) => {
    const { ticketId } = ticket;
    const { text, files, edits } = draftOf(ticket);
    const said = text.trim();
    if (said === "" && (files.length === 0 || edits !== undefined)) return;
    drafts.delete(ticketId);
    const attachments = files.map(({ fileName, mediaType, base64 }) => ({ fileName, mediaType, base64 }));
    app.run(
      edits === undefined
        ? order("desk/reply", { ticketId, text: said, visibility, ...(files.length > 0 && { attachments }) })
        : order("desk/editReply", { ticketId, edits, text: said }),
    );
    app.draw();
    byId("reply-text")?.focus();
  };

  const choice = (value, label, name) =>
    h(
      "button",
      {
        type: "button",
        id: `to-${value}`,
        "aria-pressed": String(visibility === value),
        onclick: () => setVisibility(value),
      },
      icon(name),
      label,
    );

  const attach = (ticket) => {
    const addAll = (files) => change(ticket, { files: [...draftOf(ticket).files, ...files] });
    const chooser = h("input", { type: "file", multiple: true, id: "agent-file", hidden: true });
    chooser.addEventListener("change", async () =>
      addAll((await app.run(Promise.all([...chooser.files].map(readFile)))) ?? []),
    );
    const button = (id, label, name, act) =>
      h("button", { type: "button", id, "aria-label": label, title: label, onclick: act }, icon(name));
    return h(
      "span",
      { class: "attach" },
      chooser,
      button("attach-file", "Attach a file", "clip", () => chooser.click()),
      button("attach-sample", "Attach a sample picture", "photo", () => addAll([samplePictures()[1][1]])),
    );
  };

  const waiting = (ticket) => {
    const { files } = draftOf(ticket);
    const leaveOut = (n) => change(ticket, { files: files.filter((_, other) => other !== n) });
    return waitingList(files, { label: "Goes with the reply", leaveOut });
  };

  const line = (ticket) => {
    const input = h("textarea", {
      id: "reply-text",
      rows: "2",
      placeholder: visibility === "public" ? "Reply to the person…" : "Note for colleagues…",
    });
    input.value = draftOf(ticket).text;
    const submit = (event) => {
      event.preventDefault();
      send(ticket);
    };
    input.addEventListener("input", () =>
      drafts.set(ticket.ticketId, { ...draftOf(ticket), text: input.value }),
    );
    input.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && !event.shiftKey && !event.isComposing) submit(event);
    });
    return { input, submit };
  };

  const editing = (ticket) =>
    h(
      "div",
      { class: "about" },
      icon("pen"),
      h("p", {}, h("b", {}, "Edit your reply"), h("span", {}, "It changes in the chat, too.")),
      h(
        "button",
        { type: "button", "aria-label": "Cancel", onclick: () => change(ticket, nothing) },
        icon("cross"),
      ),
    );

  return {
    /** What the form shows, but for what is typed. */
    state: () => [
      visibility,
      [...drafts].map(([id, { files, edits }]) => [id, files.map(({ fileName }) => fileName), edits]),
    ],
    edit: (ticket, { eventId, text }) => {
      visibility = "public";
      change(ticket, { text, edits: eventId, files: [] });
      byId("reply-text")?.focus();
    },
    form: (ticket) => {
      const { input, submit } = line(ticket);
      const isEdit = draftOf(ticket).edits !== undefined;
      return h(
        "form",
        { class: `reply to-${visibility}`, onsubmit: submit },
        isEdit
          ? editing(ticket)
          : h(
              "div",
              { class: "choice", role: "group", "aria-label": "Who reads it" },
              choice("public", "Public reply", "bubble"),
              choice("private", "Private note", "lock"),
            ),
        waiting(ticket),
        h("label", { class: "hidden", for: "reply-text" }, "Text"),
        h(
          "div",
          { class: "reply-line" },
          input,
          h(
            "div",
            { class: "reply-keys" },
            !isEdit && visibility === "public" && attach(ticket),
            h("button", { class: "send", type: "submit", "aria-label": "Send" }, icon("send")),
          ),
        ),
      );
    },
  };
};
