import type { Stage, StageResult } from "../domain/turn.ts";
import { isOldNews, spokenIn } from "./act.ts";

const ignored = (reason: string): StageResult => ({
  findings: [{ name: reason }],
  decision: { kind: "ignore", reason },
  stop: true,
});

/** What is not to be answered: bots, ourselves, edits of what was answered, and for now everybody in a group. */
export const createModerate = (): Stage => ({
  name: "moderate",
  run: (turn) => {
    const { conversation, person, account } = turn;
    if (conversation.kind === "group") return ignored("group_later");
    if (person?.role === "bot") return ignored("bot");
    const ours = account.handle.replace(/^@/, "").toLowerCase();
    if (person?.username !== undefined && person.username.toLowerCase() === ours)
      return ignored("own_account");
    const spoken = spokenIn(turn);
    if (spoken.length > 0 && spoken.every(({ message }) => message.author.role === "bot"))
      return ignored("bot");
    const isForBot = conversation.owner === "bot" || conversation.owner === "closed";
    return isForBot && isOldNews(turn) ? ignored("edit_of_answered") : {};
  },
});
