import { describe, expect, it } from "vitest";
import { aScene } from "../support/a-fleet.ts";
import { eventually } from "../support/eventually.ts";
import { aPicture, aZip, canary } from "../support/files.ts";
import { openTicket } from "../support/open-ticket.ts";
import { phrase } from "../support/phrases.ts";

const megabyte = 1_024 * 1_024;
const picture = { kind: "photo", count: 1 };

describe("pictures", () => {
  it("pain 9: a picture alone opens the conversation, and goes with the ticket, without what it tells of its making", async () => {
    const scene = await aScene();
    const { desk, fleet } = scene;
    const ada = scene.talker();

    const reply = ada.next();
    ada.person.sendPhoto({ bytes: await aPicture() });
    expect((await reply).text).toContain(phrase("media.received", "en", picture));
    expect((await reply).buttons.map(({ text }) => text)).toEqual([phrase("button.ticket")]);
    await fleet.settled();
    await ada.press(phrase("button.ticket"));
    await ada.press(phrase("button.send_now"));
    const { ticketId } = await desk.waitForTicket();
    await fleet.settled();

    const [file] = [...desk.ticket(ticketId).attachments.values()];
    expect(file?.mediaType).toBe("image/jpeg");
    expect(file?.bytes.includes(canary)).toBe(false);
  });

  it("pain 9: an album is one message with one reply, its caption what it says, and all of it goes with the ticket", async () => {
    const scene = await aScene();
    const { desk, fleet } = scene;
    const ada = scene.talker();
    await ada.ask("hello");

    ada.person.sendAlbum(4, { caption: "my withdrawal failed" });
    await ada.chat.waitForReplies(2);
    await fleet.settled();
    expect(ada.heard()).toHaveLength(2);
    expect(ada.heard()[1]).not.toContain(phrase("media.received", "en", { kind: "photo", count: 4 }));
    const { ticketId } = await openTicket(scene, ada);

    await eventually(() => desk.ticket(ticketId).attachments.size === 4);
  });

  it("sent to an open ticket follow to the desk with their bytes", async () => {
    const scene = await aScene();
    const { desk, fleet } = scene;
    const ada = scene.talker();
    const { ticketId } = await openTicket(scene, ada);

    ada.person.sendPhoto({ bytes: await aPicture("png"), caption: "the error" });
    await eventually(() => desk.ticket(ticketId).attachments.size === 1);
    await fleet.settled();

    const told = desk.ticket(ticketId).transcript;
    expect(told.some(({ text }) => text === "the error")).toBe(true);
    expect(told.filter(({ attachments }) => attachments?.length === 1)).toHaveLength(1);
    expect(told.filter(({ kind }) => kind === "attachment_notice")).toHaveLength(1);
  });

  it("by the thousand are neither all kept nor all answered, and nothing is lost of the words", async () => {
    const { fleet, talker, telegram } = await aScene();
    const ada = talker();
    const bytes = await aPicture();
    for (let n = 0; n < 300; n += 1) ada.person.sendPhoto({ bytes });
    ada.say("my withdrawal failed");

    await ada.hears(/withdrawal/i);
    await fleet.settled();

    expect(telegram.counts["getFile 200"] ?? 0).toBeLessThanOrEqual(50);
    expect(ada.heard().length).toBeLessThan(10);
  });
});

describe("what is not kept", () => {
  it.each([
    ["too_large", { claimedSize: 21 * megabyte }],
    ["type_refused", { bytes: aZip(), fileName: "logs.zip" }],
  ] as const)("is told of with the reason, to the person and to the desk: %s", async (refusal, file) => {
    const scene = await aScene();
    const { desk, fleet } = scene;
    const ada = scene.talker();
    const { ticketId } = await openTicket(scene, ada);

    ada.person.sendDocument({ ...file, caption: "here are the logs" });
    await ada.hears(phrase(`media.refused.${refusal}`, "en", { count: 1 }));
    await fleet.settled();

    const notices = desk.ticket(ticketId).transcript.filter(({ kind }) => kind === "attachment_notice");
    expect(notices.map(({ text }) => text)).toEqual([expect.stringContaining(refusal)]);
    expect(desk.ticket(ticketId).attachments.size).toBe(0);
  });
});

describe("a picture with a secret under it", () => {
  it("is deleted, never fetched, and nothing is promised of it", async () => {
    const scene = await aScene();
    const { fleet, telegram } = scene;
    const ada = scene.talker();

    const sent = ada.person.sendPhoto({ bytes: await aPicture(), caption: "my password is hunter2!Blue77" });
    await ada.hears(phrase("secret.seen.password"));
    await fleet.settled();

    expect(ada.chat.find(sent.id)?.deletedAt).toBeDefined();
    expect(telegram.counts["getFile 200"] ?? 0).toBe(0);
    expect(ada.heard().join()).not.toMatch(/picture|more than I can keep/);
  });
});

describe("an agent's file", () => {
  it("arrives in the chat with the agent's words", async () => {
    const scene = await aScene();
    const { desk, fleet } = scene;
    const ada = scene.talker();
    const { ticketId } = await openTicket(scene, ada);
    const file = { fileName: "how.png", mediaType: "image/png", bytes: await aPicture("png") };

    const sent = await desk.reply(ticketId, "See this picture.", { attachments: [file] });
    const arrived = await ada.hears("See this picture.");
    await fleet.settled();

    expect(arrived.file).toMatchObject({ size: file.bytes.length });
    const fate = desk.ticket(ticketId).transcript.flatMap(({ delivery }) => delivery ?? []);
    expect(fate).toEqual([{ eventId: sent.webhook.eventId, state: "delivered" }]);
  });

  it("pain 19: with words longer than a caption loses none of them", async () => {
    const scene = await aScene();
    const { desk, fleet } = scene;
    const ada = scene.talker();
    const { ticketId } = await openTicket(scene, ada);
    const file = { fileName: "how.png", mediaType: "image/png", bytes: await aPicture("png") };
    const words = `${"a long story, ".repeat(300)}the end`;

    await desk.reply(ticketId, words, { attachments: [file] });
    await ada.hears(/the end$/);
    await fleet.settled();

    expect(ada.heard().join("").replaceAll(/\s/g, "")).toContain(words.replaceAll(/\s/g, ""));
    expect(ada.chat.messages.some(({ direction, file: has }) => direction === "out" && has)).toBe(true);
  });
});
