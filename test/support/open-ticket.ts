import type { DeskTicket } from "../../sandbox/desk/desk-ticket.ts";
import type { Scene } from "./a-fleet.ts";
import { phrase } from "./phrases.ts";
import type { Talker } from "./talker.ts";

/** The shortest way of a person to an open ticket, until everything about it is delivered. */
export const openTicket = async ({ desk, fleet }: Scene, ada: Talker): Promise<DeskTicket> => {
  const known = new Set(desk.tickets.keys());
  await ada.ask("/human");
  await ada.press(phrase("button.send_now"));
  const ticket = await desk.waitForTicket(({ ticketId }) => !known.has(ticketId));
  await fleet.settled();
  return ticket;
};
