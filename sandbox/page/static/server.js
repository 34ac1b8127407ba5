import { byId, h, keep, redraw } from "./dom.js";
import { ideaButton, ideasOf, linesOfIdea } from "./ideas.js";
import { drawMessage, nameOf } from "./server-message.js";
import { memberOf, server } from "./server-people.js";
import { drawChannels, drawMembers } from "./server-rail.js";
import { serverWriting } from "./server-writing.js";
import { speakerButton } from "./speakers.js";

const messageCommand = 3;

/** The server: its channels, the chosen one, and where one writes. */
export const serverColumn = (app, state) => {
  const title = h("strong", {});
  const topic = h("span", {});
  const members = h("div", { class: "members", id: "server-members", hidden: true });
  const toggle = h(
    "button",
    { type: "button", class: "button", "aria-controls": "server-members", onclick: () => showMembers() },
    "Members",
  );
  const channels = h("nav", { class: "channels", "aria-label": "Channels" });
  const posts = h("div", {
    class: "messages posts",
    role: "log",
    "aria-label": "Channel",
    "aria-live": "polite",
    tabindex: "0",
  });
  const ideas = h("div", { class: "suggestions" });
  const speakers = h("div", { class: "speakers", role: "group", "aria-label": "Speak as" });
  const away = h(
    "div",
    { class: "away" },
    h("p", {}, "Not in the server."),
    h("button", { type: "button", class: "button", onclick: () => state.join() }, "Join"),
  );
  const deeds = {
    ...state,
    reply: (line) => writing.reply(line),
    edit: (line) => writing.edit(line),
    jump: (id) => posts.querySelector(`[data-message="${id}"]`)?.scrollIntoView({ block: "center" }),
    named: (id, isChannel) =>
      isChannel
        ? channelNamed(id)
        : (memberOf(id)?.firstName ?? (id === bot()?.id ? bot().username : undefined)),
    mention: () => writing.write(`@${bot()?.username ?? "bot"} ${writing.text()}`),
  };
  const writing = serverWriting({ app, view: state.view, deeds });
  const bot = () => state.view()?.bot;
  const channelNamed = (id) => state.view()?.guild?.channels.find((one) => one.id === id)?.name;
  let membersShown = false;
  let drawn;

  const showMembers = () => {
    membersShown = !membersShown;
    app.draw();
  };

  byId("server").append(
    channels,
    h(
      "div",
      { class: "chat" },
      h("div", { class: "phone-head" }, h("div", {}, title, topic), toggle),
      members,
      posts,
      ideas,
      speakers,
      writing.element,
      away,
    ),
  );

  const handle = () => `@${bot()?.username}`;
  const say = async (one) => {
    if (one.by && !(await state.speakAs(one.by))) return;
    const from = state.from();
    for (const line of linesOfIdea(one, handle())) await state.say(line, {}, from);
  };
  const ideasHere = (isDm) => (isDm ? ideasOf(state.speaker()) : server.tries);

  const drawPosts = (channel, commands) => {
    const byMessage = new Map(channel.messages.map((message) => [message.id, message]));
    const names = commands.filter(({ type }) => type === messageCommand).map(({ name }) => name);
    const lines = channel.messages.map((message) => ({
      ...message,
      own: message.author.id === state.speaker().id,
      quoted: quoted(byMessage.get(message.replyTo)),
      commands: names,
    }));
    const atEnd = posts.scrollHeight - posts.scrollTop - posts.clientHeight < 80;
    const items = lines.length > 0 ? lines : [{ id: "empty", isDm: channel.isDm }];
    const grew = keep(posts, items, {
      key: ({ id }) => `${channel.id}/${state.speaker().id}/${id}`,
      make: (line) => (line.id === "empty" ? emptyLine(line) : drawMessage(line, deeds)),
    });
    if (grew && (atEnd || lines.at(-1)?.own)) posts.scrollTop = posts.scrollHeight;
  };

  return () => {
    const view = state.view();
    if (!view) return;
    const speaker = state.speaker();
    const isDm = state.channel() === undefined;
    drawChannels(channels, { view, state });
    const isIn = view.guild?.members.some(({ id }) => id === speaker.id) === true;
    redraw(speakers, speaker.id, () =>
      server.members.map((person) =>
        speakerButton(person, {
          note: person.role,
          chosen: person === speaker,
          choose: () => state.speakAs(person),
        }),
      ),
    );
    redraw(byId("you"), `discord ${speaker.id}`, () => ["You are ", h("b", {}, speaker.firstName)]);
    toggle.hidden = isDm;
    toggle.setAttribute("aria-expanded", String(membersShown && !isDm));
    members.hidden = isDm || !membersShown;
    drawMembers(members, { view, state });
    const { channel } = view;
    const spot = `${speaker.id}/${channel?.id}`;
    if (drawn !== undefined && drawn !== spot) writing.leave();
    drawn = spot;
    const isLost = !isDm && !isIn;
    title.textContent = isDm ? (bot()?.username ?? "Waiting for the fleet") : `# ${channel?.name ?? ""}`;
    topic.textContent = isDm ? "Direct messages" : (channel?.topic ?? server.name);
    away.hidden = !isLost;
    writing.setHidden(isLost);
    writing.offer();
    writing.named(isDm ? "Message" : `Message as ${speaker.firstName}`, isDm);
    const isEmpty = channel?.messages.length === 0 && !isLost && bot() !== undefined;
    redraw(ideas, [isEmpty, isDm, speaker.id, bot()?.username], () =>
      isEmpty ? ideasHere(isDm).map((one) => ideaButton(one, { handle: handle(), say: () => say(one) })) : [],
    );
    if (channel) drawPosts(channel, view.commands);
  };
};

const quoted = (message) =>
  message && {
    id: message.id,
    name: nameOf(message.author),
    words: message.deletedAt === undefined ? message.text || "File" : "Deleted",
  };

const emptyLine = ({ isDm }) =>
  h(
    "div",
    { class: "chat-empty" },
    h("p", {}, isDm ? "Your direct messages with the bot" : "Nobody has written here yet"),
    h("p", {}, "Write, type / for the commands, or pick something to try."),
  );
