import { randomBytes } from "node:crypto";
import { uuidv7 } from "uuidv7";
import { type TicketId, type TurnId, ticketId, turnId } from "../domain/ids.ts";

/** Crockford's base 32: no letter that is mistaken for a digit when read out. https://www.crockford.com/base32.html */
const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const ticketLetters = 10;

/** Where fresh ids come from; the only place that draws random numbers for them. */
export interface Ids {
  newTurnId(): TurnId;
  /** Short enough to read out, with 50 random bits: `T-7K3M9Q2XVB`. */
  newTicketId(): TicketId;
  newMark(): string;
}

export const randomIds: Ids = {
  newTurnId: () => turnId(uuidv7()),
  newTicketId: () =>
    ticketId(
      `T-${Array.from(randomBytes(ticketLetters), (byte) => alphabet[byte % alphabet.length]).join("")}`,
    ),
  newMark: () => randomBytes(12).toString("base64url"),
};
