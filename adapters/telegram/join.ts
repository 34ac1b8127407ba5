import type { Receipt } from "../../src/domain/delivery.ts";
import type { AnswerJoin } from "../../src/domain/effect.ts";
import { nativeNumber, readAddress } from "./address.ts";
import type { Api } from "./api.ts";
import { ApiFailure } from "./api-failure.ts";
import { unlessDone } from "./unless-done.ts";

interface JoinJob {
  readonly api: Api;
  readonly effect: AnswerJoin;
  readonly signal: AbortSignal;
}

/** Somebody answered before us, or the person took the request back. */
const noRequest = /HIDE_REQUESTER_MISSING/i;
const isIn = /USER_ALREADY_PARTICIPANT|HIDE_REQUESTER_MISSING/i;

const answerRequest = async ({ api, effect, signal }: JoinJob) => {
  const { chatId } = readAddress(effect.conversationId);
  const payload = { chat_id: chatId, user_id: nativeNumber(effect.nativePersonId, "user") };
  const call = effect.accept
    ? api.deliver("approveChatJoinRequest", payload, signal)
    : api.deliver("declineChatJoinRequest", payload, signal);
  await unlessDone(call, effect.accept ? isIn : noRequest);
};

/** Telegram no longer waits for the answer to the query, or its server is too old to know of queries. */
const queryIsOver = (error: unknown): boolean =>
  error instanceof ApiFailure && (error.status === 400 || error.status === 404);

/** Lets a person in or not. A query is answered as one while Telegram waits for it; then the request is. */
export const answerJoin = async (job: JoinJob): Promise<Receipt> => {
  const { api, effect, signal } = job;
  const { queryId, accept } = effect;
  const receipt = { messageIds: [] };
  if (queryId === undefined) {
    await answerRequest(job);
    return receipt;
  }
  const payload = { chat_join_request_query_id: queryId, result: accept ? "approve" : "decline" };
  try {
    await api.deliver("answerChatJoinRequestQuery", payload, signal);
  } catch (error) {
    if (!queryIsOver(error)) throw error;
    await answerRequest(job);
  }
  return receipt;
};
