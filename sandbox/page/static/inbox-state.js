import { order } from "./api.js";
import { publicPost, users } from "./inbox-people.js";

/** Who one is on X, and whether one looks at the messages or at the public post; what is there, and what one does there. */
export const inboxState = (app) => {
  let speaker = users[0];
  let isPublic = false;
  let view;

  const setUp = async () => {
    for (const { id, firstName, username } of users)
      await order("twitter/person", { id, name: firstName, username });
    await order("page/openInbox", { post: publicPost.text });
  };

  const viewOf = (person) => order("page/inbox", { person: person.id, post: publicPost.text });

  const find = async () => {
    if (!view?.thread) await setUp();
    const asked = speaker;
    const answer = await viewOf(asked);
    return () => {
      if (asked === speaker) view = answer;
    };
  };

  const root = () => view?.thread?.[0];
  /** Who says it, and where. */
  const from = () => ({ person: speaker.id, inPublic: isPublic });

  return {
    find,
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
    /** Resolves with whether one speaks as the person. */
    speakAs: async (person) =>
      person === speaker ||
      app.enter(async () => {
        const answer = await viewOf(person);
        return () => {
          speaker = person;
          view = answer;
        };
      }),
    from,
    say: (text, files, { person, inPublic } = from()) =>
      app.run(
        inPublic
          ? order("twitter/post", { person, text, replyTo: root()?.id })
          : order("twitter/say", { person, text, files }),
      ),
    unblock: () => app.run(order("twitter/unblock", { person: speaker.id })),
  };
};
