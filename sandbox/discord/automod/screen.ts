import type { Channel } from "../world/channel.ts";
import type { Guild } from "../world/guild.ts";
import { post } from "../world/post.ts";
import { type DcUser, messageTypes } from "../world/types.ts";
import type { World } from "../world/world.ts";
import { type Hit, hitOf } from "./match.ts";
import { type AutoModRule, actionTypes, type RuleAction, triggerTypes } from "./rules.ts";

/** Thrown when a rule keeps a message from being sent. */
class BlockedByAutoMod extends Error {
  readonly rule: AutoModRule;

  constructor(rule: AutoModRule) {
    super(`AutoMod's rule "${rule.name}" blocked the message.`);
    this.rule = rule;
  }
}

interface Case {
  readonly world: World;
  readonly guild: Guild;
  readonly user: DcUser;
  readonly text: string;
  readonly channel?: Channel;
}

/** Who manages the server is never screened. */
const isExempt = ({ guild, user, channel }: Case, rule: AutoModRule): boolean => {
  const roleIds = guild.members.get(user.id)?.roleIds ?? [];
  const places = [channel?.id, channel?.facts.parentId];
  return (
    !rule.enabled ||
    guild.may(user.id, "ManageGuild") ||
    rule.exempt_roles.some((id) => roleIds.includes(id)) ||
    rule.exempt_channels.some((id) => places.includes(id))
  );
};

const alert = ({ world, user, text, channel }: Case, rule: AutoModRule, action: RuleAction): void => {
  const target = world.channels.get(action.metadata.channel_id ?? "");
  if (!target) return;
  const fields = [
    { name: "rule_name", value: rule.name, inline: false },
    { name: "channel_id", value: channel?.id ?? "", inline: false },
  ];
  const embeds = [{ type: "auto_moderation_message", description: text, fields }];
  post(world, target, { author: user, type: messageTypes.autoModAction, embeds });
};

const act = (about: Case, rule: AutoModRule, action: RuleAction): void => {
  const { guild, user, world } = about;
  const until = world.clock.now() + (action.metadata.duration_seconds ?? 60) * 1_000;
  if (action.type === actionTypes.alert) alert(about, rule, action);
  if (action.type === actionTypes.timeout) guild.updateMember(user.id, { timedOutUntil: until });
  if (action.type === actionTypes.blockMember) guild.updateMember(user.id, { quarantined: true });
};

const tell = (about: Case, rule: AutoModRule, action: RuleAction, hit: Hit): void => {
  const { world, guild, user, text, channel } = about;
  const data = {
    guild_id: guild.id,
    action,
    rule_id: rule.id,
    rule_trigger_type: rule.trigger_type,
    user_id: user.id,
    ...(channel && { channel_id: channel.id }),
    content: text,
    matched_keyword: hit.keyword,
    matched_content: hit.content,
  };
  world.tell({ name: "AUTO_MODERATION_ACTION_EXECUTION", data, guildId: guild.id });
};

const applyRules = (about: Case, rules: readonly AutoModRule[]): AutoModRule | undefined => {
  let blockedBy: AutoModRule | undefined;
  for (const rule of rules) {
    const hit = isExempt(about, rule) ? undefined : hitOf(rule, about.text);
    if (!hit) continue;
    for (const action of rule.actions) {
      act(about, rule, action);
      tell(about, rule, action, hit);
      if (action.type === actionTypes.block) blockedBy ??= rule;
    }
  }
  return blockedBy;
};

/** Throws when a server's rules keep a person's text from its channel; carries out what they order. */
export const screenText = (
  world: World,
  channel: Channel,
  said: { readonly user: DcUser; readonly text: string },
) => {
  const guild = world.guildOf(channel);
  if (!guild) return;
  const rules = [...guild.rules.values()].filter((rule) => rule.trigger_type !== triggerTypes.memberProfile);
  const blockedBy = applyRules({ world, guild, channel, ...said }, rules);
  if (blockedBy) throw new BlockedByAutoMod(blockedBy);
};

/** Screens the name of somebody who came or was renamed. */
export const screenMember = (world: World, guild: Guild, user: DcUser): void => {
  const rules = [...guild.rules.values()].filter((rule) => rule.trigger_type === triggerTypes.memberProfile);
  const nick = guild.members.get(user.id)?.nick;
  applyRules({ world, guild, user, text: nick ?? user.global_name ?? user.username }, rules);
};
