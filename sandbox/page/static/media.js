import { h } from "./dom.js";
import { icon } from "./icons.js";
import { isPicture } from "./pictures.js";

const voice = () =>
  h(
    "div",
    { class: "voice", role: "img", "aria-label": "Voice message, 3 seconds" },
    icon("voice"),
    Array.from({ length: 7 }, () => h("i")),
    h("span", {}, "0:03"),
  );

const sticker = () =>
  h("div", { class: "sticker", role: "img", "aria-label": "Sticker: thumbs up" }, icon("thumb"));

/** A picture that can be looked at in full in a tab of its own. */
export const picture = (address, label) =>
  h(
    "a",
    { class: "picture", href: address, target: "_blank", rel: "noreferrer noopener", "aria-label": label },
    h("img", { src: address, alt: "", loading: "lazy" }),
  );

export const plainFile = (shape, file) =>
  h("div", { class: "voice" }, icon(shape), h("span", {}, file?.fileName || "File"));

/** What a message carries beside its text; nothing for a text. */
export const fileOf = ({ kind, file, from }) => {
  if (kind === "text") return false;
  if (kind === "voice") return voice();
  if (kind === "sticker") return sticker();
  if (kind === "photo" && file?.id)
    return picture(`/media/${encodeURIComponent(file.id)}`, `Picture from ${from.first_name}`);
  if (kind === "photo")
    return h("div", { class: "photo", role: "img", "aria-label": "Photo" }, icon("photo"));
  if (kind === "location") return plainFile("globe", { fileName: "Location" });
  if (kind === "contact") return plainFile("person", { fileName: "Contact" });
  return plainFile("form", file);
};

/** Files at the desk as thumbnails; nothing without any. */
export const attachmentsOf = ({ ticketId }, files = []) =>
  files.length > 0 &&
  h(
    "ul",
    { class: "thumbs", "aria-label": "Attachments" },
    files.map((file) => h("li", {}, thumb(ticketId, file))),
  );

/** What came with the ticket itself, and is named by no entry. */
export const unnamedOf = ({ attachments, transcript }) => {
  const named = new Set(transcript.flatMap((entry) => (entry.attachments ?? []).map(({ id }) => id)));
  return attachments.filter(({ id }) => !named.has(id));
};

const thumb = (ticketId, { id, fileName, mediaType, size }) => {
  const address = `/desk-file/${encodeURIComponent(ticketId)}/${encodeURIComponent(id)}`;
  if (isPicture({ mediaType })) return picture(address, `Attachment ${fileName}`);
  return h(
    "a",
    { class: "file", href: address, download: fileName },
    icon("form"),
    h("span", {}, fileName || id),
    h("small", {}, `${Math.ceil(size / 1_024)} KB`),
  );
};

/** Files that wait to be sent, each with a way to leave it out again; nothing without any. */
export const waitingList = (files, { label, leaveOut }) =>
  files.length > 0 &&
  h(
    "ul",
    { class: "waiting", "aria-label": label },
    files.map((file, n) =>
      h(
        "li",
        {},
        isPicture(file)
          ? h("img", { src: file.url, alt: file.fileName })
          : h("span", { class: "file" }, icon("form"), file.fileName),
        h(
          "button",
          { type: "button", "aria-label": `Leave ${file.fileName} out`, onclick: () => leaveOut(n) },
          icon("cross"),
        ),
      ),
    ),
  );
