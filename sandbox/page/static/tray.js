import { byId, h } from "./dom.js";
import { icon } from "./icons.js";
import { waitingList } from "./media.js";
import { readFile, samplePictures } from "./pictures.js";

const mostPictures = 10;

/** The pictures that wait to be sent, and where they come from: samples, a file chooser, dropping, pasting. */
export const pictureTray = (app) => {
  const panel = byId("tray");
  const phone = byId("phone");
  let open = false;
  let chosen = [];
  let changed = () => {};

  const chooser = h("input", { type: "file", multiple: true, id: "picture-file", hidden: true });
  chooser.addEventListener("change", async () => {
    await addFiles(chooser.files);
    chooser.value = "";
  });
  phone.append(chooser);

  const addFiles = async (files) => add(await app.run(Promise.all([...files].map(readFile))));
  const add = (added = []) => {
    const all = [...chosen, ...added];
    if (all.length > mostPictures) app.notify(`An album has ${mostPictures} pictures at most.`);
    chosen = all.slice(0, mostPictures);
    draw();
    changed();
  };

  phone.addEventListener("dragover", (event) => {
    if (!event.dataTransfer.types.includes("Files")) return;
    event.preventDefault();
    phone.classList.add("dropping");
  });
  phone.addEventListener("dragleave", (event) => {
    if (!phone.contains(event.relatedTarget)) phone.classList.remove("dropping");
  });
  phone.addEventListener("drop", (event) => {
    if (!event.dataTransfer.files.length) return;
    event.preventDefault();
    phone.classList.remove("dropping");
    addFiles(event.dataTransfer.files);
  });
  phone.addEventListener("paste", (event) => {
    if (!event.clipboardData.files.length) return;
    event.preventDefault();
    addFiles(event.clipboardData.files);
  });

  const draw = () => {
    panel.hidden = !open && chosen.length === 0;
    panel.replaceChildren(...(panel.hidden ? [] : [open && sources(), waiting()].filter(Boolean)));
  };

  const sources = () =>
    h(
      "div",
      { class: "samples", role: "group", "aria-label": "Pictures to send" },
      samplePictures().map(([label, sample]) =>
        h(
          "button",
          { type: "button", class: "sample", title: label, onclick: () => add([sample]) },
          h("img", { src: sample.url, alt: "" }),
          h("span", {}, label),
        ),
      ),
      h(
        "button",
        { type: "button", class: "sample own-file", onclick: () => chooser.click() },
        h("span", { class: "own-file-icon" }, icon("plus")),
        h("span", {}, "Your own"),
      ),
    );

  const waiting = () => waitingList(chosen, { label: "Goes with your message", leaveOut: remove });

  const remove = (n) => {
    chosen = chosen.filter((_, other) => other !== n);
    draw();
    changed();
  };

  draw();
  return {
    get chosen() {
      return chosen;
    },
    get isOpen() {
      return open;
    },
    toggle: (wanted = !open) => {
      open = wanted;
      draw();
      changed();
    },
    clear: () => {
      chosen = [];
      open = false;
      draw();
      changed();
    },
    onChange: (listener) => {
      changed = listener;
    },
  };
};
