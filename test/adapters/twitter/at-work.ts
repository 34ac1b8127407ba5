import { onTestFinished } from "vitest";
import type { TwitterFields } from "../../../adapters/twitter/config.ts";
import { createTwitterAdapter } from "../../../adapters/twitter/index.ts";
import type { Delivery } from "../../../src/domain/adapter.ts";
import { conversationId, effectId, eventId } from "../../../src/domain/ids.ts";
import { RecordingSink } from "../../contract/adapter-harness.ts";
import { anAccount, aSendMessage, builtAccountId } from "../../support/builders.ts";
import { startCheckedSandbox } from "../../support/checked-sandbox.ts";
import { twitterFieldsFor, twitterKeys } from "../../support/twitter-account.ts";
import { startWebhookServer } from "../telegram/webhook-server.ts";

export const sendCall = "createDirectMessagesByParticipantId";

interface StartOptions {
  readonly skewMs: number;
  readonly receive: TwitterFields["receive"];
}

/** An adapter against the sandbox, with a person who writes to it. */
export const aTwitterAtWork = async (
  options: { webhook?: boolean; pollMs?: number; accessToken?: string } = {},
) => {
  const { accessToken = twitterKeys.accessToken } = options;
  const keys = { ...twitterKeys, accessToken };
  const clock = { now: () => Date.now() };
  const sandbox = await startCheckedSandbox({
    twitter: { limits: "off", skewMs: "off", webhookRetryMs: [20, 20, 20] },
    clock,
  });
  const { twitter } = sandbox;
  twitter.addApp(keys);
  const account = twitter.addAccount({ ...keys, username: "HTXSupport", id: twitterKeys.userId });
  const mia = twitter.person({ name: "Mia", username: "mia_w" });
  const server = await startWebhookServer();
  const sink = new RecordingSink();
  const fields: TwitterFields = {
    ...twitterFieldsFor(twitter),
    accessToken,
    receive: {
      pollMs: options.pollMs ?? 20,
      ...(options.webhook === true && { webhook: { url: server.url } }),
    },
  };
  const running: { stop: AbortController; close(): Promise<void> }[] = [];
  const start = ({ skewMs = 0, receive = fields.receive }: Partial<StartOptions> = {}) => {
    const stop = new AbortController();
    const adapter = createTwitterAdapter({
      account: anAccount({ platform: "twitter", handle: "@HTXSupport" }),
      fields: { ...fields, receive },
      clock: { now: () => clock.now() + skewMs },
    });
    if (adapter.handleWebhook) server.handle = adapter.handleWebhook.bind(adapter);
    running.push({ stop, close: () => adapter.close() });
    return { adapter, stop, begin: () => adapter.start(sink, stop.signal) };
  };
  onTestFinished(async () => {
    for (const { stop, close } of running) {
      stop.abort();
      await close();
    }
    await server.close();
    await sandbox.close();
  });
  let effects = 0;
  const message = (text: string): Delivery => {
    effects += 1;
    return {
      effect: {
        ...aSendMessage({ id: effectId(eventId(builtAccountId, "7000"), effects) }),
        conversationId: conversationId(builtAccountId, mia.id),
        content: { text, spans: [] },
      },
      buttons: [],
    };
  };
  return {
    twitter,
    account,
    mia,
    sink,
    server,
    start,
    message,
    clock,
    heard: () => mia.inbox.map(({ text }) => text),
  };
};
