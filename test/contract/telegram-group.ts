import type { Bot } from "../../sandbox/telegram/bot.ts";
import type { Group } from "../../sandbox/telegram/group/group.ts";
import type { Person } from "../../sandbox/telegram/person.ts";
import type { TelegramSandbox } from "../../sandbox/telegram/telegram-sandbox.ts";
import type { ChatMessage } from "../../sandbox/telegram/types.ts";
import { conversationId } from "../../src/domain/ids.ts";
import { builtAccountId } from "../support/builders.ts";
import type { ArrivedMessage, HarnessGroup } from "./adapter-harness.ts";

interface Scene {
  readonly telegram: TelegramSandbox;
  readonly bot: Bot;
  readonly mia: Person;
  readonly toArrived: (message: ChatMessage) => ArrivedMessage;
}

const supergroupId = -1_000_000_000_500;
const basicGroupId = -501;

const idOf = (chatId: number, topic?: number) =>
  conversationId(builtAccountId, topic === undefined ? String(chatId) : `${chatId}/${topic}`);

const standingIn = (group: Group, mia: Person): ReturnType<HarnessGroup["standing"]> => {
  const member = group.member(mia.id);
  switch (member?.status) {
    case "kicked":
      return "banned";
    case "restricted":
      return "muted";
    case "left":
    case undefined:
      return "outside";
    default:
      return "free";
  }
};

/** A forum in which Mia is, and of which the bot is an administrator; moves happen to a basic group beside it. */
export const openTelegramGroup = ({ telegram, bot, mia, toArrived }: Scene): HarnessGroup => {
  const group = telegram.group({ id: supergroupId, title: "Traders", forum: true, members: [mia, bot] });
  group.promote(bot);
  let opened = group;
  return {
    get conversationId() {
      return idOf(opened.id);
    },
    say: (text) => void mia.say(text, { chat: group.id }),
    arrived: () => opened.chat.replies.filter(({ topic }) => topic === undefined).map(toArrived),
    standing: () => standingIn(group, mia),
    leave: () => group.leave(mia),
    askToJoin: () => {
      const request = group.requestJoin(mia);
      return () => {
        if (request.state === "approve") return "accepted";
        return request.state === "decline" ? "declined" : "waiting";
      };
    },
    topic: () => {
      const topic = group.topic("Deposits");
      return { conversationId: idOf(group.id, topic.id), remove: () => topic.remove() };
    },
    move: () => {
      opened = telegram.group({ id: basicGroupId, title: "Old traders", members: [mia, bot] });
      return idOf(opened.migrate().id);
    },
    removeUs: () => group.kick(bot),
  };
};
