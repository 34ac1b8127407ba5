import { announcements, type Group } from "../telegram/group/group.ts";
import { adminRights, type MemberStatus, memberWire, permissionsOf } from "../telegram/group/rights.ts";
import { goneWords, type TopicHandle } from "../telegram/group/topics.ts";
import { type Fields, fieldsOf } from "../wire/values.ts";
import type { Action, ControlWorld } from "./action.ts";
import { needNumber, needText, numberField, textField, textsOf } from "./fields.ts";
import { byOf, groupOf, personOf, whoOf } from "./who.ts";

const gone: readonly MemberStatus[] = ["left", "kicked"];

/** A group as the page shows it. */
export const groupView = (group: Group) => ({
  ...group.chat.about,
  members: group.members
    .filter(({ status }) => !gone.includes(status))
    .map(({ user, status, anonymous, rights }) => ({ ...user, status, anonymous, rights })),
  topics: [...group.chat.topics.values()].filter(({ removed }) => removed === undefined),
  ...(group.movedTo !== undefined && { movedTo: group.movedTo }),
});

const group: Action = ({ telegram }, fields) => {
  const type = (["group", "supergroup"] as const).find((known) => known === fields["type"]);
  return groupView(
    telegram.group({
      id: needNumber(fields, "id"),
      title: needText(fields, "title"),
      ...(type && { type }),
      ...(fields["forum"] === true && { forum: true }),
      ...textField(fields, "username"),
    }),
  );
};

const groups: Action = ({ telegram }) => ({ groups: telegram.groups.map(groupView) });

const acting =
  (act: (group: Group, world: ControlWorld, fields: Fields) => void): Action =>
  (world, fields) => {
    const acted = groupOf(world, fields);
    act(acted, world, fields);
    return groupView(acted);
  };

const promotion = (fields: Fields) => {
  const named = textsOf(fields["rights"]);
  return {
    ...(named && { rights: adminRights.filter((right) => named.includes(right)) }),
    ...(fields["anonymous"] === true && { anonymous: true }),
    ...textField(fields, "title"),
  };
};

const topicOf = (world: ControlWorld, fields: Fields): TopicHandle =>
  groupOf(world, fields).topicById(needNumber(fields, "topic"), byOf(world, fields));

const topic: Action = (world, fields) => {
  const { id } = groupOf(world, fields).topic(needText(fields, "name"), byOf(world, fields));
  return { id };
};

const removeTopic: Action = (world, fields) =>
  topicOf(world, fields).remove(goneWords.find((known) => known === fields["words"]));

const channelPost: Action = (world, fields) => {
  const found = groupOf(world, fields);
  const id = numberField(fields, "channel").channel ?? -1_009_000_000_001;
  const title = textField(fields, "channelTitle").channelTitle ?? "Channel";
  return found.linkChannel({ id, title }).post(needText(fields, "text"));
};

const migrate: Action = (world, fields) => {
  const announce = announcements.find((known) => known === fields["announce"]);
  const options = { ...numberField(fields, "to"), ...byOf(world, fields), ...(announce && { announce }) };
  return { id: groupOf(world, fields).migrate(options).id };
};

const joinRequest: Action = (world, fields) => {
  const { id } = groupOf(world, fields).requestJoin(personOf(world, fields), {
    ...textField(fields, "bio"),
    query: fields["query"] === true,
  });
  return { id };
};

const joinRequests: Action = (world, fields) => ({
  requests: groupOf(world, fields).joinRequests.map(({ id, user, at, state }) => ({ id, user, at, state })),
});

const member: Action = (world, fields) => {
  const found = groupOf(world, fields).member(whoOf(world, fields).user.id);
  return found ? memberWire(found) : {};
};

export const groupActions = {
  group,
  groups,
  member,
  join: acting((acted, world, fields) => acted.join(whoOf(world, fields))),
  leave: acting((acted, world, fields) => acted.leave(whoOf(world, fields))),
  add: acting((acted, world, fields) => acted.add(whoOf(world, fields), byOf(world, fields))),
  kick: acting((acted, world, fields) => acted.kick(whoOf(world, fields), byOf(world, fields))),
  unban: acting((acted, world, fields) => acted.unban(whoOf(world, fields), byOf(world, fields))),
  promote: acting((acted, world, fields) =>
    acted.promote(whoOf(world, fields), { ...promotion(fields), ...byOf(world, fields) }),
  ),
  demote: acting((acted, world, fields) => acted.demote(whoOf(world, fields), byOf(world, fields))),
  restrict: acting((acted, world, fields) =>
    acted.restrict(whoOf(world, fields), permissionsOf(fieldsOf(fields["permissions"])), {
      ...byOf(world, fields),
      ...numberField(fields, "untilAt"),
    }),
  ),
  rename: acting((acted, world, fields) => acted.rename(needText(fields, "title"), byOf(world, fields))),
  topic,
  closeTopic: (world, fields) => topicOf(world, fields).close(),
  reopenTopic: (world, fields) => topicOf(world, fields).reopen(),
  removeTopic,
  channelPost,
  migrate,
  joinRequest,
  joinRequests,
} as const satisfies Readonly<Record<string, Action>>;
