import type { FaultOrder } from "../../wire/faults.ts";
import type { Upload } from "../../wire/multipart.ts";
import type { Routes as NamedRoutes } from "../../wire/router.ts";
import type { WebhookHub } from "../webhook/webhook-hub.ts";
import type { Conversation } from "../world/conversation.ts";
import type { User } from "../world/types.ts";
import type { World } from "../world/world.ts";
import { forbidden, notFound, problem } from "./api-error.ts";
import type { Caller } from "./oauth.ts";

export interface Call {
  readonly world: World;
  readonly hub: WebhookHub;
  readonly caller: Caller;
  readonly path: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly body: unknown;
  /** Files of a form, by name. */
  readonly files: ReadonlyMap<string, Upload>;
  readonly fault: FaultOrder | undefined;
}

/** Who may call: a user through an app, the app for itself, or both. */
export type Access = "user" | "app" | "either";

/** Which allowance a call is counted against; calls of a group share it. */
export type LimitGroup =
  | "dm_send"
  | "dm_read"
  | "dm_delete"
  | "media"
  | "post"
  | "post_delete"
  | "post_read"
  | "user_read"
  | "webhook";

export interface Operation {
  readonly access: Access;
  readonly group: LimitGroup;
  /** Parameters behind the question mark; any other is refused. */
  readonly query?: readonly string[];
  /** Returns what is answered with 200, or an Answer, or throws an ApiError. */
  readonly run: (call: Call) => unknown;
}

export type Routes = NamedRoutes<Operation>;

export const pathOf = ({ path }: Call, name: string): string => path[name] ?? "";

/** The user for whom the app calls. */
export const userOf = ({ caller }: Call): User => {
  if (!caller.user) throw wrongAccess("user");
  return caller.user;
};

/** Refuses a caller of the wrong kind. */
export const wrongAccess = (access: Access) => {
  const used = access === "user" ? "OAuth 2.0 Application-Only" : "OAuth 1.0a User Context";
  const wanted =
    access === "user" ? "OAuth 1.0a User Context, OAuth 2.0 User Context" : "OAuth 2.0 Application-Only";
  return problem(403, {
    title: "Unsupported Authentication",
    detail: `Authenticating with ${used} is forbidden for this endpoint.  Supported authentication types are [${wanted}].`,
    kind: "unsupported-authentication",
  });
};

/** A conversation that the caller takes part in. */
export const conversationOf = (call: Call, id: string): Conversation => {
  const conversation = call.world.conversations.get(id);
  if (!conversation) throw notFound("dm_conversation", "dm_conversation_id", id);
  if (!conversation.participants.has(userOf(call).id))
    throw forbidden("You are not a participant of this conversation.");
  return conversation;
};

/** A list in a parameter, such as `dm_event.fields`. */
export const listOf = ({ query }: Call, name: string): readonly string[] =>
  (query.get(name) ?? "").split(",").filter((value) => value !== "");
