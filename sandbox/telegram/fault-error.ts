import type { FaultOrder } from "../wire/faults.ts";
import { ApiError, badRequest, movedTo, tooManyRequests } from "./api-error.ts";

const rightWords: Readonly<Record<string, string>> = {
  deletemessage: "message can't be deleted",
  deletemessages: "message can't be deleted",
  banchatmember: "not enough rights to restrict/unrestrict chat member",
  unbanchatmember: "not enough rights to restrict/unrestrict chat member",
  restrictchatmember: "not enough rights to restrict/unrestrict chat member",
  sendphoto: "not enough rights to send photos to the chat",
  senddocument: "not enough rights to send documents to the chat",
  approvechatjoinrequest: "not enough rights to manage chat invite link",
  declinechatjoinrequest: "not enough rights to manage chat invite link",
};

/** What an ordered fault answers instead of carrying a call out; undefined when it does not answer. */
export const faultError = (fault: FaultOrder, method: string): ApiError | undefined => {
  switch (fault.kind) {
    case "rate_limited":
      return tooManyRequests(fault.retryAfterS ?? 1);
    case "server_error":
      return new ApiError(
        fault.status ?? 502,
        fault.status === 500 ? "Internal Server Error" : "Bad Gateway",
      );
    case "refused":
      return new ApiError(fault.status ?? 400, fault.description ?? "Bad Request: refused");
    case "no_rights":
      return badRequest(
        rightWords[method.toLowerCase()] ?? "not enough rights to send text messages to the chat",
      );
    case "topic_deleted":
      return badRequest(fault.description ?? "message thread not found");
    case "migrated":
      return movedTo(fault.to ?? -1_000_000_000_001);
    default:
      return undefined;
  }
};
