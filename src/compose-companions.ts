import Keyv from "keyv";
import type { Clock } from "./domain/clock.ts";
import { type CrowdRules, Crowds, type RunningCrowd } from "./runtime/crowds.ts";
import { fetchFeed } from "./runtime/fetch-feed.ts";
import type { Companion } from "./runtime/ports.ts";
import { type FeedOptions, type KeptFeed, StatusFeed } from "./runtime/status-feed.ts";
import { TopicBook } from "./runtime/topic-book.ts";
import type { Storage } from "./storage/port.ts";
import type { Telemetry } from "./telemetry/events.ts";

/** What goes on beside the turns, and tells them of what is out of order. */
export function composeCompanions(parts: {
  readonly feed: FeedOptions | undefined;
  readonly incidents: CrowdRules;
  readonly clock: Clock;
  readonly storage: Storage;
  readonly telemetry: Telemetry;
}): readonly Companion[] {
  const { feed, incidents: rules, clock, storage, telemetry } = parts;
  const kept = new Keyv<KeptFeed>({ store: storage.keyv, namespace: "status" });
  return [
    new TopicBook({
      storage,
      clock,
      crowds: new Crowds({ rules, telemetry }),
      kept: new Keyv<readonly RunningCrowd[]>({ store: storage.keyv, namespace: "incidents" }),
    }),
    ...(feed === undefined ? [] : [new StatusFeed({ feed, fetch: fetchFeed, kept, clock, telemetry })]),
  ];
}
