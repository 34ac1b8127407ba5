import type { UnparsedUpdate } from "../../src/domain/adapter.ts";
import type { RawEvent } from "../../src/domain/event.ts";
import { fieldName, shapeOf } from "../shared/shape.ts";
import { isObject, listOf, textOf } from "../shared/values.ts";
import {
  idOf,
  type NativeActivity,
  type NativeDelivery,
  type NativeDmEvent,
  type NativeDmPayload,
  type NativePage,
  type NativeReplay,
  type NativeRevocation,
} from "./native.ts";
import { parseDelivered, parseEncrypted, parseListed } from "./parse-direct.ts";
import { parsePost } from "./parse-post.ts";
import { peopleIncluded, peopleMapped } from "./person.ts";
import type { ParseContext } from "./place.ts";

export interface ParsedActivity {
  /** Those of role `staff` are our own sends, or a human's who typed for us in the app: see own-sends.ts. */
  readonly events: readonly RawEvent[];
  readonly unparsed: readonly UnparsedUpdate[];
  /** The account has taken the app's access back. */
  readonly revoked: boolean;
  /** Messages of groups, which are left alone. */
  readonly elsewhere: number;
  /** Messages that only the person's own app can read. */
  readonly encrypted: number;
}

type Outcome = RawEvent | "elsewhere" | "revoked" | "known" | undefined;

interface Told {
  readonly activity: NativeActivity;
  readonly payload: object;
  readonly context: ParseContext;
}

const parseDms = ({ payload, context }: Told): readonly Outcome[] => {
  const { direct_message_events, users }: NativeDmPayload = payload;
  const told = listOf(direct_message_events);
  const people = peopleMapped(users);
  return told.length === 0 ? [undefined] : told.map((value) => parseDelivered(value, { context, people }));
};

const parseMention = ({ activity, payload, context }: Told): readonly Outcome[] => {
  const { includes } = activity;
  return [parsePost(payload, { context, includes, people: peopleIncluded(includes) })];
};

const parseRevocation = ({ payload, context }: Told): readonly Outcome[] => {
  const { user_id }: NativeRevocation = payload;
  const userId = idOf(user_id);
  if (userId === undefined) return [undefined];
  return [userId === context.userId ? "revoked" : "known"];
};

const encryptedKind = "chat.received";

/** What each kind of activity is read by. */
const parsers: ReadonlyMap<string, (told: Told) => readonly Outcome[]> = new Map([
  ["dm.received", parseDms],
  ["dm.sent", parseDms],
  [encryptedKind, ({ payload, context }) => [parseEncrypted(payload, context)]],
  ["post.mention.create", parseMention],
  ["oauth.revoke", parseRevocation],
]);

const readActivity = ({ data }: NativeDelivery): NativeActivity => (isObject(data) ? data : {});

/** What X posts when it has delivered again all that it was asked for: it tells of nobody. One that failed is kept. */
const isEndOfReplay = ({ data, replay_job_status }: NativeDelivery): boolean => {
  const { job_state }: NativeReplay = isObject(replay_job_status) ? replay_job_status : {};
  return data === undefined && job_state === "Complete";
};

const uuidShape = /^-?\w{1,64}$/;

const toUnparsed = (
  what: { kind: string; id: unknown; value: unknown },
  { receivedAt }: ParseContext,
): UnparsedUpdate => {
  const kind = what.kind.split(".").map(fieldName).join(".");
  const id = textOf(what.id) ?? "";
  const which = uuidShape.test(id) ? id : String(receivedAt);
  return { platformEventId: `u${kind}/${which}`, kind, shape: shapeOf(what.value) };
};

/** Activities as X delivers them to events. Never throws: what it does not understand it describes without contents. */
export const parseActivities = (deliveries: readonly unknown[], context: ParseContext): ParsedActivity => {
  const events: RawEvent[] = [];
  const unparsed: UnparsedUpdate[] = [];
  let revoked = false;
  let elsewhere = 0;
  let encrypted = 0;
  for (const value of deliveries) {
    const delivery: NativeDelivery = isObject(value) ? value : {};
    if (isEndOfReplay(delivery)) continue;
    const activity = readActivity(delivery);
    const kind = textOf(activity.event_type) ?? "without_kind";
    const payload = isObject(activity.payload) ? activity.payload : undefined;
    const outcomes = payload && parsers.get(kind)?.({ activity, payload, context });
    for (const outcome of outcomes ?? [undefined]) {
      if (outcome === undefined) {
        const what = { kind, id: activity.event_uuid, value: payload ?? value };
        unparsed.push(toUnparsed(what, context));
      } else if (outcome === "revoked") revoked = true;
      else if (outcome === "elsewhere") elsewhere += 1;
      else if (outcome !== "known") {
        events.push(outcome);
        if (kind === encryptedKind) encrypted += 1;
      }
    }
  }
  return { events, unparsed, revoked, elsewhere, encrypted };
};

/** A page of `GET /2/dm_events`, or of the posts that name us, as X lists them: the newest first. */
export const parsePage = (
  page: NativePage,
  { of, context }: { readonly of: "messages" | "posts"; readonly context: ParseContext },
): Pick<ParsedActivity, "events" | "unparsed" | "elsewhere"> => {
  const { includes } = page;
  const people = peopleIncluded(includes);
  const events: RawEvent[] = [];
  const unparsed: UnparsedUpdate[] = [];
  let elsewhere = 0;
  for (const value of listOf(page.data)) {
    const native: NativeDmEvent = isObject(value) ? value : {};
    const about = { context, people, includes };
    const outcome = of === "messages" ? parseListed(native, about) : parsePost(native, about);
    if (outcome === undefined) unparsed.push(toUnparsed({ kind: of, id: native.id, value }, context));
    else if (outcome === "elsewhere") elsewhere += 1;
    else events.push(outcome);
  }
  return { events, unparsed, elsewhere };
};
