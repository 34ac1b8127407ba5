import { byId, h, keep, redraw } from "./dom.js";
import { icon } from "./icons.js";
import { ideaButton, ideasOf, linesOfIdea } from "./ideas.js";
import { allowanceWords } from "./inbox-allowance.js";
import { drawDm, drawPost, isOfMessages } from "./inbox-line.js";
import { publicPost, users } from "./inbox-people.js";
import { inboxWriting } from "./inbox-writing.js";
import { speakerButton } from "./speakers.js";

const places = [
  { name: "Messages", shape: "bubble", isPublic: false },
  { name: "Post", shape: "globe", isPublic: true },
];

/** X: the direct messages with the account, and its public post with what is replied there. */
export const inboxColumn = (app, state) => {
  const rail = h("nav", { class: "chats", "aria-label": "X" });
  const title = h("strong", {});
  const subtitle = h("span", {});
  const face = h("span", { class: "avatar bot-avatar", "aria-hidden": "true" });
  const allowance = h("p", {
    class: "allowance",
    role: "note",
    "aria-label": "What X lets the account send",
  });
  const said = h("div", { class: "messages", role: "log", "aria-live": "polite", tabindex: "0" });
  const ideas = h("div", { class: "suggestions" });
  const speakers = h("div", { class: "speakers", role: "group", "aria-label": "Speak as" });
  const away = h(
    "div",
    { class: "away" },
    h("p", {}, "You have blocked this account."),
    h("button", { type: "button", class: "button", onclick: () => state.unblock() }, "Unblock"),
  );
  const account = () => state.view()?.account;
  const handle = () => `@${account()?.username ?? ""}`;
  const writing = inboxWriting({ app, send: state.say, handle });
  /** By person, the newest message that was seen. */
  const seen = new Map();
  let drawn;

  byId("inbox").append(
    rail,
    h(
      "div",
      { class: "chat" },
      h("div", { class: "phone-head" }, face, h("div", {}, title, subtitle)),
      allowance,
      said,
      ideas,
      speakers,
      writing.element,
      away,
    ),
  );

  const sayIdea = async (idea) => {
    if (idea.by && !(await state.speakAs(idea.by))) return;
    const from = state.from();
    for (const line of linesOfIdea(idea, handle())) await state.say(line, [], from);
  };

  const drawRail = (messages) => {
    const isPublic = state.isPublic();
    const { id } = state.speaker();
    const newest = messages.at(-1);
    if (!isPublic && newest) seen.set(id, newest.id);
    const isNews = newest?.senderId === account()?.id && newest?.id !== seen.get(id);
    redraw(rail, [isPublic, isNews], () =>
      places.map((place) => railItem(place, { state, isNew: !place.isPublic && isNews })),
    );
  };

  const linesOf = ({ dm, thread = [] }) => {
    const me = state.speaker().id;
    if (!state.isPublic())
      return dm.messages.map((message) => ({ ...message, own: message.senderId === me }));
    const authors = new Map(thread.map(({ id, authorId }) => [id, authorId]));
    return thread.map((post, n) => ({ ...post, isRoot: n === 0, repliesTo: authors.get(post.replyTo) }));
  };

  /** A link of the account's to its direct messages stays here. */
  const follow = (address) => (isOfMessages(address) ? () => state.look(false) : undefined);

  const drawSaid = (lines, spot) => {
    const isPublic = state.isPublic();
    const make = (line) => {
      if (line.id === "empty") return emptyLine(state.speaker());
      return isPublic ? drawPost(line, { account: account(), follow }) : drawDm(line, account());
    };
    const isNear = said.scrollHeight - said.scrollTop - said.clientHeight < 80;
    const grew = keep(said, lines.length > 0 ? lines : [{ id: "empty" }], {
      key: ({ id }) => `${spot}/${id}`,
      make,
    });
    if (grew && (isNear || lines.at(-1)?.own)) said.scrollTop = said.scrollHeight;
  };

  return () => {
    const view = state.view();
    if (!view) return;
    const speaker = state.speaker();
    const isPublic = state.isPublic();
    const { dm = { messages: [], blocked: false } } = view;
    const spot = `${speaker.id}/${isPublic}`;
    if (drawn !== undefined && drawn !== spot) writing.leave();
    drawn = spot;
    redraw(byId("you"), `twitter ${speaker.id}`, () => ["You are ", h("b", {}, speaker.firstName)]);
    redraw(speakers, speaker.id, () =>
      users.map((person) =>
        speakerButton(person, {
          note: `@${person.username}`,
          chosen: person === speaker,
          choose: () => state.speakAs(person),
        }),
      ),
    );
    title.textContent = account()?.name ?? "Waiting for the fleet";
    subtitle.textContent = account() ? handle() : "X";
    face.textContent = (account()?.name ?? "X").slice(0, 1);
    said.setAttribute("aria-label", isPublic ? "Public post" : "Direct messages");
    said.classList.toggle("posts", isPublic);
    drawRail(dm.messages);
    const isAway = !isPublic && dm.blocked;
    away.hidden = !isAway;
    writing.setHidden(isAway);
    writing.named(isPublic);
    const lines = account() ? linesOf({ ...view, dm }) : [];
    const isQuiet = account() !== undefined && !isAway && lines.length <= (isPublic ? 1 : 0);
    redraw(ideas, [isQuiet, isPublic, speaker.id, handle()], () =>
      (isQuiet ? (isPublic ? publicPost.tries : ideasOf(speaker)) : []).map((idea) =>
        ideaButton(idea, { handle: handle(), say: () => sayIdea(idea) }),
      ),
    );
    const facts = { allowance: view.allowance ?? [], messages: dm.messages, accountId: account()?.id };
    const words = account() ? allowanceWords({ ...facts, now: Date.now() }) : "";
    if (allowance.textContent !== words) allowance.textContent = words;
    drawSaid(lines, spot);
  };
};

const railItem = ({ name, shape, isPublic }, { state, isNew }) =>
  h(
    "button",
    {
      type: "button",
      class: "chat-item",
      "aria-current": state.isPublic() === isPublic ? "true" : undefined,
      "aria-label": isNew ? `${name}, new message` : name,
      onclick: () => state.look(isPublic),
    },
    h(
      "span",
      { class: "chat-face" },
      h("span", { class: "avatar place-avatar", "aria-hidden": "true" }, icon(shape)),
      isNew && h("span", { class: "news", "aria-hidden": "true" }),
    ),
    h("span", { class: "chat-title" }, name),
  );

const emptyLine = ({ firstName }) =>
  h(
    "div",
    { class: "chat-empty" },
    h("p", {}, `You are ${firstName}.`),
    h("p", {}, "X has no buttons: choices come as numbers, and one answers with a number."),
  );
