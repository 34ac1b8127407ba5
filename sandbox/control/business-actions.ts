import { isList } from "../wire/values.ts";
import type { Action } from "./action.ts";
import { needNumber, needText, textField } from "./fields.ts";
import { clientOf, connectionOf, personOf } from "./who.ts";

const business: Action = (world, fields) => {
  const canReply = fields["canReply"] !== false;
  const { id } = personOf(world, fields).connectBusiness({ ...textField(fields, "bot"), canReply });
  return { id };
};

const businessReceive: Action = (world, fields) =>
  connectionOf(world, fields).receive(clientOf(world, fields), needText(fields, "text"));

const businessSay: Action = (world, fields) =>
  connectionOf(world, fields).say(clientOf(world, fields), needText(fields, "text"));

const businessEdit: Action = (world, fields) =>
  connectionOf(world, fields).edit(
    clientOf(world, fields),
    needNumber(fields, "messageId"),
    needText(fields, "text"),
  );

const businessRemove: Action = (world, fields) => {
  const ids = fields["messageIds"];
  const numbers = isList(ids) ? ids.filter((id) => typeof id === "number") : [];
  connectionOf(world, fields).remove(clientOf(world, fields), numbers);
};

const businessEnable: Action = (world, fields) => {
  const connection = connectionOf(world, fields);
  if (fields["enabled"] === false) connection.disable();
  else connection.enable();
};

const businessChat: Action = (world, fields) => ({
  messages: connectionOf(world, fields).chat(clientOf(world, fields)).messages,
});

export const businessActions = {
  business,
  businessReceive,
  businessSay,
  businessEdit,
  businessRemove,
  businessEnable,
  businessChat,
} as const satisfies Readonly<Record<string, Action>>;
