/** To put together texts as long as any platform's message; to make an array for each would take longer than to fill it. */
const usual = new Uint16Array(8_192);

/** A place for so many UTF-16 units, in use until its text is written: nothing that asks for another runs in between. */
export const unitsFor = (size: number) => (size <= usual.length ? usual : new Uint16Array(size));

/** The first units as a text, halves of pairs among them. */
export const writtenIn = (units: Uint16Array, size: number) =>
  Buffer.from(units.buffer, 0, size * Uint16Array.BYTES_PER_ELEMENT).toString("utf16le");
