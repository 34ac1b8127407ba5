import type { Intent } from "../dialogue/intent-words.ts";
import type { Decision } from "../domain/decision.ts";
import type { Turn } from "../domain/turn.ts";
import { converse } from "./replies.ts";

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

/** Photos, voices and the like alone: said honestly that they are not understood yet, and what can be done. */
export const wordlessReply = (turn: Turn, kinds: readonly string[]): Decision => {
  const [kind] = kinds;
  if (kind === undefined) return converse("no_words", ["media.no_words"]);
  const known = ["photo", "voice", "audio", "video", "document", "sticker", "location", "contact"];
  const first = turn.conversation.state.introducedAt === undefined;
  if (kind === "sticker") return converse("media_sticker", [first ? "talk.ready" : "media.sticker"]);
  return converse(`media_${known.includes(kind) ? kind : "other"}`, [
    { key: "media.received", args: { kind } },
    "media.what_now",
  ]);
};
