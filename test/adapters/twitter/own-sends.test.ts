import { expect, it } from "vitest";
import { ApiFailure } from "../../../adapters/twitter/api-failure.ts";
import { deliver } from "../../../adapters/twitter/deliver.ts";
import { leastIdAt } from "../../../adapters/twitter/native.ts";
import { RecordingSink } from "../../contract/adapter-harness.ts";
import {
  aPerson,
  aRawEvent,
  aRawMessage,
  aSendMessage,
  builtAt,
  builtConversationId,
} from "../../support/builders.ts";
import { aPort } from "./a-port.ts";

const signal = new AbortController().signal;
/** What comes of "hello" when X answers with a failure, and has told of a message of ours before. */
const sentThough = async (status: number, echo: string) => {
  const message = aRawMessage({ id: leastIdAt(builtAt), text: echo, author: aPerson({ role: "staff" }) });
  const { port } = aPort(() => builtAt, {
    onSend: () => {
      void port.ownSends.leaveOut([aRawEvent({ message })], new RecordingSink());
      throw new ApiFailure("no success", { status });
    },
  });
  const effect = aSendMessage({ conversationId: builtConversationId, content: { text: "hello", spans: [] } });
  return deliver(port, { effect, buttons: [], signal });
};

it.each([429, 401, 500, 503])(
  "pain 2: what X has told of is sent, though the answer to its send was %d",
  async (status) => {
    expect(await sentThough(status, "hello")).toMatchObject({ messageIds: [leastIdAt(builtAt)] });
  },
);

it.each([429, 401, 500, 503])("what X has told of with other words is none of it (%d)", async (status) => {
  await expect(sentThough(status, "hello, I am Jo")).rejects.toThrow("no success");
});
