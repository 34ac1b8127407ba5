import { order } from "./api.js";
import { publicPost, users } from "./inbox-people.js";

/** Who one is on X, and whether one looks at the messages or at the public post; what is there, and what one does there. */
export const inboxState = (app) => {
  let speaker = users[0];
  let isPublic = false;
  let view;

  const enter = async () => {
    for (const { id, firstName, username } of users)
      await order("twitter/person", { id, name: firstName, username });
    await order("page/openInbox", { post: publicPost.text });
  };

  const ask = async () => {
    if (!view?.thread) await enter();
    const { id } = speaker;
    const answer = await order("page/inbox", { person: id, post: publicPost.text });
    if (id === speaker.id) view = answer;
  };

  const root = () => view?.thread?.[0];

  return {
    ask,
    view: () => view,
    speaker: () => speaker,
    isPublic: () => isPublic,
    /** What the fleet calls the conversations that belong here. Faults are ordered for the person. */
    place: () => {
      const { id } = speaker;
      return isPublic
        ? { kind: "post", id, chats: [`post:${root()?.id}`] }
        : { kind: "direct", id, chats: [id] };
    },
    look: (atPublic) => {
      isPublic = atPublic;
      app.draw();
    },
    speakAs: async (person) => {
      speaker = person;
      await app.refresh();
    },
    say: (text, files) => app.run(order("twitter/say", { person: speaker.id, text, files })),
    post: (text) => app.run(order("twitter/post", { person: speaker.id, text, replyTo: root()?.id })),
    unblock: () => app.run(order("twitter/unblock", { person: speaker.id })),
  };
};
