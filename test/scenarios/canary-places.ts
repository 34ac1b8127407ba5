import type { World } from "../support/a-fleet.ts";
import type { Talker } from "../support/talker.ts";

/** A place where somebody on Telegram can put a text, and how they do it. */
export interface CanaryPlace {
  readonly place: string;
  /** Characters that the platform lets it have. @default more than any secret */
  readonly longest?: number;
  tell(parts: { world: World; ada: Talker; text: string }): void;
}

/** Of Telegram's first names, and of its last names. */
const longestName = 64;
const groupId = -1_009_876_543_210;
let messages = 50_000;

/** A message of a person as Telegram tells it, in the direct chat unless said otherwise. */
const message = (ada: Talker, patch: object) => {
  messages += 1;
  return {
    message_id: messages,
    date: Math.floor(Date.now() / 1_000),
    chat: { id: ada.person.id, type: "private", first_name: "Ada" },
    from: ada.person.user,
    ...patch,
  };
};

const inMessage = (place: string, patch: (text: string) => object, longest?: number): CanaryPlace => ({
  place,
  ...(longest !== undefined && { longest }),
  tell: ({ world, ada, text }) => {
    world.sandbox.telegram.inject({ message: message(ada, patch(text)) });
  },
});

const file = { file_id: "BAADAgADcanary", file_unique_id: "canary", file_size: 10 };
const groupChat = { id: groupId, type: "supergroup", title: "Traders" };

/** Of Telegram; those of Discord are in `discord-canaries.test.ts`. */
export const telegramPlaces: readonly CanaryPlace[] = [
  { place: "a text", tell: ({ ada, text }) => void ada.say(text) },
  { place: "a caption", tell: ({ ada, text }) => void ada.person.sendPhoto({ caption: text }) },
  {
    place: "a file's name",
    tell: ({ ada, text }) =>
      void ada.person.sendDocument({ fileName: `${text}.pdf`, bytes: Buffer.from("%PDF-1.7") }),
  },
  {
    place: "a text file",
    tell: ({ ada, text }) =>
      void ada.person.sendDocument({
        fileName: "notes.txt",
        mediaType: "text/plain",
        bytes: Buffer.from(`my notes\n${text}\nend`),
      }),
  },
  {
    place: "an edit",
    tell: ({ ada, text }) => void ada.person.edit(ada.say("my withdrawal failed").id, `it failed, ${text}`),
  },
  {
    place: "an edited caption",
    tell: ({ ada, text }) => void ada.person.edit(ada.person.sendPhoto({ caption: "look" }).id, text),
  },
  {
    place: "an album",
    tell: ({ ada, text }) => void ada.person.sendAlbum([{ kind: "photo" }, { kind: "photo", caption: text }]),
  },
  { place: "a command", tell: ({ ada, text }) => void ada.say(`/start ${text}`) },
  {
    place: "the address of a link",
    tell: ({ ada, text }) => {
      const url = `https://x.example/?q=${encodeURIComponent(text)}`;
      ada.person.say("click here", { entities: [{ type: "text_link", offset: 0, length: 10, url }] });
    },
  },
  {
    place: "a contact's name",
    tell: ({ ada, text }) => void ada.person.sendContact({ firstName: text, phoneNumber: "+41790000001" }),
  },
  inMessage("a quote", (text) => ({
    text: "is this right?",
    quote: { text, position: 0, is_manual: true },
    external_reply: { origin: { type: "hidden_user", sender_user_name: text, date: 1 } },
  })),
  inMessage("what is replied to", (text) => ({
    text: "what does this mean?",
    reply_to_message: { message_id: 7, date: 1, chat: { id: 7, type: "private" }, text },
  })),
  inMessage("a forwarded text", (text) => ({
    text,
    forward_origin: { type: "hidden_user", sender_user_name: "Somebody", date: 1 },
  })),
  inMessage(
    "the name of who wrote what is forwarded",
    (text) => ({
      text: "look at this",
      forward_origin: { type: "hidden_user", sender_user_name: text, date: 1 },
    }),
    longestName,
  ),
  inMessage("the title of a song", (text) => ({
    audio: { ...file, duration: 3, performer: text, title: text, file_name: `${text}.mp3` },
  })),
  inMessage(
    "a name",
    (text) => ({
      text: "hello",
      from: { id: 77, is_bot: false, first_name: text, last_name: text, username: text },
    }),
    longestName,
  ),
  inMessage("a title of a group", (text) => ({
    text: "@HTXSupportBot hello",
    chat: { ...groupChat, title: text },
  })),
  inMessage("a message in a group", (text) => ({ text: `@HTXSupportBot ${text}`, chat: groupChat })),
  inMessage("a question of a poll", (text) => ({
    poll: { id: "1", question: text, options: [{ text, voter_count: 0 }], total_voter_count: 0 },
  })),
  inMessage(
    "the name of who joined a group",
    (text) => ({
      chat: groupChat,
      new_chat_members: [{ id: 78, is_bot: false, first_name: text }],
    }),
    longestName,
  ),
  {
    place: "a button's data",
    tell: ({ world, ada, text }) => {
      world.sandbox.telegram.inject({
        callback_query: {
          id: String(++messages),
          from: ada.person.user,
          chat_instance: "1",
          data: text,
          message: message(ada, { text: "Choose", from: { id: 100_001, is_bot: true, first_name: "HTX" } }),
        },
      });
    },
  },
  {
    place: "a request to join",
    longest: longestName,
    tell: ({ world, ada, text }) => {
      world.sandbox.telegram.inject({
        chat_join_request: {
          chat: groupChat,
          from: { ...ada.person.user, first_name: text },
          user_chat_id: ada.person.id,
          date: Math.floor(Date.now() / 1_000),
          bio: text,
        },
      });
    },
  },
  {
    place: "an update that nobody understands",
    tell: ({ world, text }) => {
      world.sandbox.telegram.inject({ message: { message_id: text, chat: text, text } });
      world.sandbox.telegram.inject({ of_the_future: { text, nested: [{ [text.slice(0, 40)]: text }] } });
    },
  },
];
