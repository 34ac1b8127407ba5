import fc from "fast-check";
import { expect, it } from "vitest";
import { readCursor, writeCursor } from "../../../adapters/telegram/cursor.ts";

it("a cursor is read as it was written", () => {
  const cursor = fc.record(
    { offset: fc.nat(), skipBefore: fc.integer({ min: 1 }) },
    { requiredKeys: ["offset"] },
  );
  fc.assert(
    fc.property(cursor, (written) => {
      expect(readCursor(writeCursor(written))).toEqual(written);
    }),
  );
});

it.each([
  ["901", { offset: 901 }],
  ["0/1768478400", { offset: 0, skipBefore: 1_768_478_400 }],
  ["", { offset: 0 }],
  ["junk/junk", { offset: 0 }],
  ["-5/-5", { offset: 0 }],
])("the stored cursor %j is read as far as it makes sense", (stored, cursor) => {
  expect(readCursor(stored)).toEqual(cursor);
});
