import { describe, expect, it, vi } from "vitest";
import { type SecretKind, secretKinds } from "../../src/domain/message.ts";
import { aSecret } from "../guard/secret-samples.ts";
import { aFleetIn, aScene, aWorld, type Scene, type World } from "../support/a-fleet.ts";
import { plantedForms, seenIn } from "../support/canary.ts";
import { eventually } from "../support/eventually.ts";
import { openTicket } from "../support/open-ticket.ts";
import { phrase } from "../support/phrases.ts";
import { everySink, expectNowhere, onDisk, outside, toldBy } from "../support/sinks.ts";
import { telegramPlaces as places } from "./canary-places.ts";

vi.setConfig({ testTimeout: 60_000 });

describe("the search for canaries", () => {
  it("finds one in every form in which it may lie somewhere", () => {
    for (const kind of secretKinds) {
      for (const canary of aSecret(kind, 4_711).values) {
        for (const [form, content] of Object.entries(plantedForms(canary)))
          expect(seenIn({ control: content }, [canary]).join(), `${kind} ${form}`).toContain(form);
      }
    }
  });

  it("takes no number of the machine for a code, and overlooks no code beside one", () => {
    const seen = (content: string) => seenIn({ control: content }, ["324198"]);
    for (const number of [
      "1795443241985",
      '"deadline":1795443241980,',
      "1443324198000000512",
      "0.30000324198000004",
    ])
      expect(seen(number), number).toEqual([]);
    for (const told of [
      "324198",
      "code=324198&at=1795443241985",
      "1795443241985 324198",
      "is%20324198",
      "20324198",
      "id48151623324198",
      "\n324198\n",
    ])
      expect(seen(told), told).toEqual(["canary 0 as it is in control"]);
  });

  it("sees what is sealed, what the desk has, and what the platform was told", async () => {
    const scene = await aScene();
    const ada = scene.talker({ firstName: "Plonkname" });
    await ada.ask("Plonkhello");
    await ada.ask("/human");
    await ada.press(phrase("category.funds"));
    await ada.ask("48151623");
    await ada.ask("Plonkstory never arrived");
    await ada.press(phrase("when.today"));
    await ada.press(phrase("button.send"));
    await scene.desk.waitForTicket();
    ada.person.sendDocument({
      fileName: "a.txt",
      mediaType: "text/plain",
      bytes: Buffer.from("Plonkfile text"),
    });
    await scene.fleet.settled();

    const seen = (canary: string) => seenIn(onDisk(scene), [canary]).join();
    expect(seen("Plonkhello")).toContain("in the rows of envelopes");
    expect(seen("Plonkname")).toContain("in the rows of people");
    expect(seen("Plonkfile")).toContain("in the file ");
    expect(seen("Plonkhello")).not.toContain("the bytes of");
    expect(seenIn(outside(scene), ["Plonkstory"]).join()).toContain("the desk's tickets");
    expect(seenIn(outside(scene), [phrase("ticket.receipt")]).join()).toContain("calls of the platform");
    expect(seenIn(await toldBy(scene.fleet), ["turn"]).join()).toMatch(/in the log.*in metrics.*in traces/);
  });
});

/** A person who has a ticket open: what they say goes on to the desk. */
const withTicket = async (scene: Scene) => {
  const ada = scene.talker();
  await openTicket(scene, ada);
  return ada;
};

describe.each(secretKinds)("pain 29: not one byte of a secret of the kind %s", (kind: SecretKind) => {
  it("is kept, told or sent on, wherever a person puts it", async () => {
    const scene = await aScene();
    const secrets = places.map((where, n) => ({ ...where, ...aSecret(kind, 100 + n) }));
    const put = secrets.filter(({ told, longest = told.length }) => told.length <= longest);
    for (const { tell, told } of put) tell({ world: scene, ada: scene.talker(), text: told });
    await scene.fleet.settled();

    const sinks = await everySink(scene, scene.fleet);
    const seen = put.flatMap(({ place, values }) =>
      seenIn(sinks, values).map((where) => `${place}: ${where}`),
    );
    expect(seen).toEqual([]);
  });

  it("reaches the desk of a person whose ticket is open, in text, caption, file and edit", async () => {
    const scene = await aScene();
    const ada = await withTicket(scene);
    const secrets = [11, 12, 13, 14].map((seed) => aSecret(kind, seed));
    const [first, second, third, fourth] = secrets.map(({ told }) => told);
    ada.say(first ?? "");
    ada.person.sendPhoto({ caption: second ?? "" });
    ada.person.sendDocument({ fileName: "n.txt", mediaType: "text/plain", bytes: Buffer.from(third ?? "") });
    await scene.fleet.settled();
    const said = ada.say("one more word");
    await scene.fleet.settled();
    ada.person.edit(said.id, fourth ?? "");
    await scene.fleet.settled();

    await expectNowhere(
      scene,
      secrets.flatMap(({ values }) => values),
    );
  });
});

const kinds = ["seed_phrase", "password", "one_time_code"] as const;
const someSecrets = kinds.map((kind, n) => aSecret(kind, 900 + n));
const canaries = someSecrets.flatMap(({ values }) => values);
const tellAll = (scene: { talker: World["talker"] }) =>
  someSecrets.map(({ told }) => {
    const talker = scene.talker();
    talker.say(told);
    return talker;
  });

describe("pain 29: a secret is nowhere", () => {
  it("when it was split: what went on before it was complete is overwritten, at the desk too, within 5 s", async () => {
    const scene = await aScene();
    const ada = await withTicket(scene);
    const words = aSecret("seed_phrase", 7).told.split(": ")[1]?.split(" ") ?? [];
    const parts = [words.slice(0, 8), words.slice(8, 16), words.slice(16)].map((part) => part.join(" "));
    const said: number[] = [];
    for (const part of parts) {
      said.push(ada.say(part).id);
      await scene.fleet.settled();
    }
    const pieces = parts.map((part) => part.split(" ").slice(1, 5).join(" "));
    await eventually(
      () => seenIn(outside(scene), pieces).filter((where) => where.includes("tickets")).length === 0,
      { timeoutMs: 5_000, what: "no part of it at the desk" },
    );
    await scene.fleet.settled();

    for (const id of said) expect(ada.chat.find(id)?.deletedAt).toBeDefined();
    const { "calls of the desk": _, ...sinks } = await everySink(scene, scene.fleet);
    expect(seenIn(sinks, pieces)).toEqual([]);
  });

  it("while the desk is down, when it is up again, and after a restart in between", async () => {
    const world = await aWorld();
    const first = await aFleetIn(world);
    const scene = { ...world, fleet: first, telegram: world.sandbox.telegram, desk: world.sandbox.desk };
    const ada = await withTicket(scene);
    await world.sandbox.desk.down("refused");
    for (const { told } of someSecrets) ada.say(`it failed again, ${told}`);
    await first.handled();
    await expectNowhere({ ...world, fleet: first }, canaries);
    await first.stop();

    const second = await aFleetIn(world);
    await world.sandbox.desk.up();
    world.clock.shift(3_600_000);
    await second.service.fireTimers();
    await second.settled();
    await expectNowhere({ ...world, fleet: second }, canaries);
    expect(seenIn({ "the first log": first.log() }, canaries)).toEqual([]);
  });

  it.each([
    ["cannot be deleted", { kind: "server_error", method: "deleteMessage", status: 500, times: 0 }],
    [
      "is not warned of, because nothing can be sent",
      { kind: "server_error", method: "sendMessage", status: 403, times: 0 },
    ],
    [
      "is warned of without anybody knowing whether it arrived",
      { kind: "reset_after", method: "sendMessage", times: 3 },
    ],
  ] as const)("when it %s", async (_, fault) => {
    const scene = await aScene();
    scene.telegram.fault(fault);
    tellAll(scene);
    await scene.fleet.handled();
    scene.clock.shift(10_000);
    await scene.fleet.service.fireTimers();
    await scene.fleet.settled();

    await expectNowhere(scene, canaries);
  });

  it("when the guard runs out of time over it: withheld, told to the person, and gone", async () => {
    const world = await aWorld();
    let spentMs = 0;
    const isGuard = () => new Error("here").stack?.includes("/guard/redact-event.ts") === true;
    const now = () => {
      if (isGuard()) spentMs += 1_000;
      return world.clock.now() + spentMs;
    };
    const fleet = await aFleetIn({ ...world, clock: { ...world.clock, now } });
    const talkers = tellAll(world);
    const ada = world.talker();
    ada.say("Plonkword, harmless and withheld as well");
    for (const { chat } of [...talkers, ada]) await chat.waitForReplies(1);
    await fleet.settled();

    await expectNowhere({ ...world, fleet }, [...canaries, "Plonkword"]);
  });

  it("when a form asks for a story, an account or a time", async () => {
    const scene = await aScene();
    const ada = scene.talker();
    await ada.ask("/human");
    await ada.press(phrase("category.funds"));
    for (const { told } of someSecrets) await ada.ask(told);
    await scene.fleet.settled();
    const button = ada.chat.messages
      .at(-1)
      ?.keyboard?.flat()
      .find(({ text }) => text === phrase("button.send"));
    if (button) await ada.press(phrase("button.send"));
    await scene.fleet.settled();

    await expectNowhere(scene, canaries);
  });

  it("when an agent writes it: refused, and sent to nobody", async () => {
    const scene = await aScene();
    const ada = scene.talker();
    const { ticketId } = await openTicket(scene, ada);
    for (const { told } of someSecrets) await scene.desk.reply(ticketId, told);
    await scene.fleet.settled();

    const { "the desk's tickets": atDesk = "", ...sinks } = await everySink(scene, scene.fleet);
    expect(seenIn(sinks, canaries)).toEqual([]);
    // The agent's own words stay where the agent wrote them; what the fleet answers holds nothing of them.
    const deliveries = scene.desk
      .ticket(ticketId)
      .transcript.flatMap(({ delivery }) => (delivery ? [delivery] : []));
    expect(deliveries.map(({ state }) => state)).toEqual(someSecrets.map(() => "refused"));
    expect(seenIn({ deliveries: JSON.stringify(deliveries) }, canaries)).toEqual([]);
    expect(String(atDesk)).toContain("refused");
  });
});
