import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { takingOut } from "../../src/pipeline/pieces.ts";

const mask = "⟦removed⟧";

describe("taking the pieces of a secret out of what quotes them", () => {
  it.each([
    [
      "a piece among other words",
      ["legal winner"],
      "You wrote: legal winner. Right?",
      `You wrote: ${mask}. Right?`,
    ],
    ["a piece over other spaces", ["legal  winner\nthank"], "> legal winner thank", `> ${mask}`],
    ["every time", ["zoo"], "zoo, zoo", `${mask}, ${mask}`],
    ["the longer piece first", ["legal", "legal winner"], "legal winner", mask],
    ["no part of another word", ["art"], "start the art", `start the ${mask}`],
    ["signs with a meaning of their own", ["a+b(c)"], "is a+b(c)?", `is ${mask}?`],
    ["Chinese, which has no spaces", ["的一是"], "我说的一是吗", `我说${mask}吗`],
    ["nothing for nothing", [" "], "legal winner", "legal winner"],
  ])("finds %s", (_, pieces, text, expected) => {
    expect(takingOut(pieces, mask)(text)).toBe(expected);
  });

  it("leaves no piece that stands by itself, whatever it is", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", minLength: 1, maxLength: 30 }), (piece) => {
        fc.pre(piece.trim() !== "" && !mask.includes(piece.trim()));
        expect(takingOut([piece], mask)(`before ${piece} behind`)).toContain(mask);
      }),
    );
  });
});
