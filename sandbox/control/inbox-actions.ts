import type { Person } from "../twitter/people/person.ts";
import type { Action, ControlWorld } from "./action.ts";
import { needText } from "./fields.ts";
import { accountView, dmView, postView } from "./twitter-view.ts";
import { deskView } from "./view.ts";

const messagesShown = 200;

const personOf = ({ twitter }: ControlWorld, id: string): Person => {
  const found = twitter.people.find((known) => known.id === id);
  if (!found) throw new Error(`There is no person ${id}.`);
  return found;
};

/** The account's public post of the page; as it is when it is there. */
const openInbox: Action = ({ twitter }, fields) => {
  const text = needText(fields, "post");
  const [account] = twitter.accounts;
  if (account && !account.posts.some((known) => known.text === text)) account.post(text);
};

/** All that the page shows at once of X, for one person. */
const inbox: Action = (world, fields) => {
  const { twitter, desk, clock } = world;
  const [account] = twitter.accounts;
  const person = personOf(world, needText(fields, "person"));
  const post = account?.posts.find(({ text }) => text === fields["post"]);
  return {
    now: clock.now(),
    platform: "twitter",
    account: account && accountView(account),
    allowance: account && twitter.allowance(account),
    dm: account && {
      blocked: person.user.blocks.has(account.id),
      messages: person.conversation({ to: account }).messages.slice(-messagesShown).map(dmView),
    },
    thread: post && twitter.thread(post.id).slice(0, messagesShown).map(postView),
    faults: twitter.faults.open,
    desk: deskView(desk),
  };
};

export const inboxActions = { openInbox, inbox } as const satisfies Readonly<Record<string, Action>>;
