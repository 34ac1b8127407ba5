import { describe, expect, it } from "vitest";
import { aScene, type Scene } from "../support/a-fleet.ts";
import { eventually } from "../support/eventually.ts";
import { aPicture, aZip, canary } from "../support/files.ts";
import { openTicket } from "../support/open-ticket.ts";

/** What the desk has of the person's files. */
const filesAt = ({ desk }: Scene, ticketId: string) => [...desk.ticket(ticketId).attachments.values()];

describe("a picture that a person sends", () => {
  it("pain 32: is at the desk, without metadata, though the platform gives it to nobody any more", async () => {
    const scene = await aScene();
    const ada = scene.talker();
    ada.person.sendPhoto({ bytes: await aPicture("jpeg") });
    await scene.fleet.settled();
    scene.telegram.fault({ kind: "file_link_expired", method: "file", times: 0 });
    const { ticketId } = await openTicket(scene, ada);
    await eventually(() => filesAt(scene, ticketId).length === 1);
    await scene.fleet.settled();
    const [file] = filesAt(scene, ticketId);
    expect(file).toMatchObject({ mediaType: "image/jpeg" });
    expect(file?.bytes.includes(canary)).toBe(false);
    const named = scene.desk.ticket(ticketId).transcript.flatMap(({ attachments = [] }) => attachments);
    expect(named.map(({ id }) => id)).toEqual([file?.id]);
    expect(scene.bytes().includes(file?.bytes ?? "")).toBe(false);
  });

  it("after the ticket was opened follows it", async () => {
    const scene = await aScene();
    const ada = scene.talker();
    const { ticketId } = await openTicket(scene, ada);
    ada.person.sendPhoto({ bytes: await aPicture("png") });
    await eventually(() => filesAt(scene, ticketId).length === 1);
    await scene.fleet.settled();
    expect(
      scene.desk.ticket(ticketId).transcript.some(({ attachments = [] }) => attachments.length > 0),
    ).toBe(true);
  });

  it("that is none never reaches the desk", async () => {
    const scene = await aScene();
    const ada = scene.talker();
    const { ticketId } = await openTicket(scene, ada);
    ada.person.sendDocument({ bytes: aZip(), fileName: "photo.jpg", mediaType: "image/jpeg" });
    await scene.fleet.settled();
    expect(filesAt(scene, ticketId)).toEqual([]);
  });
});

describe("what an agent attaches", () => {
  const bytes = Buffer.from("%PDF-1.7 statement");
  const attachments = [{ id: "f-1", fileName: "statement.pdf", mediaType: "application/pdf", bytes }];
  const deliveries = ({ desk }: Scene, ticketId: string) =>
    desk.ticket(ticketId).transcript.flatMap(({ delivery }) => (delivery ? [delivery] : []));

  it("reaches the person with the text, and the desk hears of it", async () => {
    const scene = await aScene();
    const ada = scene.talker();
    const { ticketId } = await openTicket(scene, ada);
    await scene.desk.reply(ticketId, "Here is your statement", { attachments });
    await scene.fleet.settled();
    await eventually(() => deliveries(scene, ticketId).length > 0);
    expect(deliveries(scene, ticketId)).toMatchObject([{ state: "delivered" }]);
    expect(scene.telegram.requests.some(({ method }) => method === "sendDocument")).toBe(true);
  });

  it("and is lost at the desk: the reply is not sent, and the desk hears why", async () => {
    const scene = await aScene();
    const ada = scene.talker();
    const { ticketId } = await openTicket(scene, ada);
    scene.desk.fault({ kind: "server_error", method: "fetch", status: 404, times: 0 });
    await scene.desk.reply(ticketId, "Here is your statement", { attachments });
    await eventually(() => deliveries(scene, ticketId).length > 0);
    expect(deliveries(scene, ticketId)).toMatchObject([
      { state: "failed", reason: expect.stringContaining("the desk does not give the file f-1") },
    ]);
    expect(ada.heard().join()).not.toContain("statement");
  });

  it("rewritten, is edited where it was said", async () => {
    const scene = await aScene();
    const ada = scene.talker();
    const { ticketId } = await openTicket(scene, ada);
    const { webhook } = await scene.desk.reply(ticketId, "It takes one hour");
    await ada.hears("one hour");
    await scene.fleet.settled();
    await scene.desk.editReply(ticketId, { edits: webhook.eventId, text: "It takes two hours" });
    await ada.hears("two hours");
    expect(ada.heard().join()).not.toContain("one hour");
  });
});
