import type { GivenValue } from "../domain/message.ts";

/** Enough for an agent to recognise it, too little to use it: `mi…@example.com`. */
const maskEmail = (email: string) => email.replace(/^(.{1,2}).*(@.+)$/u, "$1…$2");
const maskPhone = (phone: string) => `…${phone.replace(/\D/g, "").slice(-4)}`;

const emailShape = /(?<![^\s@<>])[^\s@<>]+@[^\s@<>]+\.[\p{L}]{2,}/u;
/** A UID as people write it: digits alone or after its name. */
const uidShape = /(?:^|[^\d+])(\d{5,12})(?!\d)/;
const phoneShape = /\+\d[\d\s-]{6,18}\d/;

/** A mobile number of mainland China looks like a UID. */
const mobileShape = /^1[3-9]\d{9}$/;
const nameNumber = (number: string) => (mobileShape.test(number) ? maskPhone(number) : number);
/** A number in a longer text is a part of the story. */
const longestText = 60;

/** What the ticket names the account by, from values that the guard took out or from the words themselves. */
export const readAccountReference = (text: string, given: readonly GivenValue[]): string | undefined => {
  const uid = given.find(({ kind }) => kind === "uid");
  if (uid !== undefined) return nameNumber(uid.value);
  const email = given.find(({ kind }) => kind === "email")?.value ?? emailShape.exec(text)?.[0];
  if (email !== undefined) return maskEmail(email);
  const phone = given.find(({ kind }) => kind === "phone")?.value ?? phoneShape.exec(text)?.[0];
  if (phone !== undefined) return maskPhone(phone);
  const number = text.length <= longestText ? uidShape.exec(text)?.[1] : undefined;
  return number === undefined ? undefined : nameNumber(number);
};
