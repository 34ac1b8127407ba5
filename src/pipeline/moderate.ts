import type { Stage, StageResult } from "../domain/turn.ts";
import { spokenIn } from "./act.ts";

const ignored = (reason: string): StageResult => ({
  findings: [{ name: reason }],
  decision: { kind: "ignore", reason },
  stop: true,
});

/** Who is not to be answered: bots, ourselves, and for now everybody in a group. */
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
    return spoken.length > 0 && spoken.every(({ message }) => message.author.role === "bot")
      ? ignored("bot")
      : {};
  },
});
