import { describe, expect, it, vi } from "vitest";
import type { Person } from "../../sandbox/discord/people/person.ts";
import { secretKinds } from "../../src/domain/message.ts";
import { aSecret } from "../guard/secret-samples.ts";
import { aDiscordScene, type DiscordScene, seen } from "../support/a-discord-world.ts";
import { seenIn } from "../support/canary.ts";
import { everySink } from "../support/sinks.ts";

vi.setConfig({ testTimeout: 90_000 });

interface Telling {
  readonly scene: DiscordScene;
  readonly who: Person;
  readonly text: string;
}

/** A place where somebody on Discord can put a text, and how they do it. */
interface Place {
  readonly place: string;
  /** Characters that Discord lets it have. @default more than any secret */
  readonly longest?: number;
  tell(telling: Telling): void;
}

const longestName = 32;

const places: readonly Place[] = [
  { place: "a direct message", tell: ({ who, text }) => void who.say(text) },
  {
    place: "a text file",
    tell: ({ who, text }) =>
      void who.say("look", {
        files: [
          { fileName: "notes.txt", mediaType: "text/plain", bytes: Buffer.from(`notes\n${text}\nend`) },
        ],
      }),
  },
  {
    place: "a file's name",
    longest: 200,
    tell: ({ who, text }) => void who.say("", { files: [{ fileName: `${text.replaceAll("\n", " ")}.png` }] }),
  },
  {
    place: "an edit",
    tell: ({ who, text }) => void who.edit(who.say("my withdrawal failed").id, `it failed, ${text}`),
  },
  {
    place: "a channel that is watched",
    tell: ({ scene, who, text }) => void who.say(text, { channel: scene.channel }),
  },
  {
    place: "a reply in a channel",
    tell: ({ scene, who, text }) => {
      const { channel, mia } = scene;
      void who.say(text, { channel, replyTo: mia.say("is anybody waiting?", { channel }).id });
    },
  },
  {
    place: "a message in a channel that names the bot",
    tell: ({ scene, who, text }) =>
      void who.say(`<@${scene.discord.bots[0]?.id}> ${text}`, { channel: scene.channel }),
  },
  {
    place: "what a command is asked",
    tell: ({ scene, who, text }) =>
      void who.call("support", { channel: scene.channel, options: { question: text } }),
  },
  {
    place: "what a message's menu is called on",
    tell: ({ scene, who, text }) => {
      const { channel } = scene;
      who.callOnMessage("Report scam", who.say(text, { channel }).id, { channel });
    },
  },
];

const anAuthor = ({ discord, guild }: DiscordScene, n: number, displayName = "Ada"): Person => {
  const who = discord.person({ name: `ada_${n}`, displayName });
  guild.join(who.user);
  return who;
};

/** All that came before is with the fleet when this is answered: events come in one row. */
const settle = async ({ mia, fleet }: DiscordScene) => {
  mia.say("How do I deposit USDT?");
  await seen(() => mia.dm().replies, /deposit/i);
  await fleet.service.drain();
};

describe.each(secretKinds)("pain 29: not one byte of a secret of the kind %s", (kind) => {
  it("is kept, told or sent on, wherever a person on Discord puts it", async () => {
    const scene = await aDiscordScene({ intents: ["messageContent", "members"] });
    const secrets = places.map((where, n) => ({ ...where, ...aSecret(kind, 300 + n) }));
    const put = secrets.filter(({ told, longest = told.length }) => told.length <= longest);
    for (const [n, { tell, told }] of put.entries()) tell({ scene, who: anAuthor(scene, n), text: told });
    const named = aSecret(kind, 399);
    if (named.told.length <= longestName) anAuthor(scene, 99, named.told).say("hello");
    await settle(scene);

    const sinks = await everySink(scene, scene.fleet);
    const all = [...put, { ...named, place: "a name" }];
    expect(all.flatMap(({ place, values }) => seenIn(sinks, values).map((at) => `${place}: ${at}`))).toEqual(
      [],
    );
  });
});

it("the search sees what the fleet sends over Discord", async () => {
  const scene = await aDiscordScene();
  await settle(scene);
  const [, heard = ""] = scene.mia.dm().replies[0]?.text.match(/(\w+ \w+)/) ?? [];
  expect(heard).not.toBe("");
  expect(seenIn(await everySink(scene, scene.fleet), [heard]).join()).toContain("calls of the platform");
});
