import { describe, expect, it } from "vitest";
import type { TicketAttachment } from "../../src/domain/attachment.ts";
import { DeliveryError } from "../../src/domain/delivery.ts";
import type { AppendTicket, DeskEffect } from "../../src/domain/effect.ts";
import { attachmentId } from "../../src/domain/ids.ts";
import { deliverToDesk } from "../../src/runtime/deliver-to-desk.ts";
import { anOpenTicket, aTicketDraft, aTicketEntry, builtAt } from "../support/builders.ts";
import { FakeDesk } from "../support/fake-adapter.ts";
import { fails } from "../support/scripted-deliveries.ts";

const never = new AbortController().signal;
const file = (name: string): TicketAttachment => ({
  id: attachmentId(name),
  fileName: `${name}.jpg`,
  mediaType: "image/jpeg",
  size: 3,
});
const { draft: _, kind: __, ...fields } = anOpenTicket();
const anAppend = (...names: readonly string[]): AppendTicket => ({
  ...fields,
  kind: "ticket.append",
  category: "funds",
  entry: aTicketEntry({ kind: "attachment_notice", text: "photo", attachments: names.map(file) }),
});
const opening = (...names: readonly string[]) =>
  anOpenTicket({ draft: aTicketDraft({ attachments: names.map(file) }) });

const aWorld = () => {
  const desk = new FakeDesk();
  const order: string[] = [];
  desk.deliveries.otherwise = async ({ carryOut }) => {
    const receipt = carryOut();
    const last = desk.deliveries.arrived.at(-1);
    order.push(last?.kind === "ticket.append" ? `entry of ${namesOf(last) || last.entry.kind}` : "ticket");
    return receipt;
  };
  desk.onAttach = async ({ id }) => void order.push(`bytes of ${id}`);
  const lost = new Set<string>();
  const bytesOf = async (id: string) => (lost.has(id) ? undefined : Buffer.from(id));
  const deliver = (effect: DeskEffect, attempts = 1) =>
    deliverToDesk(
      { desk, bytesOf, now: () => builtAt },
      {
        ...{ seq: 1, effect, destination: "desk", state: "sending", attempts, uncertain: 0 },
        ...{ conversationKind: "direct", createdAt: builtAt },
      },
      never,
    );
  return { desk, order, lost, deliver };
};

const namesOf = ({ entry }: AppendTicket) => (entry.attachments ?? []).map(({ id }) => id).join("+");
const notes = (desk: FakeDesk) =>
  desk.kept.flatMap((effect) =>
    effect.kind === "ticket.append" && effect.entry.kind === "note" ? [effect.entry.text] : [],
  );

describe("the desk gets bytes before it gets an entry that names them", () => {
  it("of an entry", async () => {
    const { order, deliver, desk } = aWorld();
    await deliver(anAppend("a", "b"));
    expect(order).toEqual(["bytes of a", "bytes of b", "entry of a+b"]);
    expect(desk.files.get("a")).toMatchObject({
      ticketId: "ticket-1",
      fileName: "a.jpg",
      mediaType: "image/jpeg",
    });
  });

  it("of a new ticket: it is opened without them, and they are named once they are there", async () => {
    const { order, deliver, desk } = aWorld();
    const entry = aTicketEntry({ attachments: [file("b"), file("c")] });
    const draft = aTicketDraft({ attachments: [file("a"), file("b")], transcript: [entry] });
    expect(await deliver(anOpenTicket({ draft }))).toMatchObject({ deskRef: "REF-ticket-1" });
    expect(order).toEqual(["ticket", "bytes of a", "bytes of b", "bytes of c", "entry of a+b+c"]);
    expect(JSON.stringify(desk.kept[0])).not.toContain("attachments");
  });

  it("and nothing is different where there are no files", async () => {
    const { order, deliver } = aWorld();
    await deliver(anOpenTicket());
    await deliver(anAppend());
    expect(order).toEqual(["ticket", "entry of attachment_notice"]);
  });
});

describe("a file that does not get there", () => {
  it.each<readonly [string, (world: ReturnType<typeof aWorld>) => void, string]>([
    [
      "because the desk refuses it",
      ({ desk, order }) => {
        desk.onAttach = async ({ id }) => {
          if (id === "a") throw new DeliveryError("rejected", "The desk answered 413.");
          order.push(`bytes of ${id}`);
        };
      },
      "The desk answered 413.",
    ],
    ["because it has expired", ({ lost }) => void lost.add("a"), "it is not kept any more"],
  ])("%s, is noted; the ticket and its other files come", async (_name, arrange, why) => {
    for (const effect of [opening("a", "b"), anAppend("a", "b")]) {
      const world = aWorld();
      arrange(world);
      await world.deliver(effect);
      expect(world.order.slice(-2)).toEqual(["entry of b", "entry of note"]);
      expect(notes(world.desk)).toEqual([
        `The person sent what could not be handed over. a.jpg (image/jpeg, 3 bytes): ${why}`,
      ]);
    }
  });

  it("leaves the entry, without a name of it", async () => {
    const { deliver, lost, order, desk } = aWorld();
    lost.add("a");
    await deliver(anAppend("a"));
    expect(order).toEqual(["entry of attachment_notice", "entry of note"]);
    expect(desk.kept[0]).not.toHaveProperty("entry.attachments");
  });

  it("because the desk is down holds the ticket back, and is not taken for a fault of the file", async () => {
    const { deliver, desk } = aWorld();
    desk.onAttach = async () => {
      throw new DeliveryError("transient", "no answer");
    };
    await expect(deliver(opening("a"))).rejects.toMatchObject({ failure: "transient" });
    expect(notes(desk)).toEqual([]);
  });

  it("however often it is tried does not hold the ticket back for ever", async () => {
    const { deliver, desk } = aWorld();
    desk.onAttach = async () => {
      throw new DeliveryError("transient", "no answer");
    };
    await deliver(opening("a"), 25);
    expect(notes(desk)).toHaveLength(1);
  });

  it("at a desk that takes no files is noted", async () => {
    const { desk, deliver } = aWorld();
    Object.assign(desk, { attach: undefined });
    await deliver(anAppend("a"));
    expect(notes(desk)[0]).toContain("this desk takes no files");
  });
});

describe("tried again", () => {
  it.each([0, 1, 2])("after the answer number %i was lost, everything is there once", async (nth) => {
    const { desk, deliver } = aWorld();
    const effect = opening("a", "b");
    let calls = 0;
    const breakAt = () => {
      if (calls++ === nth) throw new DeliveryError("transient", "the answer was lost");
    };
    desk.onAttach = async () => breakAt();
    const carriedOut = desk.deliveries.otherwise;
    desk.deliveries.otherwise = async (attempt) => {
      const receipt = await carriedOut(attempt);
      breakAt();
      return receipt;
    };
    await expect(deliver(effect)).rejects.toMatchObject({ failure: "transient" });
    expect(await deliver(effect)).toMatchObject({ deskRef: "REF-ticket-1" });
    expect(desk.kept.map(({ kind }) => kind)).toEqual(["ticket.open", "ticket.append"]);
    expect([...desk.files.keys()]).toEqual(["a", "b"]);
  });

  it("a refused ticket asks for no files", async () => {
    const { desk, deliver } = aWorld();
    desk.deliveries.otherwise = fails("rejected");
    await expect(deliver(opening("a"))).rejects.toMatchObject({ failure: "rejected" });
    expect(desk.files.size).toBe(0);
  });
});
