import { order } from "./api.js";
import { openForm } from "./server-form.js";
import { server } from "./server-people.js";

const answerMs = 4_000;

/** Who one is on Discord, and where; what is there, and what one does there. */
export const serverState = (app) => {
  let speaker = server.members[0];
  /** undefined: the direct chat with the bot. */
  let channel;
  let view;
  /** Who one is going to be and where, and the search for it. */
  let heading = {};

  const where = () => (channel === undefined ? {} : { channel });
  const from = () => ({ person: speaker.id, ...where() });

  const setUp = async () => {
    for (const { id, name, firstName, locale } of server.members)
      await order("discord/person", { id, name, displayName: firstName, locale });
    const ids = (people) => people.map(({ id }) => id);
    const { name, channels } = server;
    const people = { members: ids(server.members), moderators: ids(server.moderators) };
    await order("page/openServer", { name, channels, ...people });
  };

  const viewFrom = (spot) =>
    order("page/server", { server: server.name, person: spot.speaker.id, channel: spot.channel });

  const isHere = (spot) => spot.speaker === speaker && spot.channel === channel;
  const find = async () => {
    if (!view?.guild) await setUp();
    const asked = { speaker, channel };
    const answer = await viewFrom(asked);
    return () => {
      if (isHere(asked)) view = answer;
    };
  };

  /** A speaker and a channel may be chosen one right after the other. Resolves with whether one has arrived. */
  const go = async (change) => {
    const isUnderWay = app.isEntering(heading.search);
    const spot = { speaker, channel, ...(isUnderWay && heading.spot), ...change };
    if (!isUnderWay && isHere(spot)) return true;
    const search = async () => {
      const answer = await viewFrom(spot);
      return () => {
        ({ speaker, channel } = spot);
        view = answer;
      };
    };
    heading = { spot, search };
    return await app.enter(search);
  };

  /** Waits for the first answer to what was pressed or called, and opens the form when it is one. */
  const interact = async (action, fields, person = speaker.id) => {
    const begun = await app.run(order(`discord/${action}`, { person, ...fields }));
    if (begun) await follow(begun, person);
  };
  const follow = async ({ interaction }, person) => {
    const waiting = order("discord/waitForAnswer", { interaction, timeoutMs: answerMs });
    const { modal } = await waiting.catch(() => {
      app.notify("The application did not respond.");
      return {};
    });
    if (modal) openForm(modal, (values) => submit(interaction, { person, values }));
  };
  /** What is wrong with the values; undefined when they were sent. */
  const submit = async (interaction, fields) => {
    try {
      follow(await order("discord/submit", { interaction, ...fields }), fields.person);
      return undefined;
    } catch (error) {
      return error.message;
    }
  };

  const withMentions = (text) =>
    view?.bot ? text.replaceAll(`@${view.bot.username}`, `<@${view.bot.id}>`) : text;

  return {
    find,
    view: () => view,
    speaker: () => speaker,
    channel: () => channel,
    /** What the fleet calls the conversations that belong here. */
    place: () => {
      const id = view?.channel?.id ?? "";
      const { guild } = view ?? {};
      if (channel === undefined) return { kind: "direct", id, chats: [id] };
      const chats = [
        `${guild?.id}/${id}`,
        `aside.${guild?.id}.${id}.${speaker.id}`,
        `private.${guild?.id}.${id}`,
      ];
      return { kind: "channel", id, chats };
    },
    open: (id) => go({ channel: id }),
    speakAs: (person) => go({ speaker: person }),
    from,
    say: (text, fields = {}, by = from()) =>
      app.run(order("discord/say", { ...by, text: withMentions(text), ...fields })),
    change: (messageId, text) =>
      app.run(order("discord/edit", { ...from(), messageId, text: withMentions(text) })),
    call: ({ name, options }) => interact("call", { ...where(), name, options }),
    callOn: (name, messageId) => interact("callOnMessage", { ...where(), name, messageId }),
    press: (button, messageId) => interact("press", { ...where(), button, messageId }),
    choose: (select, value, messageId) =>
      interact("choose", { ...where(), select, values: [value], messageId }),
    join: () => app.run(order("discord/join", { person: speaker.id, guild: server.name })),
    leave: (person) => app.run(order("discord/leave", { person, guild: server.name })),
  };
};
