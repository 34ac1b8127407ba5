import type { GroupRight } from "../../src/domain/conversation.ts";
import type { RawEvent } from "../../src/domain/event.ts";
import type { Person } from "../../src/domain/person.ts";
import { noEvents, type Parsed } from "../shared/parsed.ts";
import { isObject, listOf, textOf } from "../shared/values.ts";
import {
  type NativeJoinRequest,
  type NativeMember,
  type NativeMembership,
  type NativeMessage,
  secondsOf,
} from "./native.ts";
import { readPerson } from "./person.ts";
import { chatFields, nthFields, type Origin, type Place, placeOf } from "./place.ts";
import { isUs } from "./us.ts";

/** Telegram listens for 10 s; dates are whole seconds, and the answer has a way to go. */
const joinAnswerMs = 8000;

const isAdmin = ({ status }: NativeMember): boolean => status === "creator" || status === "administrator";

/** Whether somebody of this status is in the chat; undefined for a status that is not known. */
const isPresent = (member: NativeMember): boolean | undefined => {
  switch (member.status) {
    case "creator":
    case "administrator":
    case "member":
      return true;
    case "restricted":
      return member.is_member === true;
    case "left":
    case "kicked":
      return false;
    default:
      return undefined;
  }
};

const memberOf = (value: unknown): NativeMember => (isObject(value) ? value : {});

/** Whoever did it to somebody else. */
const byOther = (value: unknown, person?: Person): { readonly by?: Person } => {
  const by = readPerson(value);
  return by === undefined || by.id === person?.id ? {} : { by };
};

/** When it happened and where, for what all kinds of membership updates have. */
const readFrame = (native: NativeMembership, origin: Origin) => {
  const place = placeOf(native, origin);
  const date = secondsOf(native.date);
  if (place === "elsewhere") return place;
  return place === undefined || date === undefined ? undefined : { place, occurredAt: date * 1000 };
};

const kindOfChange = (before: boolean, now: boolean) => {
  if (before === now) return now ? "member.changed" : undefined;
  return now ? "member.joined" : "member.left";
};

/** Somebody in a group joined, left, or became something else. */
export const parseMember = (value: object, origin: Origin): Parsed => {
  const native: NativeMembership = value;
  const frame = readFrame(native, origin);
  if (frame === "elsewhere" || frame === undefined) return frame && noEvents;
  const member = memberOf(native.new_chat_member);
  const present = isPresent(member);
  const person = readPerson(member.user);
  if (present === undefined || person === undefined) return undefined;
  const wasPresent = isPresent(memberOf(native.old_chat_member)) ?? true;
  const kind = kindOfChange(wasPresent, present);
  if (kind === undefined || frame.place.fields.conversationKind === "direct") return noEvents;
  const role = person.role === "member" && isAdmin(member) ? "moderator" : person.role;
  const { place, occurredAt } = frame;
  return [
    { ...place.fields, occurredAt, kind, person: { ...person, role }, ...byOther(native.from, person) },
  ];
};

const rightsOf = (member: NativeMember): readonly GroupRight[] => {
  if (member.status !== "administrator") return [];
  const held: readonly (readonly [GroupRight, unknown])[] = [
    ["delete_messages", member.can_delete_messages],
    ["restrict_members", member.can_restrict_members],
    ["invite_members", member.can_invite_users],
    ["manage_topics", member.can_manage_topics],
  ];
  return held.flatMap(([right, has]) => (has === true ? [right] : []));
};

/** What we ourselves are in a chat: blocked or not by a person, with or without rights in a group. */
export const parseOurMembership = (value: object, origin: Origin): Parsed => {
  const native: NativeMembership = value;
  const frame = readFrame(native, origin);
  if (frame === "elsewhere" || frame === undefined) return frame && noEvents;
  const { place, occurredAt } = frame;
  const member = memberOf(native.new_chat_member);
  const present = isPresent(member);
  if (present === undefined) return undefined;
  if (place.fields.conversationKind === "group") {
    const rights = rightsOf(member);
    return [
      { ...place.fields, occurredAt, kind: "rights.changed", present, rights, ...byOther(native.from) },
    ];
  }
  const person = readPerson(native.from);
  if (person === undefined) return undefined;
  const reached = { ...person, reachable: present };
  return [{ ...place.fields, occurredAt, kind: "member.blocked", person: reached, blocked: !present }];
};

/** Joins and leaves as the group itself tells them: all that a bot without admin rights gets. Undefined for any other message. */
export const parseServiceMembers = (
  native: NativeMessage,
  { place, occurredAt, origin }: { place: Place; occurredAt: number; origin: Origin },
): Parsed => {
  const joined = native.new_chat_members !== undefined;
  if (!joined && native.left_chat_member === undefined) return undefined;
  const whole = { ...place, fields: chatFields(place) };
  // Our own coming and going is told with our rights.
  const people = (joined ? listOf(native.new_chat_members) : [native.left_chat_member])
    .filter((user) => !isUs(user, origin.context))
    .flatMap((user) => readPerson(user) ?? []);
  return people.map((person, n): RawEvent => {
    const fields = { ...nthFields(whole, n), occurredAt, person, ...byOther(native.from, person) };
    return { ...fields, kind: joined ? "member.joined" : "member.left" };
  });
};

/** Somebody asks to be let into a group. */
export const parseJoinRequest = (value: object, origin: Origin): Parsed => {
  const native: NativeJoinRequest = value;
  const frame = readFrame(native, origin);
  if (frame === "elsewhere" || frame === undefined) return frame && noEvents;
  const { place, occurredAt } = frame;
  const person = readPerson(native.from);
  if (person === undefined || place.fields.conversationKind === "direct") return undefined;
  const queryId = textOf(native.query_id);
  const request = { ...place.fields, occurredAt, kind: "join.requested", person } as const;
  const asked = { ...request, answerBy: occurredAt + joinAnswerMs };
  return [queryId === undefined ? asked : { ...asked, queryId }];
};
