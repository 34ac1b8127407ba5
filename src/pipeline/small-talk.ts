import type { Intent } from "../dialogue/intent.ts";
import type { Decision, Phrase } from "../domain/decision.ts";
import type { AttachmentRef } from "../domain/message.ts";
import type { StageResult, Turn } from "../domain/turn.ts";
import { countUnkept, isFile, isMediaAcknowledged, mostFilesAtOnce } from "./files.ts";
import { converse, ticketButton } from "./replies.ts";

/** Short replies to what people say around their questions. Undefined: it is no small talk. */
export const smallTalk = (turn: Turn, intent: Intent | undefined): Decision | undefined => {
  const first = turn.conversation.state.introducedAt === undefined;
  switch (intent) {
    case "greeting":
      return converse("greeting", [first ? "talk.ready" : "talk.greeting"]);
    case "how_are_you":
      return converse("how_are_you", ["talk.how_are_you"]);
    case "thanks":
      return converse("thanks", ["talk.thanks"], []);
    case "goodbye":
      return converse("goodbye", ["talk.goodbye"], []);
    case "are_you_bot":
      return converse("are_you_bot", ["talk.are_you_bot"]);
    case "needs_help":
      return converse("needs_help", ["talk.tell_me"]);
    case "yes":
    case "go_on":
    case "send_now":
      return converse("yes_to_nothing", ["talk.yes_to_nothing"]);
    case "no":
    case "cancel":
    case "back":
    case "skip":
    case "change":
      return converse("no_to_nothing", ["talk.no_to_nothing"]);
    default:
      return undefined;
  }
};

/** What is not understood, and what becomes of it: some of it can go to a person. */
export const received = (refs: readonly AttachmentRef[]): Phrase => {
  const files = refs.filter(isFile);
  const kinds = [...new Set((files.length > 0 ? files : refs).map(({ kind }) => kind))];
  const [kind = "other"] = kinds;
  const args = { kind: kinds.length > 1 ? "files" : kind, count: Math.max(1, files.length) };
  return { key: files.length > 0 ? "media.received" : "media.unused", args };
};

/** Pictures, voices and the like alone: said honestly that they are not understood, and what can be done. */
export const wordlessReply = (turn: Turn, refs: readonly AttachmentRef[]): StageResult => {
  const [first] = refs;
  const { state } = turn.conversation;
  if (first === undefined) return { decision: converse("no_words", ["media.no_words"]) };
  if (refs.every(({ kind }) => kind === "sticker"))
    return {
      decision: converse("media_sticker", [
        state.introducedAt === undefined ? "talk.ready" : "media.sticker",
      ]),
    };
  if (isMediaAcknowledged(turn)) return { decision: { kind: "ignore", reason: "media_acknowledged" } };
  const most = mostFilesAtOnce;
  return {
    patch: { state: { ...state, mediaNoticeAt: turn.now } },
    decision: converse(
      `media_${first.kind}`,
      [
        received(refs),
        ...(countUnkept(turn) > 0 ? [{ key: "media.too_many", args: { most } }] : []),
        "media.what_now",
      ],
      [ticketButton],
    ),
  };
};
