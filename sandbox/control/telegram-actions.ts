import { fieldsOf } from "../wire/values.ts";
import type { Action } from "./action.ts";
import { faultOrder, needNumber, needText, numberField, textField } from "./fields.ts";
import { writeOptions } from "./media-actions.ts";
import { personOf } from "./who.ts";

const addBot: Action = ({ telegram }, fields) =>
  telegram.addBot({
    token: needText(fields, "token"),
    username: needText(fields, "username"),
    ...textField(fields, "name"),
    ...(fields["canReadAllGroupMessages"] === true && { canReadAllGroupMessages: true }),
    ...(fields["topicsInPrivate"] === true && { topicsInPrivate: true }),
  }).user;

const person: Action = ({ telegram }, fields) =>
  telegram.person({
    id: needNumber(fields, "id"),
    firstName: needText(fields, "firstName"),
    ...textField(fields, "username"),
    ...textField(fields, "languageCode"),
  }).user;

const say: Action = (world, fields) =>
  personOf(world, fields).say(needText(fields, "text"), writeOptions(fields));

const edit: Action = (world, fields) =>
  personOf(world, fields).edit(
    needNumber(fields, "messageId"),
    needText(fields, "text"),
    writeOptions(fields),
  );

const remove: Action = (world, fields) =>
  personOf(world, fields).remove(needNumber(fields, "messageId"), writeOptions(fields));

const press: Action = (world, fields) => {
  const { id } = personOf(world, fields).press(needText(fields, "button"), {
    ...writeOptions(fields),
    ...numberField(fields, "messageId"),
  });
  return { id };
};

const privateTopic: Action = (world, fields) => {
  const { id } = personOf(world, fields).topic(needText(fields, "name"), textField(fields, "bot"));
  return { id };
};

const deactivate: Action = (world, fields) => personOf(world, fields).deactivate();
const block: Action = (world, fields) => personOf(world, fields).block(textField(fields, "bot"));
const unblock: Action = (world, fields) => personOf(world, fields).unblock(textField(fields, "bot"));

const inject: Action = ({ telegram }, fields) => ({
  updateId: telegram.inject(fieldsOf(fields["update"]), textField(fields, "bot").bot),
});

const chat: Action = ({ telegram }, fields) => ({
  messages: telegram.chat(needNumber(fields, "chatId"), textField(fields, "bot").bot).messages,
});

const waitForReplies: Action = async ({ telegram }, fields) => ({
  messages: await telegram
    .chat(needNumber(fields, "chatId"), textField(fields, "bot").bot)
    .waitForReplies(needNumber(fields, "replies"), numberField(fields, "timeoutMs").timeoutMs),
});

const webhook: Action = ({ telegram }, fields) => telegram.webhook(textField(fields, "bot").bot);

const fault: Action = ({ telegram }, fields) => ({ id: telegram.fault(faultOrder(fields)).id });
const cancelFault: Action = ({ telegram }, fields) => telegram.faults.cancel(needNumber(fields, "id"));
const clearFaults: Action = ({ telegram }) => telegram.faults.clear();
const requests: Action = ({ telegram }) => ({ requests: telegram.requests });
const counts: Action = ({ telegram }) => telegram.counts;
const overAllowance: Action = ({ telegram }) => ({ refused: telegram.overAllowance });

export const telegramActions = {
  addBot,
  person,
  say,
  edit,
  remove,
  press,
  privateTopic,
  block,
  unblock,
  deactivate,
  inject,
  chat,
  waitForReplies,
  webhook,
  fault,
  cancelFault,
  clearFaults,
  requests,
  counts,
  overAllowance,
} as const satisfies Readonly<Record<string, Action>>;
