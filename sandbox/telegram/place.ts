import type { Clock } from "../../src/domain/clock.ts";
import type { Chat } from "./chat.ts";
import { detectEntities } from "./entities.ts";
import type { ChatMessage, MessageFile, MessageKind, TgEntity, TgUser } from "./types.ts";

/** Where someone writes: numbers the messages and tells the bots that may see them. */
export interface Place {
  readonly chat: Chat;
  /** Who the message is said to be from: an anonymous admin is the group. */
  readonly from: TgUser;
  readonly extra?: Readonly<Record<string, unknown>>;
  readonly topic?: number;
  nextMessageId(): number;
  tell(kind: "message" | "edited_message", message: ChatMessage): void;
}

export interface Draft {
  readonly kind: MessageKind;
  readonly text?: string;
  readonly entities?: readonly TgEntity[] | undefined;
  readonly replyTo?: number | undefined;
  readonly albumId?: string;
  readonly file?: MessageFile;
  readonly extra?: Readonly<Record<string, unknown>>;
}

/** A message as it came into the chat; the bots are told. */
export const post = (place: Place, draft: Draft, clock: Clock): ChatMessage => {
  const { kind, text = "", entities = detectEntities(text), replyTo, albumId, file } = draft;
  const extra = place.extra || draft.extra ? { ...place.extra, ...draft.extra } : undefined;
  const message = place.chat.add({
    id: place.nextMessageId(),
    direction: "in",
    kind,
    at: clock.now(),
    from: place.from,
    text,
    entities,
    keyboard: [],
    buttons: [],
    earlierTexts: [],
    ...(replyTo !== undefined && { replyTo }),
    ...(place.topic !== undefined && { topic: place.topic }),
    ...(albumId !== undefined && { albumId }),
    ...(file && { file }),
    ...(extra && { extra }),
  });
  place.tell("message", message);
  return message;
};

/** Another text, or another caption, in place of what a message says. */
export const editIn = (
  place: Place,
  edit: { readonly message: ChatMessage; readonly text: string; readonly at: number },
): ChatMessage => {
  const { message, text, at } = edit;
  const edited = place.chat.change(message, {
    text,
    entities: detectEntities(text),
    editedAt: at,
    earlierTexts: [...message.earlierTexts, message.text],
  });
  place.tell("edited_message", edited);
  return edited;
};
