/**
 * The baseline of goal 16: a loop on twitter-api-v2, as its documentation shows the calls. It asks for what is newer
 * than what it last saw, and answers one after another. Nothing is durable.
 */
import { setTimeout as pass } from "node:timers/promises";
import { TwitterApi } from "twitter-api-v2";
import { createAgent } from "../../adapters/twitter/agent.ts";
import { answerMeasurements } from "../support/measured-side.ts";
import { readSettings, twitterKeys, twitterPollMs } from "../support/side-settings.ts";

const { twitterAddress: address, twitterAuthority: authority } = readSettings();
const { consumerKey: appKey, consumerSecret: appSecret, accessToken, accessSecret } = twitterKeys;
const { v2 } = new TwitterApi(
  { appKey, appSecret, accessToken, accessSecret },
  { httpAgent: createAgent({ address, authority }) },
);
const { data: me } = await v2.me();
type Events = Awaited<ReturnType<typeof v2.listDmEvents>>["events"];
let lastSeen = 0n;

/** They come the newest first, a hundred a page. */
const readNew = async (): Promise<Events> => {
  const found: Events = [];
  const timeline = await v2.listDmEvents({
    event_types: "MessageCreate",
    expansions: "sender_id",
    max_results: 100,
  });
  for await (const event of timeline) {
    if (BigInt(event.id) <= lastSeen) break;
    found.push(event);
  }
  lastSeen = BigInt(found[0]?.id ?? lastSeen);
  return found.reverse();
};

const echo = async (): Promise<never> => {
  for (;;) {
    for (const event of await readNew())
      if (event.event_type === "MessageCreate" && event.sender_id !== undefined && event.sender_id !== me.id)
        await v2.sendDmToParticipant(event.sender_id, { text: event.text });
    await pass(twitterPollMs);
  }
};
void echo();
answerMeasurements({ stop: async () => undefined });
