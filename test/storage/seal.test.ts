import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Sealer } from "../../src/storage/seal.ts";

const key = (byte: number) => Buffer.alloc(32, byte);

describe("a sealed text", () => {
  it("opens to what was sealed, whatever it is", () => {
    const sealer = new Sealer(key(1));
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), fc.string(), (text, rowId) => {
        expect(sealer.open(sealer.seal(text, rowId), rowId)).toBe(text);
      }),
    );
  });

  it("opens in another run with the same key", () => {
    expect(new Sealer(key(1)).open(new Sealer(key(1)).seal("hello", "row"), "row")).toBe("hello");
  });

  it("does not open when any byte was changed", () => {
    const sealer = new Sealer(key(1));
    const sealed = sealer.seal("my deposit has not arrived", "row");
    for (let at = 0; at < sealed.length; at++) {
      const changed = Buffer.from(sealed);
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect(() => sealer.open(changed, "row"), `byte ${at}`).toThrow();
    }
  });

  it("does not open when it was cut", () => {
    const sealer = new Sealer(key(1));
    const sealed = sealer.seal("my deposit has not arrived", "row");
    for (let length = 0; length < sealed.length; length++) {
      expect(() => sealer.open(sealed.subarray(0, length), "row"), `${length} bytes`).toThrow();
    }
  });

  it("does not open in another row", () => {
    const sealer = new Sealer(key(1));
    expect(() => sealer.open(sealer.seal("hello", "row 1"), "row 2")).toThrow();
  });

  it("does not open with another key", () => {
    expect(() => new Sealer(key(2)).open(new Sealer(key(1)).seal("hello", "row"), "row")).toThrow();
  });

  it("is never the same twice, and shows nothing of the text", () => {
    const sealer = new Sealer(key(1));
    const sealed = Array.from({ length: 2_000 }, () => sealer.seal("hello", "row").toString("latin1"));
    expect(new Set(sealed.map((bytes) => bytes.slice(1, 13))).size).toBe(sealed.length);
    expect(sealed.some((bytes) => bytes.includes("hello"))).toBe(false);
  });
});

describe("the fingerprint of a key", () => {
  it("tells keys apart and not what they are", () => {
    const [one, same, other] = [key(1), key(1), key(2)].map((bytes) => new Sealer(bytes).fingerprint);
    expect(one).toBe(same);
    expect(one).not.toBe(other);
    expect(one).not.toContain(key(1).toString("base64url").slice(0, 10));
  });
});
