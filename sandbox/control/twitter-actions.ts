import type { Account } from "../twitter/people/account.ts";
import type { Person } from "../twitter/people/person.ts";
import type { Conversation } from "../twitter/world/conversation.ts";
import { type Fields, stringOf } from "../wire/values.ts";
import type { Action, ControlWorld } from "./action.ts";
import { faultOrder, filesOf, needNumber, needText, numberField, textField, textsOf } from "./fields.ts";
import { accountView, dmView, postView, webhookView } from "./twitter-view.ts";

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

const addAccount: Action = ({ twitter }, fields) => {
  const consumerKey = stringOf(fields["consumerKey"]);
  const app = twitter.apps.find((known) => known.consumerKey === consumerKey);
  return accountView(
    twitter.addAccount({
      ...(app && { app }),
      username: needText(fields, "username"),
      accessToken: needText(fields, "accessToken"),
      accessSecret: needText(fields, "accessSecret"),
      ...textField(fields, "name"),
      ...textField(fields, "id"),
    }),
  );
};

const person: Action = ({ twitter }, fields) => {
  const { user } = twitter.person({
    name: needText(fields, "name"),
    ...textField(fields, "id"),
    ...textField(fields, "username"),
  });
  return { id: user.id, name: user.name, username: user.username };
};

/** A group by its id, or the person's conversation with the account. */
const conversationOf = (world: ControlWorld, fields: Fields): Conversation => {
  const id = stringOf(fields["conversation"]);
  if (id !== undefined) return world.twitter.conversation(id);
  return personOf(world, fields).conversation(toAccount(world, fields));
};

const say: Action = (world, fields) =>
  dmView(
    personOf(world, fields).say(needText(fields, "text"), {
      in: conversationOf(world, fields),
      files: filesOf(fields["files"]),
    }),
  );

const group: Action = (world, fields) => {
  const others = (textsOf(fields["others"]) ?? []).map((wanted) => personOf(world, { person: wanted }));
  return { id: personOf(world, fields).group([accountOf(world, fields), ...others]).id };
};

const post: Action = (world, fields) => {
  const wanted = stringOf(fields["replyTo"]);
  const replyTo = wanted === undefined ? undefined : world.twitter.post(wanted);
  return postView(personOf(world, fields).post(needText(fields, "text"), { ...(replyTo && { replyTo }) }));
};

/** The account's owner types in X's app. */
const accountSay: Action = (world, fields) =>
  dmView(accountOf(world, fields).say(needText(fields, "text"), { to: conversationOf(world, fields) }));

const accountPost: Action = (world, fields) =>
  postView(accountOf(world, fields).post(needText(fields, "text")));

const messages: Action = (world, fields) => {
  const { participants, messages: said } = conversationOf(world, fields);
  return { participants: [...participants], messages: said.map(dmView) };
};

const waitForReplies: Action = async (world, fields) => {
  const replies = await conversationOf(world, fields).waitForReplies(
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

const vanish: Action = (world, fields) => {
  const how = (["suspended", "gone"] as const).find((known) => known === fields["how"]);
  if (!how) throw new Error("how must be suspended or gone.");
  personOf(world, fields).vanish(how);
};

export const twitterActions = {
  address: ({ twitter }) => ({ port: twitter.port, authority: twitter.authority }),
  addApp,
  addAccount,
  accounts: ({ twitter }) => ({ accounts: twitter.accounts.map(accountView) }),
  person,
  say,
  post,
  accountSay,
  accountPost,
  messages,
  inbox: (world, fields) => ({ messages: personOf(world, fields).inbox.map(dmView) }),
  group,
  leave: (world, fields) => personOf(world, fields).leave(conversationOf(world, fields)),
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
  tell: (world, fields) =>
    world.twitter.tell({
      name: needText(fields, "name"),
      payload: fields["payload"],
      ...toAccount(world, fields),
    }),
  webhooks: ({ twitter }) => ({ webhooks: [...twitter.hub.webhooks.values()].map(webhookView) }),
  validateWebhooks: ({ twitter }) => twitter.hub.validateDue(),
  allowance: (world, fields) => ({ allowance: world.twitter.allowance(accountOf(world, fields)) }),
  fault: ({ twitter }, fields) => ({ id: twitter.fault(faultOrder(fields)).id }),
  cancelFault: ({ twitter }, fields) => twitter.faults.cancel(needNumber(fields, "id")),
  clearFaults: ({ twitter }) => twitter.faults.clear(),
  requests: ({ twitter }) => ({ requests: twitter.requests }),
  counts: ({ twitter }) => twitter.counts,
  overAllowance: ({ twitter }) => ({ refused: twitter.overAllowance }),
} as const satisfies Readonly<Record<string, Action>>;
