import { randomFillSync } from "node:crypto";
import { type TicketId, ticketId } from "../domain/ids.ts";

/** Crockford's base 32: no letter that is mistaken for a digit when read out. https://www.crockford.com/base32.html */
const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const ticketLetters = 10;

/** Where fresh ids come from; the only place that draws random numbers for them. */
export interface Ids {
  /** Short enough to read out, with 50 random bits: `T-7K3M9Q2XVB`. */
  newTicketId(): TicketId;
  /** For whatever must differ from all others and is never read by a person. */
  newMark(): string;
}

/** Random bytes drawn at once: every turn is given a ticket id, and few use it. */
const pool = Buffer.alloc(ticketLetters * 400);
let poolAt = pool.length;

function newTicketId(): TicketId {
  if (poolAt === pool.length) {
    randomFillSync(pool);
    poolAt = 0;
  }
  let letters = "";
  for (const end = poolAt + ticketLetters; poolAt < end; poolAt++) {
    letters += alphabet[(pool[poolAt] ?? 0) % alphabet.length];
  }
  return ticketId(`T-${letters}`);
}

const markBytes = 12;
const marks = Buffer.alloc(markBytes * 400);
let marksAt = marks.length;

function newMark(): string {
  if (marksAt === marks.length) {
    randomFillSync(marks);
    marksAt = 0;
  }
  marksAt += markBytes;
  return marks.toString("base64url", marksAt - markBytes, marksAt);
}

export const randomIds: Ids = { newTicketId, newMark };
