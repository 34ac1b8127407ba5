import type { Clock } from "../../../src/domain/clock.ts";
import { type Place, post } from "../place.ts";
import type { ChatMessage, TgChat } from "../types.ts";
import { secondsOf } from "./people.ts";

export interface LinkedChannel {
  readonly about: TgChat;
  /** What is posted there comes into the group by itself. */
  post(text: string): ChatMessage;
}

export const linkedChannel = (about: TgChat, place: Place, clock: Clock): LinkedChannel => {
  let posts = 0;
  return {
    about,
    post: (text) => {
      posts += 1;
      const origin = { type: "channel", chat: about, message_id: posts, date: secondsOf(clock.now()) };
      const extra = { sender_chat: about, is_automatic_forward: true, forward_origin: origin };
      return post({ ...place, extra }, { kind: "text", text }, clock);
    },
  };
};
