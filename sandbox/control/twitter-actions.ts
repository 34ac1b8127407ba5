import type { Account } from "../twitter/people/account.ts";
import type { Person } from "../twitter/people/person.ts";
import { type Fields, fieldsOf, isList, stringOf } from "../wire/values.ts";
import type { Action, ControlWorld } from "./action.ts";
import { faultOrder, fileFields, needNumber, needText, numberField, textField } from "./fields.ts";
import { accountView, dmView, postView } from "./twitter-view.ts";

/** By id or by name; made when there is none. */
const personOf = ({ twitter }: ControlWorld, fields: Fields): Person => {
  const wanted = needText(fields, "person");
  return twitter.people.find(({ id }) => id === wanted) ?? twitter.person({ name: wanted });
};

const accountOf = ({ twitter }: ControlWorld, fields: Fields): Account =>
  twitter.account(stringOf(fields["account"]));

const toAccount = (world: ControlWorld, fields: Fields) => ({ to: accountOf(world, fields) });

const addApp: Action = ({ twitter }, fields) => {
  const consumerKey = needText(fields, "consumerKey");
  const { id } = twitter.addApp({ consumerKey, consumerSecret: needText(fields, "consumerSecret") });
  return { id };
};

const addAccount: Action = ({ twitter }, fields) =>
  accountView(
    twitter.addAccount({
      username: needText(fields, "username"),
      accessToken: needText(fields, "accessToken"),
      accessSecret: needText(fields, "accessSecret"),
      ...textField(fields, "name"),
      ...textField(fields, "id"),
    }),
  );

const person: Action = ({ twitter }, fields) => {
  const { user } = twitter.person({
    name: needText(fields, "name"),
    ...textField(fields, "id"),
    ...textField(fields, "username"),
  });
  return { id: user.id, name: user.name, username: user.username };
};

const say: Action = (world, fields) => {
  const given = fields["files"];
  const files = isList(given) ? given.map(fieldsOf).map(fileFields) : [];
  return dmView(
    personOf(world, fields).say(needText(fields, "text"), { ...toAccount(world, fields), files }),
  );
};

const post: Action = (world, fields) => {
  const wanted = stringOf(fields["replyTo"]);
  const replyTo = wanted === undefined ? undefined : world.twitter.post(wanted);
  return postView(personOf(world, fields).post(needText(fields, "text"), { ...(replyTo && { replyTo }) }));
};

/** The account's owner types in X's app. */
const accountSay: Action = (world, fields) =>
  dmView(accountOf(world, fields).say(needText(fields, "text"), { to: personOf(world, fields) }));

const accountPost: Action = (world, fields) =>
  postView(accountOf(world, fields).post(needText(fields, "text")));

const messagesOf = (world: ControlWorld, fields: Fields) =>
  personOf(world, fields).conversation(toAccount(world, fields));

const messages: Action = (world, fields) => ({ messages: messagesOf(world, fields).messages.map(dmView) });

const waitForReplies: Action = async (world, fields) => {
  const replies = await messagesOf(world, fields).waitForReplies(
    needNumber(fields, "replies"),
    numberField(fields, "timeoutMs").timeoutMs,
  );
  return { messages: replies.map(dmView) };
};

const waitForPosts: Action = async (world, fields) => {
  const posts = await accountOf(world, fields).waitForPosts(
    needNumber(fields, "posts"),
    numberField(fields, "timeoutMs").timeoutMs,
  );
  return { posts: posts.map(postView) };
};

const vanish: Action = (world, fields) =>
  personOf(world, fields).vanish(fields["how"] === "suspended" ? "suspended" : "gone");

export const twitterActions = {
  addApp,
  addAccount,
  person,
  say,
  post,
  accountSay,
  accountPost,
  messages,
  waitForReplies,
  waitForPosts,
  sayEncrypted: (world, fields) => personOf(world, fields).sayEncrypted(toAccount(world, fields)),
  block: (world, fields) => personOf(world, fields).block(toAccount(world, fields)),
  unblock: (world, fields) => personOf(world, fields).unblock(toAccount(world, fields)),
  closeDms: (world, fields) => personOf(world, fields).closeDms(),
  openDms: (world, fields) => personOf(world, fields).openDms(),
  vanish,
  comeBack: (world, fields) => personOf(world, fields).comeBack(),
  revoke: (world, fields) => accountOf(world, fields).revoke(),
  grantAgain: (world, fields) => accountOf(world, fields).grantAgain(),
  allowance: (world, fields) => ({ allowance: world.twitter.allowance(accountOf(world, fields)) }),
  fault: ({ twitter }, fields) => ({ id: twitter.fault(faultOrder(fields)).id }),
  cancelFault: ({ twitter }, fields) => twitter.faults.cancel(needNumber(fields, "id")),
  clearFaults: ({ twitter }) => twitter.faults.clear(),
  requests: ({ twitter }) => ({ requests: twitter.requests }),
  counts: ({ twitter }) => twitter.counts,
  overAllowance: ({ twitter }) => ({ refused: twitter.overAllowance }),
} as const satisfies Readonly<Record<string, Action>>;
