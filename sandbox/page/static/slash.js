import { h, redraw } from "./dom.js";

const slashType = 1;
const optionTypes = { text: 3, file: 11 };

const slashCommands = (commands) => commands.filter(({ type = slashType }) => type === slashType);

/** What `/name words` calls: its words go into the command's text; `files[0]` into its file. undefined when it is none. */
export const readCall = (text, commands, files) => {
  const [, name, rest = ""] = /^\/(\S+)\s*([\s\S]*)$/.exec(text) ?? [];
  const command = slashCommands(commands).find((known) => known.name === name);
  if (!command) return undefined;
  const ofType = (type) => (command.options ?? []).find((option) => option.type === type);
  const options = {};
  const [words, file] = [ofType(optionTypes.text), ofType(optionTypes.file)];
  if (words && rest !== "") options[words.name] = rest;
  if (file && files[0]) options[file.name] = files[0];
  return { name, options };
};

/** What may come next while a command is typed: commands, then the choices of one. */
const offersFor = (text, commands) => {
  if (!text.startsWith("/")) return [];
  const call = readCall(text, commands, []);
  const chosen = call && /\s/.test(text) && slashCommands(commands).find(({ name }) => name === call.name);
  if (!chosen)
    return slashCommands(commands)
      .filter(({ name }) => `/${name}`.startsWith(text))
      .map(({ name, description }) => ({ value: `/${name} `, words: `/${name}`, hint: description }));
  const option = (chosen.options ?? []).find(({ type }) => type === optionTypes.text);
  const typed = text.slice(chosen.name.length + 2);
  return (option?.choices ?? [])
    .filter(({ value }) => value.startsWith(typed) && value !== typed)
    .map(({ name, value }) => ({ value: `/${chosen.name} ${value}`, words: name, hint: option.description }));
};

/** The list over the input. `choose(value)` puts an offer into the input. */
export const slashMenu = ({ list, input, choose }) => {
  let offers = [];
  let active = 0;
  let offeredFor;

  const draw = () => {
    list.hidden = offers.length === 0;
    input.setAttribute("aria-expanded", String(!list.hidden));
    const current = offers.length > 0 ? `slash-${active}` : "";
    input.setAttribute("aria-activedescendant", current);
    redraw(list, [offers, active], () => offers.map(offer));
    list.querySelector("[aria-selected='true']")?.scrollIntoView({ block: "nearest" });
  };
  const offer = ({ value, words, hint }, n) =>
    h(
      "li",
      {
        id: `slash-${n}`,
        role: "option",
        "aria-selected": String(n === active),
        onmousedown: (event) => event.preventDefault(),
        onclick: () => choose(value),
      },
      h("b", {}, words),
      h("small", {}, hint),
    );

  return {
    /** Closed by a person, it stays closed until the text or the commands change. */
    update: (text, commands) => {
      const content = JSON.stringify([text, commands]);
      if (content === offeredFor) return;
      offeredFor = content;
      offers = offersFor(text, commands);
      active = Math.min(active, Math.max(0, offers.length - 1));
      draw();
    },
    /** Whether the key was for the list. */
    take: (event) => {
      if (offers.length === 0) return false;
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (step) active = (active + step + offers.length) % offers.length;
      else if (event.key === "Escape") offers = [];
      else if (event.key === "Tab" || (event.key === "Enter" && input.value.trim() !== offers[active].words))
        choose(offers[active].value);
      else return false;
      event.preventDefault();
      draw();
      return true;
    },
  };
};
