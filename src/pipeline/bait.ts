import type { EffectDraft } from "../domain/effect.ts";
import { nativeConversationId } from "../domain/ids.ts";
import type { StageResult, Turn } from "../domain/turn.ts";
import { mayDo, tellModerators } from "./rights.ts";
import { printFindings, type SecretsFound } from "./secrets.ts";
import type { Tools } from "./tools.ts";

/**
 * Whether a secret in a group may be the bait of a swindle: the recovery phrase of a wallet that seems to hold
 * something, posted so that others pay its fees. Nobody else's phrase is posted by who has only just come.
 */
export const mayBeBait = (turn: Turn, { warnings }: SecretsFound): boolean =>
  turn.conversation.kind === "group" && warnings.some(({ kinds }) => kinds.includes("seed_phrase"));

/** Deleted without a word in the group; whoever posted it is no victim. What stays there all are warned of. */
export const removeBait = (
  turn: Turn,
  { found, tools }: { found: SecretsFound; tools: Tools },
): StageResult => {
  const isRemoved = mayDo(turn, "delete_messages");
  const ids = found.warnings.flatMap(({ messageIds }) => messageIds);
  const deletions: readonly EffectDraft[] = ids.map((messageId) => ({
    kind: "message.delete",
    lane: "guard",
    priority: "protect",
    messageId,
  }));
  const group = nativeConversationId(turn.conversation.id);
  const { voice } = tools;
  const publicWarning: readonly EffectDraft[] = [
    {
      kind: "message.send",
      lane: "guard",
      priority: "protect",
      visibility: "public",
      content: voice.text(voice.localeOf(turn), [{ key: "group.bait_left" }]),
    },
  ];
  const key = isRemoved ? "moderators.bait" : "moderators.bait_left";
  return {
    findings: [
      { name: "bait", detail: found.warnings.flatMap(({ kinds }) => kinds).join(",") },
      ...printFindings(found),
    ],
    effects: [
      ...(isRemoved ? deletions : publicWarning),
      ...tellModerators(turn, { say: [{ key, args: { group } }], tools }),
    ],
    overwrite: found.overwrite,
    drop: found.drop,
    decision: { kind: "ignore", reason: "bait" },
    stop: true,
  };
};
