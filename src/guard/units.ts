/** To put together texts as long as any platform's message; to make an array for each would take longer than to fill it. */
const usual = new Uint16Array(8_192);

/** A place for so many UTF-16 units, in use until its text is written: nothing that asks for another runs in between. */
export const unitsFor = (size: number) => (size <= usual.length ? usual : new Uint16Array(size));

/** The first units as a text, halves of pairs among them. */
export const writtenIn = (units: Uint16Array, size: number) =>
  Buffer.from(units.buffer, 0, size * Uint16Array.BYTES_PER_ELEMENT).toString("utf16le");

const bytes = (units: Uint16Array) => Buffer.from(units.buffer);

const lately = new Uint16Array(8_192);
const latelyBytes = bytes(lately);
let last = "";
let lastUnits = lately;

/**
 * The UTF-16 units of a text: an array is read many times faster than a text is. It may be longer than the text and
 * holds until another text is asked for; one detector after the other asks for the same one.
 */
export const unitsOf = (text: string): Uint16Array => {
  if (text === last) return lastUnits;
  lastUnits = text.length <= lately.length ? lately : new Uint16Array(text.length);
  (lastUnits === lately ? latelyBytes : bytes(lastUnits)).write(text, "utf16le");
  last = text;
  return lastUnits;
};
