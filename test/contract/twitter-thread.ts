import type { TwitterSandbox } from "../../sandbox/twitter/twitter-sandbox.ts";
import { conversationId } from "../../src/domain/ids.ts";
import { builtAccountId } from "../support/builders.ts";
import type { ArrivedMessage, HarnessGroup } from "./adapter-harness.ts";

type Person = ReturnType<TwitterSandbox["person"]>;

/** A public thread that a person has begun, in which they name us. */
export const openTwitterThread = (parts: {
  readonly twitter: TwitterSandbox;
  readonly mia: Person;
  readonly handle: string;
  passTime(ms: number): void;
}): HarnessGroup => {
  const { twitter, mia, handle } = parts;
  const root = mia.post("What a day");
  const toArrived = (id: string, text: string): ArrivedMessage => ({
    id,
    text,
    formatted: false,
    buttons: [],
    files: [],
  });
  const asked = mia.post(`Anybody there, @${handle}?`, { replyTo: root });
  // Before anybody listens.
  parts.passTime(1000);
  return {
    conversationId: conversationId(builtAccountId, `post:${root.id}`),
    replyTo: asked.id,
    say: (text) => void mia.post(text.includes("@") ? text : `${text} @${handle}`, { replyTo: root }),
    said: (text) => `${text} @${handle}`,
    arrived: () => twitter.account().posts.map(({ id, text }) => toArrived(id, text)),
    standing: () => "free",
    leave: () => {},
    askToJoin: () => () => "waiting",
    removeUs: () => {
      asked.deleted = true;
    },
  };
};
