/** https://discord.com/developers/docs/events/gateway#gateway-intents */
const bits = {
  guilds: 1 << 0,
  guildMembers: 1 << 1,
  guildMessages: 1 << 9,
  directMessages: 1 << 12,
  messageContent: 1 << 15,
} as const;

/** Those that Discord grants to whom it has looked at. */
export const privilegedIntents = ["messageContent", "members"] as const;
export type PrivilegedIntent = (typeof privilegedIntents)[number];

const always = bits.guilds | bits.guildMessages | bits.directMessages;
const privileged: Readonly<Record<PrivilegedIntent, number>> = {
  messageContent: bits.messageContent,
  members: bits.guildMembers,
};

export const intentBits = (intents: readonly PrivilegedIntent[]): number =>
  intents.reduce((sum, name) => sum | privileged[name], always);

/** Flags of an application, of which either says that it has the intent: one for many servers, one for few. */
export const grantingFlags: Readonly<Record<PrivilegedIntent, number>> = {
  messageContent: (1 << 18) | (1 << 19),
  members: (1 << 14) | (1 << 15),
};
