import type { FaultOrder, RefusalReason } from "../../wire/faults.ts";
import { type ApiError, coded, forbidden, problem } from "./api-error.ts";
import { tooMany } from "./limits.ts";

/** X's refusals by name. */
const refusals: Readonly<Record<RefusalReason, () => ApiError>> = {
  plan: () =>
    problem(403, {
      title: "Client Forbidden",
      detail:
        "When authenticating requests to the X API v2 endpoints, you must use keys and tokens from a developer App that is attached to a Project. You can create a project via the developer portal.",
      kind: "client-forbidden",
      more: { reason: "client-not-enrolled", required_enrollment: "Appropriate Level of API Access" },
    }),
  credits: () =>
    problem(402, {
      title: "CreditsDepleted",
      detail: "Your enrolled account does not have any credits to fulfill this request.",
      kind: "credits",
    }),
  app_permissions: () =>
    problem(403, {
      title: "Forbidden",
      detail:
        "Your client app is not configured with the appropriate oauth1 app permissions for this endpoint.",
      kind: "oauth1-permissions",
    }),
  not_permitted: () => forbidden("You do not have permission to DM one or more participants."),
  closed: () => coded(403, 349, "You cannot send messages to this user."),
  not_following: () => coded(403, 150, "You cannot send messages to users who are not following you."),
  duplicate: () => forbidden("You are not allowed to create a Post with duplicate content."),
  suspended: () => coded(403, 64, "Your account is suspended and is not permitted to access this feature."),
  locked: () =>
    coded(
      403,
      326,
      "To protect our users from spam and other malicious activity, this account is temporarily locked.",
    ),
};

/** What an ordered fault answers instead of carrying a request out; undefined when it does not answer. */
export const faultError = (fault: FaultOrder, nowMs: number): ApiError | undefined => {
  switch (fault.kind) {
    case "rate_limited":
      return tooMany({
        "x-rate-limit-limit": "15",
        "x-rate-limit-remaining": "0",
        "x-rate-limit-reset": String(Math.ceil(nowMs / 1_000) + (fault.retryAfterS ?? 1)),
      });
    case "server_error": {
      const status = fault.status ?? 503;
      return problem(status, { title: "Service Unavailable", detail: "Service Unavailable" });
    }
    case "refused":
      if (fault.reason) return refusals[fault.reason]();
      return problem(fault.status ?? 400, { title: "Refused", detail: fault.description ?? "Refused" });
    case "no_rights":
      return refusals.not_permitted();
    default:
      return undefined;
  }
};
