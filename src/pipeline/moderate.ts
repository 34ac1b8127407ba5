import type { Stage, StageResult, Turn } from "../domain/turn.ts";
import { isByStaff, isOldNews, spokenIn } from "./act.ts";
import { keepFiles } from "./files.ts";
import { answerJoin } from "./joins.ts";
import { changeRights } from "./rights.ts";
import { giveWayToStaff } from "./staff.ts";
import { isAnsweredBefore, isForAnother, summonsIn } from "./summons.ts";
import type { Tools } from "./tools.ts";

const ignored = (reason: string): StageResult => ({
  findings: [{ name: reason }],
  decision: { kind: "ignore", reason },
  stop: true,
});

/** What a human of the account types in the platform's app comes under the account's own name. */
const isOurselves = (turn: Turn): boolean => {
  const { person, account } = turn;
  if (spokenIn(turn).some(({ message }) => isByStaff(turn, message))) return false;
  const ours = account.handle.replace(/^@/, "").toLowerCase();
  return person?.username !== undefined && person.username.toLowerCase() === ours;
};

const isByBot = (turn: Turn): boolean => {
  const spoken = spokenIn(turn);
  return (
    turn.person?.role === "bot" ||
    (spoken.length > 0 && spoken.every(({ message }) => message.author.role === "bot"))
  );
};

/** In a group whoever summons us is answered, be it a member or a moderator; of several accounts one answers. */
const moderateGroup = (turn: Turn, { settings }: Tools): StageResult => {
  if (summonsIn(turn) === undefined) return ignored("not_summoned");
  if (isForAnother(turn, settings.allowedHandles)) return ignored("other_account");
  if (turn.late) return ignored("late_in_group");
  return isAnsweredBefore(turn) ? ignored("edit_of_answered") : {};
};

const moderateDirect = (turn: Turn): StageResult => {
  const withStaff = giveWayToStaff(turn);
  if (withStaff !== undefined) return withStaff;
  const effects = keepFiles(turn);
  const { owner } = turn.conversation;
  const isForBot = owner === "bot" || owner === "closed";
  return isForBot && isOldNews(turn) ? { ...ignored("edit_of_answered"), effects } : { effects };
};

/** What is not to be answered, and what groups need: bots, ourselves, what was answered, who may join, what we may do. */
export const createModerate = (tools: Tools): Stage => ({
  name: "moderate",
  run: (turn) => {
    const [event] = turn.events;
    switch (event.kind) {
      case "rights.changed":
        return changeRights(turn, { event, tools });
      case "join.requested":
        return answerJoin(turn, { event, joinPolicy: tools.joinPolicy });
      case "message.created":
      case "message.edited":
      case "command.called":
      case "button.pressed":
      case "form.submitted":
        if (isByBot(turn)) return ignored("bot");
        if (isOurselves(turn)) return ignored("own_account");
        return turn.conversation.kind === "group" ? moderateGroup(turn, tools) : moderateDirect(turn);
      default:
        return {};
    }
  },
});
