import { order } from "./api.js";
import { drawLine, linesOf } from "./bubble.js";
import { composer } from "./composer.js";
import { byId, h, keep, redraw } from "./dom.js";
import { drawTopics } from "./group.js";
import { icon } from "./icons.js";
import { ideaButton, ideasOf, linesOfIdea } from "./ideas.js";
import { membersPanel } from "./members.js";
import { group, personOf } from "./people.js";
import { speakerButton } from "./speakers.js";
import { startTokenOf } from "./text.js";

/** The phone: the chosen chat, and where one writes. */
export const chatColumn = (app) => {
  const writing = composer(app);
  const members = membersPanel(app);
  const messages = byId("messages");
  messages.tabIndex = 0;
  let drawn;

  const away = byId("away-button");
  away.addEventListener("click", () => {
    const person = app.speaker().id;
    app.run(
      app.place().kind === "group"
        ? order("telegram/join", { group: group.id, person })
        : order("telegram/unblock", { person }),
    );
  });
  const quick = quickBar(app, writing);

  const deeds = {
    reply: writing.reply,
    edit: writing.edit,
    jump: (id) => {
      const target = messages.querySelector(`[data-message="${Number(id)}"]`);
      target?.scrollIntoView({ block: "center" });
      target?.classList.add("found");
      setTimeout(() => target?.classList.remove("found"), 1_200);
    },
    press: (button, messageId) => app.run(order("telegram/press", { ...writing.from(), button, messageId })),
    /** A link to the bot itself leads into the direct chat, with what it carries. */
    follow: (address) => {
      const token = startTokenOf(address, app.botHandle());
      return token === undefined ? undefined : () => app.followInvitation(token);
    },
  };

  const sayIdea = async (idea) => {
    if (idea.by) app.speakAs(idea.by);
    app.toggleIdeas(false);
    const from = writing.from();
    for (const line of linesOfIdea(idea, app.botHandle())) await writing.say(line, from);
  };

  const drawIdeas = (open, place) => {
    redraw(byId("suggestions"), [place, app.speaker().id, open, app.botHandle()], () =>
      open
        ? ideasHere(app).map((idea) =>
            ideaButton(idea, { handle: app.botHandle(), say: () => sayIdea(idea) }),
          )
        : [],
    );
  };

  return (view) => {
    const place = app.place();
    const chat = view.chat;
    const spot = `${place.id}/${app.topic() ?? ""}`;
    const current = `${spot}/${app.speaker().id}`;
    const left = drawn !== undefined && drawn !== current;
    drawn = current;
    if (left) writing.leave();
    drawHead(view, app, members);
    drawTopics(app, chat);
    drawSpeakers(app, members);
    const here = (chat?.messages ?? []).filter(
      ({ topic }) => place.kind === "direct" || topic === app.topic(),
    );
    const lines = linesOf(here, { speakerId: app.speaker().id, kind: place.kind });
    const named = place.kind === "group";
    for (const line of lines)
      if (named && !line.own) Object.assign(line, { named, badge: badgeOf(line.from, chat) });
    const atEnd = messages.scrollHeight - messages.scrollTop - messages.clientHeight < 80;
    const items = lines.every(({ kind }) => kind === "service") ? [...lines, { id: "empty" }] : lines;
    const typing = chat?.typing && lines.length > 0 ? [{ id: "typing" }] : [];
    const grew = keep(messages, [...items, ...typing], {
      key: ({ id }) => `${spot}/${id}`,
      make: (line) =>
        line.id === "typing" ? typingLine() : line.id === "empty" ? emptyLine(app) : drawLine(line, deeds),
    });
    if (grew && (atEnd || lines.at(-1)?.own)) messages.scrollTop = messages.scrollHeight;
    const { isOpen, chosen } = writing.tray;
    const said = lines.filter(({ kind }) => kind !== "service").length;
    const ideasOpen = app.ideasOpen(said) && !isOpen && chosen.length === 0;
    drawIdeas(ideasOpen, place.id);
    quick({ ideasOpen, picturesOpen: isOpen, place });
    const isAway = named ? !members.isIn(app.speaker().id) : chat?.blocked === true;
    for (const id of ["composer", "quick", "suggestions"]) byId(id).hidden = isAway;
    byId("away").hidden = !isAway;
    byId("away-words").textContent = named
      ? `${app.speaker().firstName} is not in the group.`
      : "You have blocked this bot.";
    away.textContent = named ? "Join" : "Unblock";
    byId("composer-label").textContent = named ? "Message to the group" : "Message to the bot";
    byId("composer-text").placeholder = named ? `Message as ${app.speaker().firstName}` : "Message";
  };
};

const ideasHere = (app) => (app.place().kind === "group" ? group.tries : ideasOf(app.speaker()));

const badgeOf = (from, chat) => {
  if (from.is_bot) return "bot";
  const status = chat?.members?.find(({ id }) => id === from.id)?.status;
  if (status === "administrator" || status === "creator") return "moderator";
  return personOf(from.id)?.isNew ? "new" : undefined;
};

const drawHead = (view, app, members) => {
  const { chat, bots, bot: username } = view;
  const bot = bots.find((one) => one.username === username);
  const isGroup = app.place().kind === "group";
  const name = isGroup ? group.title : (bot?.first_name ?? "No bot yet");
  redraw(byId("bot-avatar"), [isGroup, name], () => [isGroup ? icon("people") : name.slice(0, 1)]);
  byId("bot-avatar").classList.toggle("group-avatar", isGroup);
  byId("bot-name").textContent = name;
  const waiting = bot ? `@${bot.username}` : "Waiting for the fleet";
  const quiet = isGroup ? `${members.count()} members and the bot` : waiting;
  byId("bot-status").textContent = chat?.typing ? "typing…" : quiet;
  redraw(byId("you"), app.speaker().id, () => ["You are ", h("b", {}, app.speaker().firstName)]);
  members.draw(view);
};

/** In a group one chooses who speaks. */
const drawSpeakers = (app, members) => {
  const bar = byId("speakers");
  const hidden = app.place().kind !== "group";
  byId("speak-as").hidden = hidden;
  const away = group.members.filter(({ id }) => !members.isIn(id)).map(({ id }) => id);
  redraw(bar, [hidden, app.speaker().id, away], () =>
    hidden
      ? []
      : group.members.map((person) =>
          speakerButton(person, {
            note: person.note,
            chosen: person === app.speaker(),
            away: away.includes(person.id),
            choose: () => app.speakAs(person),
          }),
        ),
  );
};

const quickBar = (app, writing) => {
  const button = (name, label, act) => h("button", { type: "button", onclick: act }, icon(name), label);
  const sendKind = (kind) => () => app.run(order(`telegram/${kind}`, writing.from()));
  const ideas = button("idea", "Ideas", () => app.toggleIdeas());
  const mention = button("at", "Bot", () => writing.mention());
  mention.setAttribute("aria-label", "Mention the bot");
  const voice = button("voice", "Voice", sendKind("voice"));
  const pictures = button("photo", "Picture", () => writing.tray.toggle());
  byId("quick").append(ideas, mention, pictures, voice, button("sticker", "Sticker", sendKind("sticker")));
  writing.tray.onChange(() => app.draw());
  return ({ ideasOpen, picturesOpen, place }) => {
    ideas.setAttribute("aria-expanded", String(ideasOpen));
    pictures.setAttribute("aria-expanded", String(picturesOpen));
    mention.hidden = place.kind !== "group";
    voice.hidden = place.kind === "group";
  };
};

const typingLine = () =>
  h(
    "div",
    { class: "line theirs" },
    h(
      "div",
      { class: "bubble typing", role: "img", "aria-label": "The bot is typing" },
      h("i"),
      h("i"),
      h("i"),
    ),
  );

const emptyLine = (app) => {
  const isGroup = app.place().kind === "group";
  return h(
    "div",
    { class: "chat-empty" },
    h("p", {}, isGroup ? "A group with five members" : `You are ${app.speaker().firstName}.`),
    h(
      "p",
      {},
      isGroup
        ? "Choose who speaks below. The bot answers when somebody names it."
        : "Write to the bot, or pick something to try.",
    ),
  );
};
