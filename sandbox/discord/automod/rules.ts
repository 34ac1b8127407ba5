/** What a rule looks at. */
export const triggerTypes = {
  keyword: 1,
  spam: 3,
  keywordPreset: 4,
  mentionSpam: 5,
  memberProfile: 6,
} as const;

export const actionTypes = { block: 1, alert: 2, timeout: 3, blockMember: 4 } as const;

/** How many rules of each kind a server may have. */
export const rulesOfKind: Readonly<Record<number, number>> = {
  [triggerTypes.keyword]: 6,
  [triggerTypes.spam]: 1,
  [triggerTypes.keywordPreset]: 1,
  [triggerTypes.mentionSpam]: 1,
  [triggerTypes.memberProfile]: 1,
};

export interface RuleAction {
  readonly type: number;
  readonly metadata: {
    readonly channel_id?: string;
    readonly duration_seconds?: number;
    readonly custom_message?: string;
  };
}

export interface TriggerMetadata {
  readonly keyword_filter?: readonly string[];
  readonly regex_patterns?: readonly string[];
  readonly presets?: readonly number[];
  readonly allow_list?: readonly string[];
  readonly mention_total_limit?: number;
  readonly mention_raid_protection_enabled?: boolean;
}

/** A rule as it goes over the wire. */
export interface AutoModRule {
  readonly id: string;
  readonly guild_id: string;
  readonly creator_id: string;
  readonly name: string;
  readonly event_type: number;
  readonly trigger_type: number;
  readonly trigger_metadata: TriggerMetadata;
  readonly actions: readonly RuleAction[];
  readonly enabled: boolean;
  readonly exempt_roles: readonly string[];
  readonly exempt_channels: readonly string[];
}
