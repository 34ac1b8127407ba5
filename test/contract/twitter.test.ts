import { isLater } from "../../adapters/shared/snowflakes.ts";
import { readCursor } from "../../adapters/twitter/cursor.ts";
import { createTwitterAdapter } from "../../adapters/twitter/index.ts";
import { twitterLimits } from "../../adapters/twitter/limits.ts";
import { idBefore } from "../../adapters/twitter/native.ts";
import type { DmEvent } from "../../sandbox/twitter/world/types.ts";
import type { Adapter, EventSink } from "../../src/domain/adapter.ts";
import { conversationId, effectId, eventId } from "../../src/domain/ids.ts";
import { anAccount, aSendMessage, builtAccountId, builtAt } from "../support/builders.ts";
import { startCheckedSandbox } from "../support/checked-sandbox.ts";
import { twitterFieldsFor, twitterKeys } from "../support/twitter-account.ts";
import { describeAdapter } from "./adapter.ts";
import type { AdapterHarness, ArrivedMessage, MessageOptions } from "./adapter-harness.ts";
import { sandboxFaults } from "./sandbox-faults.ts";
import { openTwitterThread } from "./twitter-thread.ts";

const username = "FlotillaSupport";
/** Uploads of files are calls of their own; what is lost shall be the answer to a send. */
const sendCall = "createDirectMessagesByParticipantId";

const startTwitterHarness = async (): Promise<AdapterHarness> => {
  let now = builtAt;
  const clock = { now: () => now };
  const sandbox = await startCheckedSandbox({ twitter: { limits: "off", skewMs: "off" }, clock });
  const { twitter } = sandbox;
  twitter.addApp(twitterKeys);
  twitter.addAccount({ ...twitterKeys, username, id: twitterKeys.userId });
  const mia = twitter.person({ name: "Mia", username: "mia_w" });
  let effects = 0;
  let after = idBefore(builtAt);
  let last: { adapter: Adapter; sink: EventSink } | undefined;

  /** What a restart would not be told again. */
  const noted = (sink: EventSink): EventSink => ({
    cursor: () => sink.cursor(),
    directChats: (since) => sink.directChats(since),
    takeRead: () => sink.takeRead(),
    returnRead: () => sink.returnRead(),
    sentTo: (id, since) => sink.sentTo(id, since),
    rateLimited: (retryAfterMs) => sink.rateLimited(retryAfterMs),
    report: (status) => sink.report(status),
    accept: async (intake) => {
      await sink.accept(intake);
      after = readCursor(intake.cursor)?.after ?? after;
    },
  });

  const passTime = (ms: number) => {
    now += ms;
  };

  const nextEffect = () => {
    effects += 1;
    return aSendMessage({
      id: effectId(eventId(builtAccountId, "7000"), effects),
      conversationId: conversationId(builtAccountId, mia.id),
    });
  };

  const toArrived = ({ id, text, media }: DmEvent): ArrivedMessage => ({
    id,
    text,
    formatted: false,
    buttons: [],
    files: media ? [media.file.bytes.length] : [],
  });

  const message = (text: string, options: MessageOptions = {}) => {
    const { boldUnits, where, files } = options;
    const effect = nextEffect();
    const spans = boldUnits === undefined ? [] : [{ style: "bold" as const, offset: 0, length: boldUnits }];
    return {
      effect: { ...effect, ...(where && { conversationId: where }), content: { text, spans } },
      ...(files && { files }),
      buttons: [],
    };
  };

  const createAdapter = (): Adapter => {
    const adapter = createTwitterAdapter({
      account: anAccount({ platform: "twitter", handle: `@${username}` }),
      fields: { ...twitterFieldsFor(twitter), receive: { pollMs: 10 } },
      clock,
    });
    return {
      ...adapter,
      start: (sink, signal) => {
        last = { adapter, sink };
        return adapter.start(noted(sink), signal);
      },
    };
  };

  /** The same message as X's webhook tells of it. */
  const asDelivered = ({ id, senderId, text, at }: DmEvent) => ({
    data: {
      event_uuid: id,
      event_type: "dm.received",
      payload: {
        direct_message_events: [
          {
            type: "message_create",
            id,
            created_timestamp: String(at),
            message_create: {
              sender_id: senderId,
              target: { recipient_id: twitterKeys.userId },
              message_data: { text },
            },
          },
        ],
      },
    },
  });

  /** As if X had delivered it. */
  const replayed = async (delivery: object) => {
    const told = await last?.adapter.replay?.([delivery], last.sink);
    if (told) await last?.sink.accept(told);
  };

  return {
    secret: twitterKeys.accessSecret,
    longestText: twitterLimits.textUnits,
    showsFormatting: false,
    refusesFormatting: false,
    createAdapter,
    say: (text) => void mia.say(text),
    sayTwice: (text) => void replayed(asDelivered(mia.say(text))),
    sayUnparsable: () => {
      const odd = { data: { event_uuid: "1", event_type: "dm.received", payload: { of: "a new kind" } } };
      void replayed(odd);
    },
    order: (failure, { afterCalls } = { afterCalls: 0 }) => {
      const fault = sandboxFaults[failure];
      const lost = failure === "response_lost" ? { method: sendCall } : {};
      if (failure === "blocked") mia.block();
      if (fault) twitter.fault({ ...fault, ...lost, skip: afterCalls });
    },
    passTime,
    unacknowledged: () =>
      mia.conversation().events.filter(({ id, senderId }) => senderId === mia.id && isLater(id, after))
        .length,
    message,
    edit: (messageId, text) => ({
      effect: { ...nextEffect(), kind: "message.edit", messageId, content: { text, spans: [] } },
      buttons: [],
    }),
    remove: (messageId) => ({
      effect: { ...nextEffect(), kind: "message.delete", messageId },
      buttons: [],
    }),
    sayFile: (bytes) => void mia.say("", { files: [{ bytes, fileName: "statement.pdf" }] }),
    group: () => openTwitterThread({ twitter, mia, handle: username, passTime }),
    nativePersonId: mia.id,
    arrived: () => mia.inbox.map(toArrived),
    untilArrived: (count) => mia.waitForInbox(count),
    close: () => sandbox.close(),
  };
};

describeAdapter("X", startTwitterHarness);
