import { timeOf } from "./dom.js";

const seconds = (ms) => (ms < 10_000 ? (ms / 1_000).toFixed(1) : String(Math.round(ms / 1_000)));
const number = (value) => value.toLocaleString("en");

const left = ({ limit, used }) => limit - used;

/** What is left of an allowance that has ended is all of it. */
const asOf =
  (now) =>
  ({ used, endsAt, ...facts }) =>
    endsAt === undefined || endsAt <= now ? { ...facts, used: 0 } : { ...facts, used, endsAt };

/** How long the newest answer took: from the message that it follows. undefined while there is none. */
const lastDelay = (messages, accountId) => {
  const answer = messages.findLastIndex(
    ({ senderId }, n) => senderId === accountId && n > 0 && messages[n - 1].senderId !== accountId,
  );
  return answer < 0 ? undefined : messages[answer].at - messages[answer - 1].at;
};

/** What X lets the account still send, and how long people wait, in a sentence. */
export const allowanceWords = ({ allowance, messages, accountId, now }) => {
  if (allowance.length === 0) return "X's allowances are switched off in this sandbox.";
  const [window, ...days] = allowance.map(asOf(now));
  const [day] = days.toSorted((a, b) => left(a) - left(b));
  const used = `Sent ${number(window.used)} of ${number(window.limit)} in 15 min, ${number(day.used)} of ${number(day.limit)} in 24 h`;
  const spent = [day, window].find((each) => left(each) <= 0);
  if (spent) return `${used}. Used up: the next message goes at ${timeOf(spent.endsAt)}.`;
  const delay = lastDelay(messages, accountId);
  return delay === undefined ? `${used}.` : `${used}. The last answer took ${seconds(delay)} s.`;
};
