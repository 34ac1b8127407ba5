import type { Group, GroupOptions, Promotion } from "../../sandbox/telegram/group/group.ts";
import type { SayOptions } from "../../sandbox/telegram/person.ts";
import type { ChatMessage } from "../../sandbox/telegram/types.ts";
import { aScene, type Scene, type WorldOptions } from "../support/a-fleet.ts";
import type { Talker } from "../support/talker.ts";

const groupId = -1_001_234_567_890;
export const us = "@HTXSupportBot";

export interface GroupScene extends Scene {
  readonly group: Group;
  /** Somebody who is in the group. */
  member(options?: Parameters<Scene["talker"]>[0]): GroupMember;
}

export interface GroupMember extends Talker {
  /** In the group; does not wait. */
  writes(text: string, options?: SayOptions): ChatMessage;
  /** In the group; resolves with the bot's next word there. */
  asks(text: string, options?: SayOptions): Promise<ChatMessage>;
}

/** A group with the bot in it as an administrator, unless `rights` says "none". */
export const aGroupScene = async (
  options: WorldOptions & { group?: Partial<GroupOptions>; rights?: Promotion["rights"] | "none" } = {},
): Promise<GroupScene> => {
  const { group: about, rights, ...world } = options;
  const scene = await aScene(world);
  const group = scene.telegram.group({ id: groupId, title: "HTX community", ...about });
  group.add(scene.telegram.bot());
  if (rights !== "none") group.promote(scene.telegram.bot(), rights === undefined ? {} : { rights });
  const next = () => {
    const known = new Set(group.chat.messages.map(({ id }) => id));
    return group.chat.waitFor(({ id, direction }) => direction === "out" && !known.has(id));
  };
  return {
    ...scene,
    group,
    member: (who) => {
      const talker = scene.talker(who);
      group.join(talker.person);
      const writes = (text: string, how: SayOptions = {}) =>
        talker.person.say(text, { chat: group.id, ...how });
      return {
        ...talker,
        writes,
        asks: (text, how) => {
          const reply = next();
          writes(text, how);
          return reply;
        },
      };
    },
  };
};

/** What a tap on an invitation makes the person's app send. */
export const startOf = (message: ChatMessage): string => {
  const url = message.entities.flatMap(({ url }) => url ?? []).find((address) => address.includes("?start="));
  if (url === undefined) throw new Error(`There is no invitation in: ${message.text}`);
  return `/start ${new URL(url).searchParams.get("start")}`;
};
