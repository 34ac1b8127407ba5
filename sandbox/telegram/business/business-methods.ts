import { isList } from "../../wire/values.ts";
import { badRequest } from "../api-error.ts";
import type { Call, Method } from "../method.ts";
import { stringParam, structureParam } from "../params.ts";
import type { BusinessConnection } from "./business-connection.ts";

/** The connection that a call names; undefined when it names none. */
export const connectionOf = ({ bot, params }: Call): BusinessConnection | undefined => {
  const id = stringParam(params, "business_connection_id");
  if (id === "") return undefined;
  const connection = bot.business.get(id);
  if (!connection) throw badRequest("business connection not found");
  if (!connection.enabled) throw badRequest("BUSINESS_CONNECTION_INVALID");
  return connection;
};

const needed = (call: Call): BusinessConnection => {
  const connection = connectionOf(call);
  if (!connection) throw badRequest("business connection not found");
  return connection;
};

/** Asked for even when it is disabled: that is what one wants to know. */
const getBusinessConnection: Method = ({ bot, params }) => {
  const connection = bot.business.get(stringParam(params, "business_connection_id"));
  if (!connection) throw badRequest("business connection not found");
  return connection.wire;
};

const readBusinessMessage: Method = (call) => {
  needed(call);
  return true;
};

const deleteBusinessMessages: Method = (call) => {
  const ids = structureParam(call.params, "message_ids");
  const connection = needed(call);
  if (!isList(ids) || ids.length === 0) throw badRequest("message identifiers are not specified");
  for (const chat of connection.chats)
    for (const id of ids) {
      const message = typeof id === "number" ? chat.find(id) : undefined;
      if (message && message.deletedAt === undefined) chat.change(message, { deletedAt: call.clock.now() });
    }
  return true;
};

export const businessMethods: Readonly<Record<string, Method>> = {
  getBusinessConnection,
  readBusinessMessage,
  deleteBusinessMessages,
};
