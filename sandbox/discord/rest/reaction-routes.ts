import { react } from "../world/react.ts";
import { channelOf, messageOf, needRight, nothing, type Operation, pathOf, type Routes } from "./route.ts";

const setReaction =
  (has: boolean): Operation =>
  (call) => {
    const channel = channelOf(call);
    needRight(call, channel, "ReadMessageHistory");
    const message = messageOf(call, channel);
    if (has) needRight(call, channel, "AddReactions");
    const { user } = call.application;
    react(call.world, message, { user, emoji: pathOf(call, "emoji"), has });
    return nothing;
  };

const own = "/channels/:channel/messages/:message/reactions/:emoji/@me";

export const reactionRoutes: Routes = {
  [`PUT ${own}`]: ["add_my_message_reaction", setReaction(true)],
  [`DELETE ${own}`]: ["delete_my_message_reaction", setReaction(false)],
};
