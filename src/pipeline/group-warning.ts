import type { SecretWarning } from "../domain/conversation.ts";
import type { Phrase } from "../domain/decision.ts";
import type { EffectDraft, Lane } from "../domain/effect.ts";
import type { Turn } from "../domain/turn.ts";
import { addressedTo, onlyInvites } from "./public-reply.ts";
import type { Tools } from "./tools.ts";
import { joinParagraphs } from "./voice.ts";

/**
 * In a group the warning itself is private. Where there is no private way, all read that something was posted, not
 * what nor by whom, and the person is invited to where the rest is told.
 */
export const warnInGroup = (
  turn: Turn,
  {
    warning,
    say,
    deleted,
    lane,
    tools,
  }: {
    warning: SecretWarning;
    say: readonly Phrase[];
    deleted: boolean;
    lane: Lane;
    tools: Tools;
  },
): EffectDraft => {
  const { voice } = tools;
  const invited = warning.mark === undefined ? turn : { ...turn, newMark: warning.mark };
  const locale = warning.locale ?? voice.localeOf(turn);
  const draft = {
    kind: "message.send",
    lane,
    priority: "protect",
    visibility: "private",
    content: voice.text(locale, say),
  } as const;
  // One short reply to its author, under the post itself.
  if (onlyInvites(turn) && !deleted)
    return {
      ...draft,
      replyTo: warning.messageIds[0],
      publicStub: addressedTo(warning.username, voice.invitation(invited, { locale, key: "public.secret" })),
    };
  return {
    ...draft,
    publicStub: joinParagraphs([
      voice.text(locale, [{ key: deleted ? "group.secret_deleted" : "group.secret_left" }]),
      voice.invitation(invited, { locale, key: "group.secret_invite" }),
    ]),
  };
};
