import { type Fields, fieldsOf, isList, numberOf, stringOf } from "../../wire/values.ts";
import { isRegexValid } from "../automod/match.ts";
import {
  type AutoModRule,
  actionTypes,
  rulesOfKind,
  type TriggerMetadata,
  triggerTypes,
} from "../automod/rules.ts";
import type { Guild } from "../world/guild.ts";
import { type FormFault, invalidForm, refused } from "./api-error.ts";
import { atMost, required, textBetween } from "./form-faults.ts";
import { type Call, guildOf, needGuildRight, nothing, type Operation, pathOf, type Routes } from "./route.ts";

const maxKeywords = 1_000;
const maxKeyword = 60;
const maxRegexes = 10;
const maxRegex = 260;
const maxTimeoutS = 28 * 24 * 60 * 60;

const textsOf = (value: unknown): string[] =>
  isList(value) ? value.filter((text) => typeof text === "string") : [];

const regexFaults = (patterns: readonly string[]): FormFault[] =>
  patterns.flatMap((pattern, n) => [
    ...atMost(`trigger_metadata.regex_patterns.${n}`, pattern.length, maxRegex),
    ...(isRegexValid(pattern)
      ? []
      : [
          {
            path: `trigger_metadata.regex_patterns.${n}`,
            code: "AUTO_MODERATION_INVALID_REGEX",
            message: "Invalid regex pattern",
          },
        ]),
  ]);

const metadataFaults = (body: Fields): FormFault[] => {
  const metadata = fieldsOf(body["trigger_metadata"]);
  const keywords = textsOf(metadata["keyword_filter"]);
  const regexes = textsOf(metadata["regex_patterns"]);
  const allowed = textsOf(metadata["allow_list"]);
  const mentions = numberOf(metadata["mention_total_limit"]) ?? 0;
  return [
    ...atMost("trigger_metadata.keyword_filter", keywords.length, maxKeywords),
    ...keywords.flatMap((word, n) => atMost(`trigger_metadata.keyword_filter.${n}`, word.length, maxKeyword)),
    ...atMost("trigger_metadata.regex_patterns", regexes.length, maxRegexes),
    ...regexFaults(regexes),
    ...atMost("trigger_metadata.allow_list", allowed.length, 100),
    ...(mentions > 50
      ? [{ path: "trigger_metadata.mention_total_limit", code: "NUMBER_TYPE_MAX", message: "At most 50." }]
      : []),
  ];
};

const actionFaults = (body: Fields): FormFault[] => {
  const actions = isList(body["actions"]) ? body["actions"].map(fieldsOf) : [];
  const trigger = numberOf(body["trigger_type"]) ?? 0;
  const mayTimeOut = trigger === triggerTypes.keyword || trigger === triggerTypes.mentionSpam;
  return actions.flatMap((action, n) => {
    const seconds = numberOf(fieldsOf(action["metadata"])["duration_seconds"]) ?? 0;
    const isTimeout = action["type"] === actionTypes.timeout;
    const code = "AUTO_MODERATION_INVALID_ACTION";
    return [
      ...(isTimeout && (seconds > maxTimeoutS || !mayTimeOut)
        ? [{ path: `actions.${n}.metadata.duration_seconds`, code, message: "Invalid time-out" }]
        : []),
      ...(action["type"] === actionTypes.blockMember && trigger !== triggerTypes.memberProfile
        ? [{ path: `actions.${n}.type`, code, message: "Only for member profiles" }]
        : []),
    ];
  });
};

const faultsOf = (guild: Guild, body: Fields, ownId?: string): FormFault[] => {
  const trigger = numberOf(body["trigger_type"]) ?? 0;
  const others = [...guild.rules.values()].filter(
    ({ id, trigger_type }) => id !== ownId && trigger_type === trigger,
  );
  const message = "Maximum number of rules of this kind reached";
  return [
    ...textBetween("name", body["name"], [1, 100]),
    ...(rulesOfKind[trigger] === undefined ? required("trigger_type") : []),
    ...(others.length >= (rulesOfKind[trigger] ?? 1)
      ? [{ path: "trigger_type", code: "AUTO_MODERATION_MAX_RULES_OF_TYPE_EXCEEDED", message }]
      : []),
    ...(textsOf(body["exempt_roles"]).length > 20 ? atMost("exempt_roles", 21, 20) : []),
    ...(textsOf(body["exempt_channels"]).length > 50 ? atMost("exempt_channels", 51, 50) : []),
    ...metadataFaults(body),
    ...actionFaults(body),
  ];
};

/** Each kind has its own. */
const metadataOf = (trigger: number, value: unknown): TriggerMetadata => {
  const fields = fieldsOf(value);
  const presets = isList(fields["presets"]) ? fields["presets"].filter((n) => typeof n === "number") : [];
  const allow_list = textsOf(fields["allow_list"]);
  if (trigger === triggerTypes.spam) return {};
  if (trigger === triggerTypes.keywordPreset) return { presets, allow_list };
  if (trigger === triggerTypes.mentionSpam)
    return {
      mention_total_limit: numberOf(fields["mention_total_limit"]) ?? 0,
      mention_raid_protection_enabled: fields["mention_raid_protection_enabled"] === true,
    };
  const keyword_filter = textsOf(fields["keyword_filter"]);
  return { keyword_filter, regex_patterns: textsOf(fields["regex_patterns"]), allow_list };
};

const actionOf = (value: unknown) => {
  const fields = fieldsOf(value);
  const metadata = fieldsOf(fields["metadata"]);
  const [channel_id, custom_message] = ["channel_id", "custom_message"].map((name) =>
    stringOf(metadata[name]),
  );
  const duration_seconds = numberOf(metadata["duration_seconds"]);
  return {
    type: numberOf(fields["type"]) ?? 1,
    metadata: {
      ...(channel_id !== undefined && { channel_id }),
      ...(custom_message !== undefined && { custom_message }),
      ...(duration_seconds !== undefined && { duration_seconds }),
    },
  };
};

const ruleFrom = (body: Fields, facts: Pick<AutoModRule, "id" | "guild_id" | "creator_id">): AutoModRule => ({
  ...facts,
  name: String(body["name"]),
  event_type: numberOf(body["event_type"]) ?? 1,
  trigger_type: numberOf(body["trigger_type"]) ?? 1,
  trigger_metadata: metadataOf(numberOf(body["trigger_type"]) ?? 1, body["trigger_metadata"]),
  actions: isList(body["actions"]) ? body["actions"].map(actionOf) : [],
  enabled: body["enabled"] === true,
  exempt_roles: textsOf(body["exempt_roles"]),
  exempt_channels: textsOf(body["exempt_channels"]),
});

const managed = (call: Call): Guild => {
  const guild = guildOf(call);
  needGuildRight(call, guild, "ManageGuild");
  return guild;
};

const ruleOf = (call: Call, guild: Guild): AutoModRule => {
  const rule = guild.rules.get(pathOf(call, "rule"));
  if (!rule) throw refused(10066);
  return rule;
};

const keep = (call: Call, guild: Guild, rule: AutoModRule): AutoModRule => {
  const name = guild.rules.has(rule.id) ? "AUTO_MODERATION_RULE_UPDATE" : "AUTO_MODERATION_RULE_CREATE";
  guild.rules.set(rule.id, rule);
  call.world.tell({ name, data: { ...rule }, guildId: guild.id });
  return rule;
};

const create: Operation = (call) => {
  const guild = managed(call);
  const body = fieldsOf(call.body);
  const faults = faultsOf(guild, body);
  if (faults.length > 0) throw invalidForm(faults);
  const facts = { id: call.world.ids.next(), guild_id: guild.id, creator_id: call.application.id };
  return keep(call, guild, ruleFrom(body, facts));
};

const update: Operation = (call) => {
  const guild = managed(call);
  const known = ruleOf(call, guild);
  const body = { ...known, ...fieldsOf(call.body), trigger_type: known.trigger_type };
  const faults = faultsOf(guild, body, known.id);
  if (faults.length > 0) throw invalidForm(faults);
  const { id, guild_id, creator_id } = known;
  return keep(call, guild, ruleFrom(body, { id, guild_id, creator_id }));
};

const remove: Operation = (call) => {
  const guild = managed(call);
  const rule = ruleOf(call, guild);
  guild.rules.delete(rule.id);
  call.world.tell({ name: "AUTO_MODERATION_RULE_DELETE", data: { ...rule }, guildId: guild.id });
  return nothing;
};

const all = "/guilds/:guild/auto-moderation/rules";

export const autoModRoutes: Routes = {
  [`GET ${all}`]: ["list_auto_moderation_rules", (call) => [...managed(call).rules.values()]],
  [`POST ${all}`]: ["create_auto_moderation_rule", create],
  [`GET ${all}/:rule`]: ["get_auto_moderation_rule", (call) => ruleOf(call, managed(call))],
  [`PATCH ${all}/:rule`]: ["update_auto_moderation_rule", update],
  [`DELETE ${all}/:rule`]: ["delete_auto_moderation_rule", remove],
};
