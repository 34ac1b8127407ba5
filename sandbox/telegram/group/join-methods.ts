import { badRequest } from "../api-error.ts";
import type { Call, Method } from "../method.ts";
import { integerParam, stringParam } from "../params.ts";
import type { Group } from "./group.ts";
import { groupWith } from "./group-methods.ts";
import type { JoinRequest } from "./join-request.ts";
import { isPresent } from "./rights.ts";

const tooLate = "query is too old and response timeout expired or query ID is invalid";

const decide = (group: Group, request: JoinRequest, answer: "approve" | "decline"): void => {
  request.settle(answer);
  if (answer === "approve") group.join(request, { via_join_request: true });
};

const decideByUser = (call: Call, answer: "approve" | "decline"): boolean => {
  const group = groupWith(call, "can_invite_users");
  const userId = integerParam(call.params, "user_id");
  const request = group.joinRequests.findLast(({ user, isUndecided }) => isUndecided && user.id === userId);
  const member = userId === undefined ? undefined : group.member(userId);
  if (member && isPresent(member)) throw badRequest("USER_ALREADY_PARTICIPANT");
  if (!request) throw badRequest("HIDE_REQUESTER_MISSING");
  decide(group, request, answer);
  return true;
};

const approveChatJoinRequest: Method = (call) => decideByUser(call, "approve");
const declineChatJoinRequest: Method = (call) => decideByUser(call, "decline");

const answerChatJoinRequestQuery: Method = ({ bot, params }) => {
  const id = stringParam(params, "chat_join_request_query_id");
  const answer = stringParam(params, "result");
  if (answer !== "approve" && answer !== "decline" && answer !== "queue")
    throw badRequest("wrong result specified");
  for (const group of bot.groups.values()) {
    const request = group.joinRequests.find((candidate) => candidate.id === id);
    if (!request) continue;
    if (!request.isAsking) break;
    if (answer === "queue") request.settle("queue");
    else decide(group, request, answer);
    return true;
  }
  throw badRequest(tooLate);
};

export const joinMethods: Readonly<Record<string, Method>> = {
  approveChatJoinRequest,
  declineChatJoinRequest,
  answerChatJoinRequestQuery,
};
