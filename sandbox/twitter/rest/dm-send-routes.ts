import { Answer } from "../../wire/answer.ts";
import { type Fields, fieldsOf, isFields, isList, stringOf } from "../../wire/values.ts";
import type { Conversation } from "../world/conversation.ts";
import type { DmEvent, User } from "../world/types.ts";
import { coded, forbidden, invalid, notFound, problem } from "./api-error.ts";
import { takeMedia } from "./media-routes.ts";
import { type Call, conversationOf, pathOf, type Routes, userOf } from "./route.ts";

/** X's apps refuse more; the API's description names no bound. */
const longestText = 10_000;

const created = ({ id, conversationId }: DmEvent) =>
  new Answer(201, { data: { dm_conversation_id: conversationId, dm_event_id: id } });

/** Throws when X would not bring a message from one user to another. */
const checkReach = (from: User, to: User): void => {
  if (to.standing === "gone") throw notFound("user", "participant_id", to.id);
  if (to.standing === "suspended" || to.blocks.has(from.id) || from.blocks.has(to.id))
    throw forbidden("You do not have permission to DM one or more participants.");
  if (to.dmsClosed) throw coded(403, 349, "You cannot send messages to this user.");
};

const textOf = (message: Fields): string => {
  const text = message["text"];
  if (text === undefined) return "";
  if (typeof text !== "string" || text === "")
    throw invalid("text", text, "$.text: must be at least 1 characters long");
  if (text.length > longestText)
    throw invalid("text", "…", `$.text: must be at most ${longestText} characters long`);
  return text;
};

/** Says what a request holds. */
const say = (call: Call, conversation: Conversation, given: unknown): DmEvent => {
  if (!isFields(given))
    throw problem(400, { title: "Invalid Request", detail: "The body is no JSON.", kind: "invalid-request" });
  const attachments = isList(given["attachments"]) ? given["attachments"] : [];
  const text = textOf(given);
  if (text === "" && attachments.length === 0)
    throw invalid("text", "", "At least one of `text`, `attachments` is required.");
  if (attachments.length > 1)
    throw invalid("attachments", attachments.length, "Only one attachment is supported.");
  const mediaId = stringOf(fieldsOf(attachments[0])["media_id"]);
  const media = mediaId === undefined ? undefined : takeMedia(call, mediaId);
  return call.world.dm(conversation, { from: userOf(call), text, media, by: "api" });
};

const toParticipant = (call: Call) => {
  const { world } = call;
  const id = pathOf(call, "participant");
  const to = world.users.get(id);
  if (!to) throw notFound("user", "participant_id", id);
  const from = userOf(call);
  if (to === from) throw forbidden("You cannot send messages to yourself.");
  checkReach(from, to);
  return created(say(call, world.direct(from.id, id), call.body));
};

const toConversation = (call: Call) => {
  const conversation = conversationOf(call, pathOf(call, "conversation"));
  const from = userOf(call);
  if (!conversation.isGroup)
    for (const id of conversation.participants) {
      const to = call.world.users.get(id);
      if (to && to !== from) checkReach(from, to);
    }
  return created(say(call, conversation, call.body));
};

const newGroup = (call: Call) => {
  const body = fieldsOf(call.body);
  const ids = isList(body["participant_ids"]) ? body["participant_ids"].map(String) : [];
  if (body["conversation_type"] !== "Group")
    throw invalid("conversation_type", body["conversation_type"], "$.conversation_type: must be Group");
  if (ids.length < 2)
    throw invalid("participant_ids", ids.length, "$.participant_ids: must have at least 2 items");
  for (const id of ids) {
    const to = call.world.users.get(id);
    if (!to) throw notFound("user", "participant_ids", id);
    checkReach(userOf(call), to);
  }
  return created(say(call, call.world.group(userOf(call), ids), body["message"]));
};

const send = (run: (call: Call) => unknown) => ({ access: "user", group: "dm_send", run }) as const;

export const dmSendRoutes = {
  "POST /2/dm_conversations/with/:participant/messages": [
    "createDirectMessagesByParticipantId",
    send(toParticipant),
  ],
  "POST /2/dm_conversations/:conversation/messages": [
    "createDirectMessagesByConversationId",
    send(toConversation),
  ],
  "POST /2/dm_conversations": ["createDirectMessagesConversation", send(newGroup)],
} as const satisfies Routes;
